"""Work in several processes: the same results in the same order, and a killed worker is one line."""

import os
import signal
import subprocess
import sys
import time

import pytest

from build_scripts.models.problems import Problem, UserError
from build_scripts.processes.worker_pool import ITEMS_PER_PROCESS, map_in_worker_pool
from tests.helpers.paths import TOP
from tests.helpers.processes import wait_for_end, wait_for_line

MANY = range(2 * ITEMS_PER_PROCESS + 5)
TWO = {"processes": 2}
BAD = Problem("sources/talks/zenda-post.txt", 3, "outlet", "is empty", "fill it in")


def load():
    return "tools"


def pair(tools, item):
    return tools, item


def process_id(_tools, _item):
    time.sleep(0.01)
    return os.getpid()


def refuse(_tools, item):
    if item == ITEMS_PER_PROCESS:
        raise UserError(BAD)
    return item


def die(_tools, item):
    if item == ITEMS_PER_PROCESS:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(60)
    return item


def write_and_wait(_tools, _item):
    os.write(1, f"{os.getpid()}\n".encode())  # in one piece: another worker writes to the same pipe
    time.sleep(60)


@pytest.mark.parametrize("items", [range(0), range(3), MANY], ids=["none", "few", "many"])
def test_every_item_is_processed_in_order(items):
    assert list(map_in_worker_pool(load, pair, items)) == [("tools", item) for item in items]


def test_a_few_items_are_processed_here_with_the_tools_that_are_loaded():
    assert list(map_in_worker_pool(load, pair, [1], "own")) == [("own", 1)]
    assert set(map_in_worker_pool(load, process_id, [1, 2])) == {os.getpid()}


def test_many_items_are_processed_by_workers():
    workers = set(map_in_worker_pool(load, process_id, MANY, **TWO))
    assert len(workers) == 2
    assert os.getpid() not in workers


def test_an_error_of_a_worker_comes_back_whole():
    with pytest.raises(UserError) as caught:
        list(map_in_worker_pool(load, refuse, MANY, **TWO))
    assert caught.value.problems == (BAD,)


def test_a_killed_worker_is_one_line():
    with pytest.raises(UserError, match=r"^parallax: a process .* was killed, .*; free some memory"):
        list(map_in_worker_pool(load, die, MANY, **TWO))


def test_no_worker_outlives_the_process_that_started_it():
    module = "tests.processes.test_worker_pool"
    code = f"import {module} as t; list(t.map_in_worker_pool(t.load, t.write_and_wait, t.MANY, **t.TWO))"
    with subprocess.Popen([sys.executable, "-c", code], cwd=TOP, stdout=subprocess.PIPE) as parent:
        try:
            worker = int(wait_for_line(parent.stdout))
        finally:
            parent.kill()
    wait_for_end(worker)
