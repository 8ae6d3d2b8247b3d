"""Runs several commands as one: stopped in the opposite order, none going on without the others."""

import contextlib
import ctypes
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Self

from scripts.environment import Problem

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Command:
    name: str
    argv: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    patience_seconds: float = 10


class Stopped(Exception):
    """Somebody asked for the end: Ctrl-C, SIGTERM, or the terminal closed."""


class Supervisor:
    """To be used as a context: whatever way it is left, no child outlives it.

    Signals only set a flag and wake the loop: an exception raised from a handler could come between
    the start of a child and the note of it.
    """

    def __init__(self) -> None:
        self._children: list[tuple[Command, subprocess.Popen[bytes]]] = []
        self._stopping = False
        self._woken, self._waker = socket.socketpair()
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        for end in (self._woken, self._waker):
            end.settimeout(0)
        self._selector.register(self._woken, selectors.EVENT_READ)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        for number in STOPPING:
            signal.signal(number, self._ask_to_stop)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        while self._children:
            self._end(*self._children.pop())
        signal.set_wakeup_fd(-1)
        return kind is not None and issubclass(kind, Stopped)

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def start(self, command: Command) -> None:
        """Starts a child in a session of its own, so that a Ctrl-C reaches the supervisor alone."""
        self._raise_if_over()
        try:
            child = subprocess.Popen(
                command.argv,
                env=os.environ | command.environment,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            )
        except OSError as error:
            raise Problem(f"The {command.name} cannot start: {error}") from None
        self._children.append((command, child))

    def until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Whether it came true in time. Raises `Stopped`, and `Problem` when a child dies."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                return False
            self._sleep(0.05)
        return True

    def watch(self) -> None:
        """Until somebody asks for the end (`Stopped`) or a child dies (`Problem`)."""
        while True:
            self._sleep(None)

    def _sleep(self, seconds: float | None) -> None:
        self._raise_if_over()
        if self._selector.select(seconds):
            self._woken.recv(4096)
        self._raise_if_over()

    def _raise_if_over(self) -> None:
        if self._stopping:
            raise Stopped
        for command, child in self._children:
            if (code := child.poll()) is not None:
                raise Problem(
                    f"The {command.name} ended by itself ({_manner(code)}): all is stopped."
                )

    def _end(self, command: Command, child: subprocess.Popen[bytes]) -> None:
        """Asks, asks again (which tells a worker to drop its job), then ends the whole group."""
        for patience in (command.patience_seconds, 2):
            if child.poll() is None:
                child.terminate()
            try:
                child.wait(patience)
            except subprocess.TimeoutExpired:
                continue
            break
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    """In the child: have the kernel end it when the supervisor itself is killed."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _manner(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"
