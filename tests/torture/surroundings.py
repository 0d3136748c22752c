"""Change the limits, disks and rights of a forked process before it runs a job."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from pathlib import Path
from typing import Any

from build_scripts.storage import atomic_swap

_LIBC = ctypes.CDLL(None, use_errno=True)
_NEW_NAMESPACE, _NEW_USER = 0x00020000, 0x10000000  # CLONE_NEWNS, CLONE_NEWUSER: linux/sched.h
_READ_ONLY, _REMOUNT, _BIND, _PRIVATE, _DEEP = 1, 32, 4096, 1 << 18, 16384  # MS_*: sys/mount.h
_DROP, _VERSION = 24, 0x20080522  # PR_CAPBSET_DROP, _LINUX_CAPABILITY_VERSION_3
_OVERRIDE, _SEARCH = 1, 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def no_file_above(number: int, handler: Any = signal.SIG_IGN) -> None:
    """Limit files to `number` bytes; beyond it the system refuses or, with SIG_DFL, ends the process."""
    signal.signal(signal.SIGXFSZ, handler)
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))


def no_exchange() -> None:
    """Pretend that the system can't exchange two folders."""
    atomic_swap.sys = type("Other", (), {"platform": "other"})


def own_disks() -> None:
    """Give this process mounts of its own, as root or, if the system allows it, as any user."""
    user, group = os.geteuid(), os.getegid()
    _do(_LIBC.unshare(_NEW_NAMESPACE | (0 if user == 0 else _NEW_USER)))
    if user != 0:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    _do(_LIBC.mount(b"none", b"/", None, _DEEP | _PRIVATE, None))


def small_disk(folder: Path, room: int) -> None:
    """Mount an empty disk of `room` bytes at a folder."""
    _do(_LIBC.mount(b"none", os.fsencode(folder), b"tmpfs", 0, f"size={room}".encode()))


def larger_disk(folder: Path) -> None:
    """Enlarge the disk mounted at a folder."""
    _do(_LIBC.mount(b"none", os.fsencode(folder), None, _REMOUNT, b"size=100000000"))


def read_only_disk(folder: Path) -> None:
    """Make a folder a read-only mount."""
    name = os.fsencode(folder)
    _do(_LIBC.mount(name, name, None, _BIND, None))
    _do(_LIBC.mount(b"none", name, None, _REMOUNT | _BIND | _READ_ONLY, None))


def obey_rights() -> None:
    """Make this process and its children obey the rights of files, even as root."""
    if os.geteuid() != 0:
        return
    for capability in (_OVERRIDE, _SEARCH):
        _do(_LIBC.prctl(_DROP, capability, 0, 0, 0))
    header, data = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
    _do(_LIBC.capget(header, data))
    for at in (0, 1, 2):  # effective, permitted, inheritable
        data[at] &= ~(1 << _OVERRIDE | 1 << _SEARCH)
    _do(_LIBC.capset(header, data))


def _do(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
