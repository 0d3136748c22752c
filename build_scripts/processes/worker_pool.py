"""Apply one function to many items, in as many processes as save time."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

from build_scripts.models.problems import Problem, UserError
from build_scripts.processes.child_process import end_with_parent

ToolsT = TypeVar("ToolsT")
ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

ITEMS_PER_PROCESS = 40
"""Articles that one process analyses in the time in which another loads its tools."""

MAX_PROCESSES = 8
"""Limit of processes: each has a language model of its own in memory."""


def map_in_worker_pool(
    load_tools: Callable[[], ToolsT],
    apply: Callable[[ToolsT, ItemT], ResultT],
    items: Sequence[ItemT],
    tools: ToolsT | None = None,
    processes: int | None = None,
) -> Iterator[ResultT]:
    """Yield `apply(tools, item)` for each item, in the items' order.

    A few items are processed here, with this process's `tools` if it has loaded them. For more items, or if
    several `processes` are asked for, each process calls `load_tools` once: then both functions must be
    functions of a module, and items and results must be picklable. Raises what `apply` raises, and UserError
    if a process is killed.
    """
    processes = processes or min(_count_processors(), MAX_PROCESSES, len(items) // ITEMS_PER_PROCESS + 1)
    if processes == 1:
        yield from map(partial(apply, load_tools() if tools is None else tools), items)
        return
    # Forking a process that has threads can hang; spawning is safe on every system.
    with ProcessPoolExecutor(processes, get_context("spawn"), _start_worker) as pool:
        try:
            yield from pool.map(partial(_apply_to_item, load_tools, apply), items, chunksize=4)
        except BrokenProcessPool:
            message = "a process that reads articles was killed, perhaps for want of memory"
            fix = "free some memory and run it again"
            raise UserError(Problem("parallax", None, None, message, fix)) from None
        finally:
            pool.shutdown(cancel_futures=True)


def _count_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start_worker() -> None:
    """Set a worker process up: ignore Ctrl-C, which the parent handles, and end with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        end_with_parent(parent.join)


def _apply_to_item(
    load_tools: Callable[[], ToolsT], apply: Callable[[ToolsT, ItemT], ResultT], item: ItemT
) -> ResultT:
    return apply(_load_tools_once(load_tools), item)


@cache
def _load_tools_once(load_tools: Callable[[], Any]) -> Any:
    """Return this process's tools, which are loaded at the first call."""
    return load_tools()
