"""Work spread over processes: the same results in the same order, and an end that is told in one line."""

import os
import signal
import subprocess
import sys
import time

import pytest

from build_scripts.models.problems import Problem, UserError
from build_scripts.pipeline.worker_pool import ITEMS_PER_PROCESS, map_in_worker_pool
from tests.helpers.paths import TOP

MANY = range(2 * ITEMS_PER_PROCESS + 5)
TWO = {"processes": 2}
BAD = Problem("sources/talks/zenda-post.txt", 3, "outlet", "is empty", "fill it in")


def load():
    return "tools"


def told(tools, thing):
    return tools, thing


def process(_tools, _thing):
    time.sleep(0.01)
    return os.getpid()


def refuse(_tools, thing):
    if thing == ITEMS_PER_PROCESS:
        raise UserError(BAD)
    return thing


def die(_tools, thing):
    if thing == ITEMS_PER_PROCESS:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(60)
    return thing


def tell_and_wait(_tools, _thing):
    print(os.getpid(), flush=True)
    time.sleep(60)


@pytest.mark.parametrize("things", [range(0), range(3), MANY], ids=["none", "few", "many"])
def test_every_thing_is_worked_on_in_order(things):
    assert list(map_in_worker_pool(load, told, things)) == [("tools", thing) for thing in things]


def test_few_are_worked_on_here_with_the_tools_that_are_there():
    assert list(map_in_worker_pool(load, told, [1], "own")) == [("own", 1)]
    assert set(map_in_worker_pool(load, process, [1, 2])) == {os.getpid()}


def test_many_are_worked_on_elsewhere():
    workers = set(map_in_worker_pool(load, process, MANY, **TWO))
    assert len(workers) == 2
    assert os.getpid() not in workers


def test_what_is_wrong_comes_back_whole():
    with pytest.raises(UserError) as caught:
        list(map_in_worker_pool(load, refuse, MANY, **TWO))
    assert caught.value.problems == (BAD,)


def test_a_killed_process_is_told_in_one_line():
    with pytest.raises(UserError, match=r"^parallax: a process .* was killed, .*; free some memory"):
        list(map_in_worker_pool(load, die, MANY, **TWO))


def test_no_process_outlives_the_one_that_began_it():
    module = "tests.pipeline.test_worker_pool"
    code = f"import {module} as t; list(t.map_in_worker_pool(t.load, t.tell_and_wait, t.MANY, **t.TWO))"
    with subprocess.Popen([sys.executable, "-c", code], cwd=TOP, stdout=subprocess.PIPE, text=True) as parent:
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(200):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("a process of the crew is still there")
