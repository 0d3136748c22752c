"""Write the content of pages in other formats: tables, feeds, citations and cleaned Markdown."""
