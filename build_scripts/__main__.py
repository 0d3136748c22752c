"""Run the command line: `python -m build_scripts`."""

if __name__ == "__main__":  # the processes of a crew import this module, too, and need no command line
    from .cli import main

    main(prog_name="python -m build_scripts")
