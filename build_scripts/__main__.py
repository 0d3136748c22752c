"""Run the command line: `python -m build_scripts`."""

if __name__ == "__main__":  # the processes of a crew import this module, too, and need no command line
    try:
        from build_scripts.commands.main import main
    except KeyboardInterrupt:  # Ctrl-C while it loads
        raise SystemExit(130) from None
    except ModuleNotFoundError as error:  # most likely the system's Python in place of .venv's
        raise SystemExit(
            f"parallax: {error.name} is not installed for this Python; run `make site` once, which makes "
            ".venv, and in each terminal `. .venv/bin/activate`"
        ) from None

    main(prog_name="python -m build_scripts")
