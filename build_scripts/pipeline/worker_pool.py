"""Do the same piece of work for many things, in as many processes as help."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

from build_scripts.models.problems import Problem, UserError

ToolsT = TypeVar("ToolsT")
ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

ITEMS_PER_PROCESS = 40
"""Articles that one process reads before another could have loaded what it reads them with."""

MAX_PROCESSES = 8
"""Processes at most: each holds a language model of its own in memory."""


def map_in_worker_pool(
    load: Callable[[], ToolsT],
    do: Callable[[ToolsT, ItemT], ResultT],
    things: Sequence[ItemT],
    own: ToolsT | None = None,
    processes: int | None = None,
) -> Iterator[ResultT]:
    """Yield what `do` makes of each thing, in their order; `load` gives the tools that it is handed.

    A few things are worked on in this process, with its `own` tools where it has loaded them. For more (or
    where several `processes` are asked for) each process loads its own: then `load` and `do` must be
    functions of a module, and things and what is made of them must be able to be pickled. Raises what `do`
    raises, and UserError if a process is killed.
    """
    processes = processes or min(_processors(), MAX_PROCESSES, len(things) // ITEMS_PER_PROCESS + 1)
    if processes == 1:
        yield from map(partial(do, load() if own is None else own), things)
        return
    # A fork of a process that has threads can hang; what is spawned is safe on every system.
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin) as crew:
        try:
            yield from crew.map(partial(_one, load, do), things, chunksize=4)
        except BrokenProcessPool:
            what = "a process that reads articles was killed, perhaps for want of memory"
            mend = "free some memory and run it again"
            raise UserError(Problem("parallax", None, None, what, mend)) from None
        finally:
            crew.shutdown(cancel_futures=True)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin() -> None:
    """Leave it to the process that began this one to be interrupted, and don't outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _one(load: Callable[[], ToolsT], do: Callable[[ToolsT, ItemT], ResultT], thing: ItemT) -> ResultT:
    return do(_loaded(load), thing)


@cache
def _loaded(load: Callable[[], Any]) -> Any:
    """Return the tools of this process, loaded once."""
    return load()
