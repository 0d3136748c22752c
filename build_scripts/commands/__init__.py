"""Read the command line, run the command, and print its result. Entry: `commands.main.main`."""
