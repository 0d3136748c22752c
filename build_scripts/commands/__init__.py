"""Read the command line, run what it asks for, and print the result. Entry: `commands.main.main`."""
