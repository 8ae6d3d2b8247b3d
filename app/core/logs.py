"""What is written to the log: one handler for the process, the tenant on each line, nobody's data.

A message of our own says what happened and to which id. What a library would put into its lines is
left out, and so is the text of exceptions: both repeat values (isolation test 55).
"""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from flask import current_app, has_app_context
from sqlalchemy.exc import DBAPIError

OWN = ("app", "alembic", "rq", "tandem")
"""Whose lines are written with their values; they name ids, revisions and queues only."""
VALUES_IN_MESSAGE = ("22", "23", "P0")
"""Classes of SQLSTATE whose message repeats a value: data, integrity, raised by a function."""
NO_TENANT = "-"
HERE = f"{Path(__file__).resolve().parents[2]}/"

Failure = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


def set_up() -> None:
    """Have all lines of this process written to standard error; a second time changes nothing.

    `TANDEM_LOG_LEVEL` says from which level (WARNING).
    """
    root = logging.getLogger()
    if not any(isinstance(handler.formatter, TenantFormatter) for handler in root.handlers):
        handler = StandardError()
        handler.setFormatter(TenantFormatter())
        root.addHandler(handler)
        root.setLevel(os.environ.get("TANDEM_LOG_LEVEL", "WARNING"))
    # It writes whole addresses, with what was searched for, and is for development only.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    # The web server has handlers of its own, made before it loads the application.
    for own in logging.getLogger("gunicorn.error").handlers:
        own.setFormatter(TenantFormatter())


class StandardError(logging.StreamHandler[TextIO]):
    """Asks for the stream each time: whoever redirects it later is heard."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:
        return sys.stderr

    @stream.setter
    def stream(self, value: TextIO) -> None:
        raise AttributeError("standard error is where it is")


class TenantFormatter(logging.Formatter):
    """`2026-11-20T10:00:00+0100 WARNING tenant=be app.core.jobs: the queue is away`."""

    def __init__(self) -> None:
        super().__init__(datefmt="%Y-%m-%dT%H:%M:%S%z")

    def format(self, record: logging.LogRecord) -> str:
        """Not from `record.message` or `exc_text`: another handler may have filled them."""
        head = f"{self.formatTime(record, self.datefmt)} {record.levelname} tenant={here()}"
        lines = [f"{head} {record.name}: {one_line(message_of(record))}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += account_of(record.exc_info[1])
        return "\n".join(lines)


def here() -> str:
    """The code of the tenant whose application is active; a dash outside of any."""
    if not has_app_context():
        return NO_TENANT
    tenant = current_app.extensions.get("tandem.tenant")
    return tenant.code if tenant else NO_TENANT


def message_of(record: logging.LogRecord) -> str:
    """Of other people's code only the wording: their values may be somebody's name."""
    own = record.name.split(".", 1)[0] in OWN
    return record.getMessage() if own else str(record.msg)


def one_line(text: str) -> str:
    """Line ends as `\\n`, so that nothing that was sent can pretend to be a line of the log."""
    return text.encode("unicode_escape").decode("ascii") if not text.isprintable() else text


def account_of(error: BaseException) -> list[str]:
    """Kinds of exceptions, innermost cause first, and where they were raised; no value."""
    return [line for one in causes(error) for line in (kind_of(one), *places(one.__traceback__))]


def causes(error: BaseException) -> Iterator[BaseException]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and before is not error:
        yield from causes(before)
    yield error


def places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"  {code.co_filename}:{trace.tb_lineno} in {code.co_name}"
        trace = trace.tb_next


def kind_of(error: BaseException) -> str:
    """The class, and what a database calls its error: `IntegrityError 23505`."""
    state = sqlstate(error)
    return f"{type(error).__name__} {state}".rstrip()


def last_place(error: BaseException) -> str:
    """Where in our own code it came up, as file and line; else where it was raised."""
    found = [place.split(" in ")[0].strip() for place in places(error.__traceback__)]
    own = [place for place in found if place.startswith(HERE) and "site-packages" not in place]
    return (own or found or ["?"])[-1].removeprefix(HERE)


def told(error: BaseException) -> str:
    """One line for an operator: the text where it can hold no value, else only kind and place."""
    original = error.orig if isinstance(error, DBAPIError) else None
    if original is not None and not sqlstate(error).startswith(VALUES_IN_MESSAGE):
        return f"{type(error).__name__}: {one_line(str(original).strip())}"
    if type(error).__module__.split(".", 1)[0] == "app" or isinstance(error, OSError):
        return f"{type(error).__name__}: {one_line(str(error))}"
    return f"{kind_of(error)} at {last_place(error)}"


def sqlstate(error: BaseException) -> str:
    original: Any = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(original, "sqlstate", None) or "")
