"""Run by each Python that starts with this folder in PYTHONPATH: by MkDocs, if a test harms it."""

import atexit
import json
import os
import sys
from pathlib import Path

if "PARALLAX_TORTURE" in os.environ and "mkdocs" in sys.orig_argv:
    from tests.torture.harm import Harm, arm, tell

    atexit.register(tell, arm(Harm(**json.loads(os.environ["PARALLAX_TORTURE"])), Path.cwd()))
