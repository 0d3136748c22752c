"""Parallax: turn raw articles about one event into a publication that compares them."""

__version__ = "0.1.0"
