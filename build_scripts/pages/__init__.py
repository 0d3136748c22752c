"""From analysed stories to the files of the site: addresses, pages, data, feeds."""
