"""Half-days of the training become completed modules; their own table goes.

The modules may not have been copied from the library yet: each half-day then gets a place to hang
on, with the name of the module of that position and edition 0, which the first copy fills.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COURSE = (
    "first-meeting",
    "listening",
    "cv-and-letter",
    "interview",
    "network",
    "working-life",
    "boundaries-and-safety",
    "closing-a-duo",
)
HALF_DAY_HOURS = 3.5
"""A module is a half-day of 210 minutes."""

half_days = sa.table(
    "training_half_days",
    sa.column("person_id", sa.Integer),
    sa.column("number", sa.Integer),
    sa.column("held_on", sa.Date),
    sa.column("observation", sa.String),
)
modules = sa.table(
    "training_modules",
    sa.column("id", sa.Integer),
    sa.column("slug", sa.String),
    sa.column("position", sa.Integer),
    sa.column("edition", sa.Integer),
    sa.column("digest", sa.String),
    sa.column("facts", sa.JSON),
    sa.column("texts", sa.JSON),
    sa.column("compulsory", sa.Boolean),
    sa.column("introductions", sa.JSON),
    sa.column("examples", sa.JSON),
    sa.column("copied_at", sa.DateTime(timezone=True)),
    sa.column("version", sa.Integer),
)
completions = sa.table(
    "completions",
    sa.column("person_id", sa.Integer),
    sa.column("module_id", sa.Integer),
    sa.column("edition", sa.Integer),
    sa.column("way", sa.String),
    sa.column("completed_on", sa.Date),
    sa.column("hours", sa.Numeric(5, 2)),
    sa.column("observation", sa.Text),
)


def upgrade() -> None:
    connection = op.get_bind()
    followed = connection.execute(sa.select(half_days)).all()
    if followed:
        ids = _modules_of(connection, {row.number for row in followed})
        connection.execute(
            sa.insert(completions),
            [
                {
                    "person_id": row.person_id,
                    "module_id": ids[row.number],
                    "edition": 0,
                    "way": "noted",
                    "completed_on": row.held_on,
                    "hours": HALF_DAY_HOURS,
                    "observation": row.observation,
                }
                for row in followed
            ],
        )
    with op.batch_alter_table("training_half_days", schema=None) as batch_op:
        batch_op.drop_index("uq_training_half_days")
    op.drop_table("training_half_days")


def downgrade() -> None:
    op.create_table(
        "training_half_days",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("observation", sa.String(length=500), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_training_half_days_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_half_days")),
    )
    with op.batch_alter_table("training_half_days", schema=None) as batch_op:
        batch_op.create_index("uq_training_half_days", ["person_id", "number"], unique=True)
    _put_back(op.get_bind())


def _modules_of(connection: sa.Connection, used: set[int]) -> dict[int, int]:
    """The id of the module of each number: the whole course, so that the gate of those who are
    half-way stays shut, and any number beyond it."""
    known = set(connection.scalars(sa.select(modules.c.slug)))
    names = {number: _slug(number) for number in used | set(range(1, len(COURSE) + 1))}
    missing = [_placeholder(number, slug) for number, slug in names.items() if slug not in known]
    if missing:
        connection.execute(sa.insert(modules), missing)
    ids = dict(connection.execute(sa.select(modules.c.slug, modules.c.id)).all())
    return {number: ids[slug] for number, slug in names.items()}


def _slug(number: int) -> str:
    return COURSE[number - 1] if 0 < number <= len(COURSE) else f"half-day-{number}"


def _placeholder(number: int, slug: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "position": number,
        "edition": 0,
        "digest": "",
        "facts": {"audience": ["mentor"], "minutes": int(HALF_DAY_HOURS * 60)},
        "texts": {},
        "compulsory": slug in COURSE,
        "introductions": {},
        "examples": {},
        "copied_at": datetime.now(UTC),
        "version": 1,
    }


def _put_back(connection: sa.Connection) -> None:
    numbers = {slug: number for number, slug in enumerate(COURSE, start=1)}
    joined = completions.join(modules, completions.c.module_id == modules.c.id)
    found = connection.execute(
        sa.select(
            completions.c.person_id,
            completions.c.completed_on,
            completions.c.observation,
            modules.c.slug,
            modules.c.position,
        ).select_from(joined)
    ).all()
    rows = [
        {
            "person_id": row.person_id,
            "number": numbers.get(row.slug, row.position),
            "held_on": row.completed_on,
            "observation": (row.observation or "")[:500] or None,
        }
        for row in found
        if row.slug in numbers or row.slug.startswith("half-day-")
    ]
    if rows:
        connection.execute(sa.insert(half_days), rows)
