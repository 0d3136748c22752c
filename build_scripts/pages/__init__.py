"""Generate every file that the site is built from.

Entry: `build_scripts.pages.all_files.generate_site_files`.
"""
