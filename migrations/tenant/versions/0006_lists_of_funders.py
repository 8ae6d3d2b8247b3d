"""Lists of funders that were read in from a spreadsheet."""

import sqlalchemy as sa
from alembic import op


revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "funder_lists",
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_as", sa.JSON(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("refusals", sa.JSON(), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("completed", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_funder_lists_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funder_lists")),
    )
    with op.batch_alter_table("funder_lists", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_funder_lists_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_funder_lists_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("funder_lists", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_funder_lists_user_id"))
        batch_op.drop_index(batch_op.f("ix_funder_lists_state"))

    op.drop_table("funder_lists")
