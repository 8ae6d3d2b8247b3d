"""Training, library, publication, planner: the tables of the second release."""

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "content_files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_files")),
        sa.UniqueConstraint("sha256", name=op.f("uq_content_files_sha256")),
    )
    op.create_table(
        "modules",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_language", sa.String(length=5), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("licence", sa.String(length=40), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("based_on", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("compulsory", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_modules")),
        sa.UniqueConstraint("slug", name=op.f("uq_modules_slug")),
    )
    op.create_table(
        "editions",
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("changes", sa.String(length=1000), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["module_id"], ["modules.id"], name=op.f("fk_editions_module_id_modules")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
    )
    with op.batch_alter_table("editions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_editions_slug"), ["slug"], unique=False)
        batch_op.create_index("uq_editions", ["module_id", "number"], unique=True)

    op.create_table(
        "module_texts",
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("summary", sa.String(length=600), nullable=False),
        sa.Column("objectives", sa.JSON(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("quiz", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("source_digest", sa.String(length=64), nullable=True),
        sa.Column("source_snapshot", sa.JSON(), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["module_id"], ["modules.id"], name=op.f("fk_module_texts_module_id_modules")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_texts")),
    )
    with op.batch_alter_table("module_texts", schema=None) as batch_op:
        batch_op.create_index("uq_module_texts", ["module_id", "language"], unique=True)

    op.create_table(
        "edition_texts",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("summary", sa.String(length=600), nullable=False),
        sa.Column("objectives", sa.JSON(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("quiz", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_edition_texts_edition_id_editions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_texts")),
    )
    with op.batch_alter_table("edition_texts", schema=None) as batch_op:
        batch_op.create_index("uq_edition_texts", ["edition_id", "language"], unique=True)

    with op.batch_alter_table("publications", schema=None) as batch_op:
        batch_op.add_column(sa.Column("replaces", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("method", sa.String(length=20), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("thresholds", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(
            sa.Column("digest", sa.String(length=64), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("released_by", sa.String(length=20), server_default="", nullable=False)
        )

    with op.batch_alter_table("publishers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("antennas", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(
            sa.Column("currency", sa.String(length=3), server_default="EUR", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("publishers", schema=None) as batch_op:
        batch_op.drop_column("currency")
        batch_op.drop_column("antennas")

    with op.batch_alter_table("publications", schema=None) as batch_op:
        batch_op.drop_column("released_by")
        batch_op.drop_column("digest")
        batch_op.drop_column("thresholds")
        batch_op.drop_column("method")
        batch_op.drop_column("replaces")

    with op.batch_alter_table("edition_texts", schema=None) as batch_op:
        batch_op.drop_index("uq_edition_texts")

    op.drop_table("edition_texts")
    with op.batch_alter_table("module_texts", schema=None) as batch_op:
        batch_op.drop_index("uq_module_texts")

    op.drop_table("module_texts")
    with op.batch_alter_table("editions", schema=None) as batch_op:
        batch_op.drop_index("uq_editions")
        batch_op.drop_index(batch_op.f("ix_editions_slug"))

    op.drop_table("editions")
    op.drop_table("modules")
    op.drop_table("content_files")
