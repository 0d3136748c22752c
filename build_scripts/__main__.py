"""Run the command line: `python -m build_scripts`."""

if __name__ == "__main__":  # processes of the worker pool import this module too
    try:
        from build_scripts.commands.main import main
    except KeyboardInterrupt:  # Ctrl-C while the modules load
        raise SystemExit(130) from None
    except ModuleNotFoundError as error:  # most likely the system's Python is running, not .venv's
        raise SystemExit(
            f"parallax: {error.name} is not installed for this Python; run `make site` once, which makes "
            ".venv, and in each terminal `. .venv/bin/activate`"
        ) from None

    main(prog_name="python -m build_scripts")
