"""Proposals may reconsider lines of the ledger that stand."""

import sqlalchemy as sa
from alembic import op


revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("allocation_proposals", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("reconsiders", sa.Boolean(), server_default="0", nullable=False)
        )
    with op.batch_alter_table("allocation_lines", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stands_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_allocation_lines_stands_id_allocations"),
            "allocations",
            ["stands_id"],
            ["id"],
        )
        batch_op.create_index(batch_op.f("ix_allocation_lines_stands_id"), ["stands_id"])


def downgrade() -> None:
    with op.batch_alter_table("allocation_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_allocation_lines_stands_id"))
        batch_op.drop_constraint(
            batch_op.f("fk_allocation_lines_stands_id_allocations"), type_="foreignkey"
        )
        batch_op.drop_column("stands_id")
    with op.batch_alter_table("allocation_proposals", schema=None) as batch_op:
        batch_op.drop_column("reconsiders")
