"""Report files under `sources/` that nothing reads, and suggest the right name or place."""

from __future__ import annotations

import re
from pathlib import Path

from build_scripts.models.problems import Problem, Severity, make_file_problem
from build_scripts.source_files.yaml.did_you_mean import suggest_name
from build_scripts.storage.safe_open import get_path_kind

CAPTURE_SUFFIXES = (".txt", ".html", ".md")
MISTAKEN_SUFFIXES = (
    "",  # GitHub's editor suggests no ending
    ".yaml",
    ".text",
    ".htm",
    ".xhtml",
    ".markdown",
    *(suffix.upper() for suffix in (*CAPTURE_SUFFIXES, ".yml")),
)
CORRECTED_SUFFIXES = {
    ".yaml": ".yml",
    ".text": ".txt",
    ".htm": ".html",
    ".xhtml": ".html",
    ".markdown": ".md",
}
IGNORED_FILES = ("README.md",)  # notes for people, never read
TOP_FILES = ("publication.yml", "actors.yml", "corrections.yml", *IGNORED_FILES)


def make_misplaced_file_problem(entry: Path) -> Problem:
    """Return the problem of a file that is directly in `sources/` and is none of `TOP_FILES`."""
    fix = "move it into a story's folder"
    suggestion = suggest_name(entry.name.lower(), TOP_FILES, fix)
    severity: Severity = "error" if suggestion != fix or _is_meant_as_source(entry) else "warning"
    return make_file_problem(entry, "is in no story and is ignored", suggestion, severity)


def make_unknown_file_problem(entry: Path) -> Problem:
    """Return the problem of a file in a story's folder that is neither a capture nor a sidecar."""
    message = "is neither a capture nor a sidecar"
    if _is_meant_as_source(entry):
        return make_file_problem(entry, message, f"rename it to {_corrected_name(entry)}")
    fix = "use the endings .txt, .html or .md for captures and .yml for sidecars"
    return make_file_problem(entry, f"{message} and is ignored", fix, "warning")


def _is_meant_as_source(entry: Path) -> bool:
    """Return whether a file that is ignored was probably meant as a capture or sidecar."""
    return entry.suffix in (*CAPTURE_SUFFIXES, *MISTAKEN_SUFFIXES) and get_path_kind(entry) == "file"


def _corrected_name(entry: Path) -> str:
    """Return the file name that a mistaken capture or sidecar should have."""
    stem = re.sub(r"[^a-z0-9]+", "-", entry.stem.lower()).strip("-") or "name"
    return stem + CORRECTED_SUFFIXES.get(entry.suffix.lower(), entry.suffix.lower() or ".txt")
