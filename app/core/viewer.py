"""Who is asking: the permissions and the antennas that every query and action is bound to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import g

from app.core.permissions import Permission


@dataclass(frozen=True)
class Viewer:
    """`antenna_ids` None means every antenna of the tenant; empty means none at all."""

    name: str
    user_id: int | None = None
    permissions: frozenset[Permission] = field(default_factory=frozenset)
    antenna_ids: frozenset[int] | None = frozenset()
    via: str = "page"

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


NOBODY = Viewer(name="")
SYSTEM = Viewer(name="system", permissions=frozenset(Permission), antenna_ids=None, via="command")
APPLICANT = Viewer(name="registration", antenna_ids=None, via="form")
"""Whoever fills in the public form, or follows an invitation: may register, and nothing else."""


def viewer() -> Viewer:
    """Who acts in this context; nobody (who sees nothing) unless somebody was named."""
    found: Viewer = g.get("viewer", NOBODY)
    return found


@contextmanager
def acting_as(someone: Viewer) -> Iterator[None]:
    """For commands, jobs and public forms: what happens inside is done by `someone`."""
    before = g.get("viewer")
    g.viewer = someone
    try:
        yield
    finally:
        if before is None:
            g.pop("viewer", None)
        else:
            g.viewer = before
