"""Run the command line: `python -m build_scripts`."""

if __name__ == "__main__":  # the processes of a crew import this module, too, and need no command line
    try:
        from .cli import main
    except KeyboardInterrupt:  # Ctrl-C while it loads
        raise SystemExit(130) from None

    main(prog_name="python -m build_scripts")
