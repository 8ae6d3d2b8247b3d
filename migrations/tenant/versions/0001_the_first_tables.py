"""The first tables."""

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "antennas",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_reason", sa.String(length=500), nullable=True),
        sa.Column("nuts2", sa.String(length=4), nullable=False),
        sa.Column("postal_codes", sa.JSON(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_antennas")),
        sa.UniqueConstraint("code", name=op.f("uq_antennas_code")),
    )
    op.create_table(
        "failed_sign_ins",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_ins")),
    )
    with op.batch_alter_table("failed_sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_failed_sign_ins_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_failed_sign_ins_key"), ["key"], unique=False)

    op.create_table(
        "mails",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
    )
    op.create_table(
        "outbox_jobs",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("argument", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pushed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_jobs")),
    )
    with op.batch_alter_table("outbox_jobs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_jobs_pushed_at"), ["pushed_at"], unique=False)

    op.create_table(
        "registration_drafts",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=6), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_drafts")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_registration_drafts_key_hash")),
        sa.UniqueConstraint("nonce", name=op.f("uq_registration_drafts_nonce")),
    )
    with op.batch_alter_table("registration_drafts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registration_drafts_saved_at"), ["saved_at"], unique=False
        )

    op.create_table(
        "users",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=True),
        sa.Column("password_hash", sa.String(length=255), nullable=True),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_table(
        "api_tokens",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_api_tokens_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_tokens_token_hash")),
    )
    with op.batch_alter_table("api_tokens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_tokens_user_id"), ["user_id"], unique=False)

    op.create_table(
        "events",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("via", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("antenna_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["antenna_id"], ["antennas.id"], name=op.f("fk_events_antenna_id_antennas")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_antenna_id"), ["antenna_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_name"), ["name"], unique=False)
        batch_op.create_index("ix_events_subject", ["subject_type", "subject_id"], unique=False)

    op.create_table(
        "imports",
        sa.Column("kind", sa.String(length=10), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("stored_as", sa.String(length=80), nullable=True),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("failure", sa.JSON(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_imports_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imports_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_imports_user_id"), ["user_id"], unique=False)

    op.create_table(
        "information_sessions",
        sa.Column("audience", sa.String(length=6), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("antenna_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["antenna_id"],
            ["antennas.id"],
            name=op.f("fk_information_sessions_antenna_id_antennas"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_sessions")),
    )
    with op.batch_alter_table("information_sessions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_information_sessions_antenna_id"), ["antenna_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_information_sessions_starts_at"), ["starts_at"], unique=False
        )

    op.create_table(
        "people",
        sa.Column("kind", sa.String(length=6), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=True),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("stage_since", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("gender", sa.String(length=1), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("postal_code", sa.String(length=12), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=True),
        sa.Column("availability", sa.String(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("interviewed_on", sa.Date(), nullable=True),
        sa.Column("last_contact_on", sa.Date(), nullable=False),
        sa.Column("search_text", sa.String(length=500), nullable=False),
        sa.Column("sort_key", sa.String(length=160), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=True),
        sa.Column("phone_key", sa.String(length=40), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("antenna_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("isced", sa.Integer(), nullable=True),
        sa.Column("diploma_recognised", sa.Boolean(), nullable=True),
        sa.Column("labour_status", sa.String(length=20), nullable=True),
        sa.Column("labour_status_on", sa.Date(), nullable=True),
        sa.Column("job_seeker_since", sa.Date(), nullable=True),
        sa.Column("occupation", sa.String(length=120), nullable=True),
        sa.Column("goal", sa.String(length=20), nullable=True),
        sa.Column("function_level", sa.String(length=20), nullable=True),
        sa.Column("still_working", sa.Boolean(), nullable=True),
        sa.Column("partner_company", sa.String(length=120), nullable=True),
        sa.Column("trained_on", sa.Date(), nullable=True),
        sa.Column("evaluated_on", sa.Date(), nullable=True),
        sa.Column("preferences", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["antenna_id"], ["antennas.id"], name=op.f("fk_people_antenna_id_antennas")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["people.id"], name=op.f("fk_people_merged_into_id_people")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_people_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_antenna_id"), ["antenna_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_email_key"), ["email_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_import_id"), ["import_id"], unique=False)
        batch_op.create_index("ix_people_kind_registered", ["kind", "registered_on"], unique=False)
        batch_op.create_index("ix_people_kind_since", ["kind", "stage_since", "id"], unique=False)
        batch_op.create_index("ix_people_kind_sort", ["kind", "sort_key", "id"], unique=False)
        batch_op.create_index(
            "ix_people_kind_stage", ["kind", "stage", "stage_since"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_people_merged_into_id"), ["merged_into_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_people_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_phone_key"), ["phone_key"], unique=False)
        batch_op.create_index("uq_people_kind_reference", ["kind", "reference"], unique=True)

    op.create_table(
        "recovery_codes",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_recovery_codes_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
    )
    with op.batch_alter_table("recovery_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_codes_user_id"), ["user_id"], unique=False)

    op.create_table(
        "sign_ins",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("second_factor", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sign_ins_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_sign_ins_key_hash")),
    )
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_ins_user_id"), ["user_id"], unique=False)

    op.create_table(
        "user_antennas",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("antenna_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["antenna_id"], ["antennas.id"], name=op.f("fk_user_antennas_antenna_id_antennas")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_user_antennas_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_antennas")),
    )
    with op.batch_alter_table("user_antennas", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_user_antennas_antenna_id"), ["antenna_id"], unique=False
        )
        batch_op.create_index("uq_user_antennas", ["user_id", "antenna_id"], unique=True)

    op.create_table(
        "decisions",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("stage_before", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reopened_on", sa.Date(), nullable=True),
        sa.Column("reopening_reason", sa.String(length=500), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_decisions_decided_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_decisions_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_person_id"), ["person_id"], unique=False)

    op.create_table(
        "duplicate_doubts",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("grounds", sa.String(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settlement", sa.String(length=10), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["people.id"],
            name=op.f("fk_duplicate_doubts_other_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_duplicate_doubts_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_doubts")),
    )
    with op.batch_alter_table("duplicate_doubts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_duplicate_doubts_other_id"), ["other_id"], unique=False
        )
        batch_op.create_index("uq_duplicate_doubts", ["person_id", "other_id"], unique=True)

    op.create_table(
        "evaluations",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("evaluator_id", sa.Integer(), nullable=True),
        sa.Column("half_days", sa.Integer(), nullable=False),
        sa.Column("observations", sa.Text(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluator_id"], ["users.id"], name=op.f("fk_evaluations_evaluator_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_evaluations_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
    )
    with op.batch_alter_table("evaluations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluations_person_id"), ["person_id"], unique=False)

    op.create_table(
        "import_refusals",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(length=200), nullable=True),
        sa.Column("value", sa.String(length=500), nullable=True),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("named", sa.JSON(), nullable=False),
        sa.Column("row", sa.JSON(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["imports.id"],
            name=op.f("fk_import_refusals_import_id_imports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_refusals")),
    )
    with op.batch_alter_table("import_refusals", schema=None) as batch_op:
        batch_op.create_index(
            "ix_import_refusals_line", ["import_id", "part", "line"], unique=False
        )

    op.create_table(
        "information_talks",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_information_talks_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_information_talks_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_talks")),
        sa.UniqueConstraint("person_id", name=op.f("uq_information_talks_person_id")),
    )
    op.create_table(
        "interviews",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("advice", sa.String(length=20), nullable=False),
        sa.Column("record_seen_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interviewer_id"], ["users.id"], name=op.f("fk_interviews_interviewer_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_interviews_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviews")),
    )
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interviews_person_id"), ["person_id"], unique=False)

    op.create_table(
        "mentor_slots",
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentor_id"],
            ["people.id"],
            name=op.f("fk_mentor_slots_mentor_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_slots")),
    )
    with op.batch_alter_table("mentor_slots", schema=None) as batch_op:
        batch_op.create_index("uq_mentor_slots", ["mentor_id", "number"], unique=True)

    op.create_table(
        "proposals",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("first_meeting_on", sa.Date(), nullable=True),
        sa.Column("mentee_approves", sa.Boolean(), nullable=True),
        sa.Column("mentee_reason", sa.String(length=30), nullable=True),
        sa.Column("mentor_approves", sa.Boolean(), nullable=True),
        sa.Column("mentor_reason", sa.String(length=30), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("antenna_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["antenna_id"], ["antennas.id"], name=op.f("fk_proposals_antenna_id_antennas")
        ),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["people.id"], name=op.f("fk_proposals_mentee_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["people.id"], name=op.f("fk_proposals_mentor_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["users.id"], name=op.f("fk_proposals_proposed_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposals_antenna_id"), ["antenna_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposals_mentor_id"), ["mentor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposals_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_proposals_open_mentee",
            ["mentee_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('proposed', 'approved')"),
            postgresql_where=sa.text("state IN ('proposed', 'approved')"),
        )

    op.create_table(
        "sectors",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_sectors_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sectors")),
    )
    with op.batch_alter_table("sectors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sectors_code"), ["code"], unique=False)
        batch_op.create_index("uq_sectors", ["person_id", "code"], unique=True)

    op.create_table(
        "sensitive_facts",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("nationality", sa.String(length=2), nullable=True),
        sa.Column("birth_country", sa.String(length=2), nullable=True),
        sa.Column("parents_born_outside_eu", sa.Boolean(), nullable=True),
        sa.Column("permit_until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_sensitive_facts_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sensitive_facts")),
        sa.UniqueConstraint("person_id", name=op.f("uq_sensitive_facts_person_id")),
    )
    with op.batch_alter_table("sensitive_facts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sensitive_facts_permit_until"), ["permit_until"], unique=False
        )

    op.create_table(
        "session_places",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.Column("signed_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_session_places_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["information_sessions.id"],
            name=op.f("fk_session_places_session_id_information_sessions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_places")),
    )
    with op.batch_alter_table("session_places", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_session_places_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index("uq_session_places_number", ["session_id", "number"], unique=True)
        batch_op.create_index("uq_session_places_person", ["session_id", "person_id"], unique=True)

    op.create_table(
        "spells",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("contract", sa.String(length=20), nullable=True),
        sa.Column(
            "hours_per_week", sa.Numeric(precision=4, scale=1, asdecimal=False), nullable=True
        ),
        sa.Column("evidence", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_reason", sa.String(length=300), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentee_id"],
            ["people.id"],
            name=op.f("fk_spells_mentee_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_spells_recorded_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["spells.id"], name=op.f("fk_spells_replaces_id_spells")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spells")),
    )
    with op.batch_alter_table("spells", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spells_import_id"), ["import_id"], unique=False)
        batch_op.create_index("ix_spells_mentee", ["mentee_id", "began_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_spells_replaces_id"), ["replaces_id"], unique=False)

    op.create_table(
        "spoken_languages",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("level", sa.String(length=6), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_spoken_languages_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spoken_languages")),
    )
    with op.batch_alter_table("spoken_languages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spoken_languages_code"), ["code"], unique=False)
        batch_op.create_index("uq_spoken_languages", ["person_id", "code"], unique=True)

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

    op.create_table(
        "duos",
        sa.Column("reference", sa.String(length=40), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("mentor_slot", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("code_accepted_on", sa.Date(), nullable=True),
        sa.Column(
            "hours_per_week", sa.Numeric(precision=3, scale=1, asdecimal=False), nullable=True
        ),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("planned_end_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=30), nullable=True),
        sa.Column("unreachable", sa.String(length=6), nullable=True),
        sa.Column("talked_with_mentee", sa.Boolean(), nullable=True),
        sa.Column("talked_with_mentor", sa.Boolean(), nullable=True),
        sa.Column("closing_remarks", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("antenna_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["antenna_id"], ["antennas.id"], name=op.f("fk_duos_antenna_id_antennas")
        ),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["people.id"], name=op.f("fk_duos_mentee_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id", "mentor_slot"],
            ["mentor_slots.mentor_id", "mentor_slots.number"],
            name="fk_duos_mentor_slot",
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["people.id"], name=op.f("fk_duos_mentor_id_people")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_duos_owner_id_users")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_duos_proposal_id_proposals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duos")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_duos_proposal_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_duos_reference")),
    )
    with op.batch_alter_table("duos", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duos_antenna_id"), ["antenna_id"], unique=False)
        batch_op.create_index("ix_duos_ended", ["ended_on", "antenna_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duos_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duos_mentee_id"), ["mentee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duos_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index("ix_duos_started", ["started_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duos_state"), ["state"], unique=False)
        batch_op.create_index("uq_duos_mentor_slot", ["mentor_id", "mentor_slot"], unique=True)
        batch_op.create_index(
            "uq_duos_running_mentee",
            ["mentee_id"],
            unique=True,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )

    op.create_table(
        "duo_extensions",
        sa.Column("duo_id", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("planned_end_before", sa.Date(), nullable=False),
        sa.Column("planned_end_after", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["duo_id"], ["duos.id"], name=op.f("fk_duo_extensions_duo_id_duos")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duo_extensions")),
    )
    with op.batch_alter_table("duo_extensions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duo_extensions_duo_id"), ["duo_id"], unique=False)

    op.create_table(
        "duo_pauses",
        sa.Column("duo_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["duo_id"], ["duos.id"], name=op.f("fk_duo_pauses_duo_id_duos")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duo_pauses")),
    )
    with op.batch_alter_table("duo_pauses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duo_pauses_duo_id"), ["duo_id"], unique=False)

    op.create_table(
        "imported_rows",
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("duo_id", sa.Integer(), nullable=True),
        sa.Column("spell_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("prints", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["duo_id"], ["duos.id"], name=op.f("fk_imported_rows_duo_id_duos"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_imported_rows_import_id_imports")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_imported_rows_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["spell_id"],
            ["spells.id"],
            name=op.f("fk_imported_rows_spell_id_spells"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_rows")),
        sa.UniqueConstraint("duo_id", name=op.f("uq_imported_rows_duo_id")),
        sa.UniqueConstraint("person_id", name=op.f("uq_imported_rows_person_id")),
    )
    with op.batch_alter_table("imported_rows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imported_rows_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_imported_rows_spell_id"), ["spell_id"], unique=False)

    op.create_table(
        "import_changes",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["imports.id"],
            name=op.f("fk_import_changes_import_id_imports"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["row_id"],
            ["imported_rows.id"],
            name=op.f("fk_import_changes_row_id_imported_rows"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_changes")),
    )
    with op.batch_alter_table("import_changes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_changes_import_id"), ["import_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_import_changes_row_id"), ["row_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("import_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_changes_row_id"))
        batch_op.drop_index(batch_op.f("ix_import_changes_import_id"))

    op.drop_table("import_changes")
    with op.batch_alter_table("imported_rows", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imported_rows_spell_id"))
        batch_op.drop_index(batch_op.f("ix_imported_rows_import_id"))

    op.drop_table("imported_rows")
    with op.batch_alter_table("duo_pauses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duo_pauses_duo_id"))

    op.drop_table("duo_pauses")
    with op.batch_alter_table("duo_extensions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duo_extensions_duo_id"))

    op.drop_table("duo_extensions")
    with op.batch_alter_table("duos", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_duos_running_mentee",
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )
        batch_op.drop_index("uq_duos_mentor_slot")
        batch_op.drop_index(batch_op.f("ix_duos_state"))
        batch_op.drop_index("ix_duos_started")
        batch_op.drop_index(batch_op.f("ix_duos_owner_id"))
        batch_op.drop_index(batch_op.f("ix_duos_mentee_id"))
        batch_op.drop_index(batch_op.f("ix_duos_import_id"))
        batch_op.drop_index("ix_duos_ended")
        batch_op.drop_index(batch_op.f("ix_duos_antenna_id"))

    op.drop_table("duos")
    with op.batch_alter_table("training_half_days", schema=None) as batch_op:
        batch_op.drop_index("uq_training_half_days")

    op.drop_table("training_half_days")
    with op.batch_alter_table("spoken_languages", schema=None) as batch_op:
        batch_op.drop_index("uq_spoken_languages")
        batch_op.drop_index(batch_op.f("ix_spoken_languages_code"))

    op.drop_table("spoken_languages")
    with op.batch_alter_table("spells", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spells_replaces_id"))
        batch_op.drop_index("ix_spells_mentee")
        batch_op.drop_index(batch_op.f("ix_spells_import_id"))

    op.drop_table("spells")
    with op.batch_alter_table("session_places", schema=None) as batch_op:
        batch_op.drop_index("uq_session_places_person")
        batch_op.drop_index("uq_session_places_number")
        batch_op.drop_index(batch_op.f("ix_session_places_person_id"))

    op.drop_table("session_places")
    with op.batch_alter_table("sensitive_facts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sensitive_facts_permit_until"))

    op.drop_table("sensitive_facts")
    with op.batch_alter_table("sectors", schema=None) as batch_op:
        batch_op.drop_index("uq_sectors")
        batch_op.drop_index(batch_op.f("ix_sectors_code"))

    op.drop_table("sectors")
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_proposals_open_mentee",
            sqlite_where=sa.text("state IN ('proposed', 'approved')"),
            postgresql_where=sa.text("state IN ('proposed', 'approved')"),
        )
        batch_op.drop_index(batch_op.f("ix_proposals_state"))
        batch_op.drop_index(batch_op.f("ix_proposals_mentor_id"))
        batch_op.drop_index(batch_op.f("ix_proposals_antenna_id"))

    op.drop_table("proposals")
    with op.batch_alter_table("mentor_slots", schema=None) as batch_op:
        batch_op.drop_index("uq_mentor_slots")

    op.drop_table("mentor_slots")
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interviews_person_id"))

    op.drop_table("interviews")
    op.drop_table("information_talks")
    with op.batch_alter_table("import_refusals", schema=None) as batch_op:
        batch_op.drop_index("ix_import_refusals_line")

    op.drop_table("import_refusals")
    with op.batch_alter_table("evaluations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluations_person_id"))

    op.drop_table("evaluations")
    with op.batch_alter_table("duplicate_doubts", schema=None) as batch_op:
        batch_op.drop_index("uq_duplicate_doubts")
        batch_op.drop_index(batch_op.f("ix_duplicate_doubts_other_id"))

    op.drop_table("duplicate_doubts")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decisions_person_id"))

    op.drop_table("decisions")
    with op.batch_alter_table("user_antennas", schema=None) as batch_op:
        batch_op.drop_index("uq_user_antennas")
        batch_op.drop_index(batch_op.f("ix_user_antennas_antenna_id"))

    op.drop_table("user_antennas")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_ins_user_id"))

    op.drop_table("sign_ins")
    with op.batch_alter_table("recovery_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_codes_user_id"))

    op.drop_table("recovery_codes")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index("uq_people_kind_reference")
        batch_op.drop_index(batch_op.f("ix_people_phone_key"))
        batch_op.drop_index(batch_op.f("ix_people_owner_id"))
        batch_op.drop_index(batch_op.f("ix_people_name_key"))
        batch_op.drop_index(batch_op.f("ix_people_merged_into_id"))
        batch_op.drop_index("ix_people_kind_stage")
        batch_op.drop_index("ix_people_kind_sort")
        batch_op.drop_index("ix_people_kind_since")
        batch_op.drop_index("ix_people_kind_registered")
        batch_op.drop_index(batch_op.f("ix_people_import_id"))
        batch_op.drop_index(batch_op.f("ix_people_email_key"))
        batch_op.drop_index(batch_op.f("ix_people_antenna_id"))

    op.drop_table("people")
    with op.batch_alter_table("information_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_information_sessions_starts_at"))
        batch_op.drop_index(batch_op.f("ix_information_sessions_antenna_id"))

    op.drop_table("information_sessions")
    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imports_user_id"))
        batch_op.drop_index(batch_op.f("ix_imports_state"))

    op.drop_table("imports")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index("ix_events_subject")
        batch_op.drop_index(batch_op.f("ix_events_name"))
        batch_op.drop_index(batch_op.f("ix_events_at"))
        batch_op.drop_index(batch_op.f("ix_events_antenna_id"))

    op.drop_table("events")
    with op.batch_alter_table("api_tokens", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_tokens_user_id"))

    op.drop_table("api_tokens")
    op.drop_table("users")
    with op.batch_alter_table("registration_drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_drafts_saved_at"))

    op.drop_table("registration_drafts")
    with op.batch_alter_table("outbox_jobs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_jobs_pushed_at"))

    op.drop_table("outbox_jobs")
    op.drop_table("mails")
    with op.batch_alter_table("failed_sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_failed_sign_ins_key"))
        batch_op.drop_index(batch_op.f("ix_failed_sign_ins_at"))

    op.drop_table("failed_sign_ins")
    op.drop_table("antennas")
