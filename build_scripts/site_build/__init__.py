"""Build the site with MkDocs, verify it, publish it as one, and serve it while editing.

Entries: `build.build_site` and `serve.serve_site`.
"""
