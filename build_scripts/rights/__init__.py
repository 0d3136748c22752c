"""Decide which words of a source may be shown, and redact all others.

Entry: `build_scripts.rights.redact.redact_publication`.
"""
