"""Write what pages show in other formats: tables, feeds, citations and cleaned Markdown."""
