"""One run at a time holds a lock; another is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.models.problems import Problem, UserError
from build_scripts.storage.lock import hold_lock

BUSY = Problem("site", None, None, "another build is running", "wait until it has finished")


def test_a_lock_is_held_by_one_and_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        with hold_lock(tmp_path / "lock", 0, BUSY):
            with pytest.raises(UserError) as raised, hold_lock(tmp_path / "lock", 0, BUSY):
                pytest.fail("two hold it")
            assert raised.value.problems == (BUSY,)
