"""Funding: schemes, funders, grants, allocation, claims, expenses and gifts."""

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expense_organisation",
        sa.Column("name", sa.String(length=70), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("bic", sa.String(length=11), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=True),
        sa.Column("purpose", sa.String(length=300), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_organisation")),
    )
    op.create_table(
        "allocation_proposals",
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("objective", sa.String(length=12), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accepted_by_id"],
            ["users.id"],
            name=op.f("fk_allocation_proposals_accepted_by_id_users"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_allocation_proposals_asked_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation_proposals")),
    )
    op.create_table(
        "bank_files",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brought_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brought_by_id"], ["users.id"], name=op.f("fk_bank_files_brought_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_files")),
        sa.UniqueConstraint("sha256", name=op.f("uq_bank_files_sha256")),
    )
    op.create_table(
        "calendar_feeds",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_calendar_feeds_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("user_id", name=op.f("uq_calendar_feeds_user_id")),
    )
    op.create_table(
        "documents",
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kept_by_id"], ["users.id"], name=op.f("fk_documents_kept_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index("ix_documents_subject", ["subject_type", "subject_id"], unique=False)

    op.create_table(
        "expense_batches",
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("execute_on", sa.Date(), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("expenses_count", sa.Integer(), nullable=False),
        sa.Column("payees_count", sa.Integer(), nullable=False),
        sa.Column("total_cents", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("produced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name=op.f("fk_expense_batches_made_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_batches")),
    )
    op.create_table(
        "funders",
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("stage_since", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=True),
        sa.Column("address", sa.String(length=500), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("asked_cents", sa.BigInteger(), nullable=True),
        sa.Column("answer_on", sa.Date(), nullable=True),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("search_text", sa.String(length=600), nullable=False),
        sa.Column("sort_key", sa.String(length=160), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_funders_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funders")),
        sa.UniqueConstraint("name", name=op.f("uq_funders_name")),
    )
    with op.batch_alter_table("funders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_funders_kind"), ["kind"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_funders_last_contact_on"), ["last_contact_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_funders_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index("ix_funders_sort", ["sort_key", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_funders_stage"), ["stage"], unique=False)

    op.create_table(
        "gift_receipt_runs",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_gift_receipt_runs_asked_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_receipt_runs")),
    )
    op.create_table(
        "report_batches",
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=True),
        sa.Column("grant_ids", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("failures", sa.JSON(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("size_bytes", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_report_batches_asked_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_batches")),
    )
    with op.batch_alter_table("report_batches", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_report_batches_expires_at"), ["expires_at"], unique=False
        )

    op.create_table(
        "donors",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=True),
        sa.Column("company_number", sa.String(length=30), nullable=True),
        sa.Column("funder_id", sa.Integer(), nullable=True),
        sa.Column("opposed_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("name_key", sa.String(length=160), nullable=False),
        sa.Column("search_text", sa.String(length=500), nullable=False),
        sa.Column("sort_key", sa.String(length=160), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["funder_id"], ["funders.id"], name=op.f("fk_donors_funder_id_funders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_donors")),
        sa.UniqueConstraint("iban", name=op.f("uq_donors_iban")),
    )
    with op.batch_alter_table("donors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_donors_funder_id"), ["funder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_donors_name_key"), ["name_key"], unique=False)
        batch_op.create_index("ix_donors_sort", ["sort_key", "id"], unique=False)

    op.create_table(
        "expense_declarations",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_expense_declarations_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_declarations")),
    )
    with op.batch_alter_table("expense_declarations", schema=None) as batch_op:
        batch_op.create_index(
            "uq_expense_declarations", ["person_id", "year", "month"], unique=True
        )

    op.create_table(
        "expense_links",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_expense_links_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_links")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_expense_links_key_hash")),
        sa.UniqueConstraint("person_id", name=op.f("uq_expense_links_person_id")),
    )
    op.create_table(
        "expenses",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=True),
        sa.Column("km", sa.Numeric(precision=7, scale=1, asdecimal=False), nullable=True),
        sa.Column("hours", sa.Numeric(precision=5, scale=2, asdecimal=False), nullable=True),
        sa.Column("home", sa.Boolean(), nullable=False),
        sa.Column("fiscal_power", sa.Integer(), nullable=True),
        sa.Column("description", sa.String(length=300), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("waived_on", sa.Date(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("antenna_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["antenna_id"], ["antennas.id"], name=op.f("fk_expenses_antenna_id_antennas")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_expenses_decided_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["users.id"], name=op.f("fk_expenses_entered_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_expenses_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expenses")),
    )
    with op.batch_alter_table("expenses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expenses_antenna_id"), ["antenna_id"], unique=False)
        batch_op.create_index("ix_expenses_person", ["person_id", "spent_on"], unique=False)
        batch_op.create_index("ix_expenses_spent", ["spent_on", "id"], unique=False)
        batch_op.create_index("ix_expenses_state", ["state", "spent_on", "id"], unique=False)

    op.create_table(
        "funder_contacts",
        sa.Column("funder_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("function", sa.String(length=160), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["funder_id"], ["funders.id"], name=op.f("fk_funder_contacts_funder_id_funders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funder_contacts")),
    )
    with op.batch_alter_table("funder_contacts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_funder_contacts_funder_id"), ["funder_id"], unique=False
        )

    op.create_table(
        "funder_reminders",
        sa.Column("funder_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["funder_id"], ["funders.id"], name=op.f("fk_funder_reminders_funder_id_funders")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_funder_reminders_owner_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funder_reminders")),
    )
    with op.batch_alter_table("funder_reminders", schema=None) as batch_op:
        batch_op.create_index("ix_funder_reminders_due", ["done_on", "due_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_funder_reminders_funder_id"), ["funder_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_funder_reminders_owner_id"), ["owner_id"], unique=False
        )

    op.create_table(
        "grants",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("funder_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("state_before", sa.String(length=12), nullable=True),
        sa.Column("scheme_code", sa.String(length=60), nullable=False),
        sa.Column("scheme_from", sa.Date(), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("rate_cents", sa.BigInteger(), nullable=True),
        sa.Column("rate_percent", sa.Double(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("antenna_codes", sa.String(), nullable=False),
        sa.Column("exclusivity_group", sa.String(length=60), nullable=True),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("least_units", sa.Integer(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("search_text", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["funder_id"], ["funders.id"], name=op.f("fk_grants_funder_id_funders")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_grants_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
        sa.UniqueConstraint("code", name=op.f("uq_grants_code")),
    )
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grants_funder_id"), ["funder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_grants_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index("ix_grants_period", ["state", "begins_on", "ends_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_grants_scheme_code"), ["scheme_code"], unique=False)

    op.create_table(
        "payee_accounts",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=True),
        sa.Column("holder", sa.String(length=70), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_payee_accounts_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee_accounts")),
        sa.UniqueConstraint("person_id", name=op.f("uq_payee_accounts_person_id")),
    )
    op.create_table(
        "bank_entries",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("payer", sa.String(length=160), nullable=True),
        sa.Column("iban", sa.String(length=34), nullable=True),
        sa.Column("remittance", sa.String(length=500), nullable=True),
        sa.Column("donor_id", sa.Integer(), nullable=True),
        sa.Column("ground", sa.String(length=6), nullable=True),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["donor_id"], ["donors.id"], name=op.f("fk_bank_entries_donor_id_donors")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["bank_files.id"],
            name=op.f("fk_bank_entries_file_id_bank_files"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_entries")),
        sa.UniqueConstraint("key", name=op.f("uq_bank_entries_key")),
    )
    with op.batch_alter_table("bank_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bank_entries_donor_id"), ["donor_id"], unique=False)
        batch_op.create_index("ix_bank_entries_file", ["file_id", "verdict", "id"], unique=False)

    op.create_table(
        "claims",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("scheme_code", sa.String(length=60), nullable=False),
        sa.Column("scheme_from", sa.Date(), nullable=True),
        sa.Column("scheme_source", sa.String(length=300), nullable=True),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prepared_by_id", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("waiver", sa.String(length=500), nullable=True),
        sa.Column("units", sa.Numeric(precision=12, scale=2, asdecimal=False), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("approved_cents", sa.BigInteger(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_reason", sa.String(length=500), nullable=True),
        sa.Column("paid_cents", sa.BigInteger(), nullable=False),
        sa.Column("clawed_back_cents", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["users.id"], name=op.f("fk_claims_checked_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_claims_grant_id_grants")
        ),
        sa.ForeignKeyConstraint(
            ["prepared_by_id"], ["users.id"], name=op.f("fk_claims_prepared_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["users.id"], name=op.f("fk_claims_submitted_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("code", name=op.f("uq_claims_code")),
    )
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claims_due_on"), ["due_on"], unique=False)
        batch_op.create_index("ix_claims_period", ["grant_id", "from_on", "until_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_claims_prepared_by_id"), ["prepared_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_claims_state"), ["state"], unique=False)

    op.create_table(
        "esf_operations",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=True),
        sa.Column("objective", sa.String(length=1), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("antenna_codes", sa.String(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("parameters_source", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_esf_operations_grant_id_grants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esf_operations")),
        sa.UniqueConstraint("code", name=op.f("uq_esf_operations_code")),
    )
    with op.batch_alter_table("esf_operations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_esf_operations_grant_id"), ["grant_id"], unique=False)

    op.create_table(
        "expense_batch_lines",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("expense_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["expense_batches.id"],
            name=op.f("fk_expense_batch_lines_batch_id_expense_batches"),
        ),
        sa.ForeignKeyConstraint(
            ["expense_id"], ["expenses.id"], name=op.f("fk_expense_batch_lines_expense_id_expenses")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_expense_batch_lines_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_batch_lines")),
    )
    with op.batch_alter_table("expense_batch_lines", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_expense_batch_lines_batch_id"), ["batch_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_expense_batch_lines_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            "uq_expense_batch_lines_standing",
            ["expense_id"],
            unique=True,
            sqlite_where=sa.text("released_at IS NULL"),
            postgresql_where=sa.text("released_at IS NULL"),
        )

    op.create_table(
        "funder_interactions",
        sa.Column("funder_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["funder_contacts.id"],
            name=op.f("fk_funder_interactions_contact_id_funder_contacts"),
        ),
        sa.ForeignKeyConstraint(
            ["funder_id"], ["funders.id"], name=op.f("fk_funder_interactions_funder_id_funders")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_funder_interactions_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funder_interactions")),
    )
    with op.batch_alter_table("funder_interactions", schema=None) as batch_op:
        batch_op.create_index("ix_funder_interactions_held", ["funder_id", "held_on"], unique=False)

    op.create_table(
        "gift_receipts",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("donor_id", sa.Integer(), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("cancellation_reason", sa.String(length=300), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["donor_id"], ["donors.id"], name=op.f("fk_gift_receipts_donor_id_donors")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["users.id"], name=op.f("fk_gift_receipts_issued_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_receipts")),
    )
    with op.batch_alter_table("gift_receipts", schema=None) as batch_op:
        batch_op.create_index(
            "uq_gift_receipts_donor",
            ["year", "donor_id"],
            unique=True,
            sqlite_where=sa.text("cancelled_on IS NULL"),
            postgresql_where=sa.text("cancelled_on IS NULL"),
        )
        batch_op.create_index("uq_gift_receipts_number", ["year", "number"], unique=True)

    op.create_table(
        "grant_budget_lines",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_grant_budget_lines_grant_id_grants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_budget_lines")),
    )
    with op.batch_alter_table("grant_budget_lines", schema=None) as batch_op:
        batch_op.create_index("uq_grant_budget_lines", ["grant_id", "category"], unique=True)

    op.create_table(
        "grant_caps",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("most", sa.BigInteger(), nullable=False),
        sa.Column("antenna_code", sa.String(length=12), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_grant_caps_grant_id_grants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_caps")),
    )
    with op.batch_alter_table("grant_caps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant_caps_grant_id"), ["grant_id"], unique=False)

    op.create_table(
        "grant_costs",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_grant_costs_grant_id_grants")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_grant_costs_recorded_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_costs")),
    )
    with op.batch_alter_table("grant_costs", schema=None) as batch_op:
        batch_op.create_index("ix_grant_costs_made", ["grant_id", "made_on"], unique=False)

    op.create_table(
        "grant_instalments",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("condition", sa.String(length=300), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_cents", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_grant_instalments_grant_id_grants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_instalments")),
    )
    with op.batch_alter_table("grant_instalments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant_instalments_due_on"), ["due_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_grant_instalments_grant_id"), ["grant_id"], unique=False
        )

    op.create_table(
        "grant_obligations",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("told_days", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_grant_obligations_grant_id_grants")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_grant_obligations_owner_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_obligations")),
    )
    with op.batch_alter_table("grant_obligations", schema=None) as batch_op:
        batch_op.create_index("ix_grant_obligations_due", ["done_on", "due_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_grant_obligations_grant_id"), ["grant_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_grant_obligations_owner_id"), ["owner_id"], unique=False
        )

    op.create_table(
        "pledges",
        sa.Column("donor_id", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("every", sa.String(length=8), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["donor_id"], ["donors.id"], name=op.f("fk_pledges_donor_id_donors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledges")),
    )
    with op.batch_alter_table("pledges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pledges_donor_id"), ["donor_id"], unique=False)

    op.create_table(
        "allocation_lines",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=30), nullable=False),
        sa.Column("duo_id", sa.Integer(), nullable=True),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("grant_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("value_cents", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=True),
        sa.Column("antenna_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["antenna_id"], ["antennas.id"], name=op.f("fk_allocation_lines_antenna_id_antennas")
        ),
        sa.ForeignKeyConstraint(
            ["duo_id"], ["duos.id"], name=op.f("fk_allocation_lines_duo_id_duos")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_allocation_lines_grant_id_grants")
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["people.id"], name=op.f("fk_allocation_lines_mentor_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["allocation_proposals.id"],
            name=op.f("fk_allocation_lines_proposal_id_allocation_proposals"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation_lines")),
    )
    with op.batch_alter_table("allocation_lines", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_allocation_lines_antenna_id"), ["antenna_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_allocation_lines_duo_id"), ["duo_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_allocation_lines_grant_id"), ["grant_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_allocation_lines_mentor_id"), ["mentor_id"], unique=False
        )
        batch_op.create_index(
            "ix_allocation_lines_proposal", ["proposal_id", "grant_id", "id"], unique=False
        )
        batch_op.create_index(
            "ix_allocation_lines_reason", ["proposal_id", "reason", "id"], unique=False
        )

    op.create_table(
        "allocations",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=30), nullable=False),
        sa.Column("duo_id", sa.Integer(), nullable=True),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=10, scale=2, asdecimal=False), nullable=False),
        sa.Column("rate_cents", sa.BigInteger(), nullable=True),
        sa.Column("value_cents", sa.BigInteger(), nullable=True),
        sa.Column("scheme_code", sa.String(length=60), nullable=False),
        sa.Column("scheme_from", sa.Date(), nullable=True),
        sa.Column("exclusivity_group", sa.String(length=60), nullable=True),
        sa.Column("evidence", sa.String(length=10), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("release_reason", sa.String(length=300), nullable=True),
        sa.Column("antenna_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["antenna_id"], ["antennas.id"], name=op.f("fk_allocations_antenna_id_antennas")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_allocations_decided_by_id_users")
        ),
        sa.ForeignKeyConstraint(["duo_id"], ["duos.id"], name=op.f("fk_allocations_duo_id_duos")),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["allocations.id"], name=op.f("fk_allocations_follows_id_allocations")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_allocations_grant_id_grants")
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["people.id"], name=op.f("fk_allocations_mentor_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["allocation_proposals.id"],
            name=op.f("fk_allocations_proposal_id_allocation_proposals"),
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["users.id"], name=op.f("fk_allocations_released_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocations")),
    )
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allocations_antenna_id"), ["antenna_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_allocations_duo_id"), ["duo_id"], unique=False)
        batch_op.create_index("ix_allocations_happened", ["grant_id", "happened_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_allocations_mentor_id"), ["mentor_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_allocations_proposal_id"), ["proposal_id"], unique=False
        )
        batch_op.create_index("ix_allocations_subject", ["subject"], unique=False)
        batch_op.create_index(
            "uq_allocations_grant",
            ["grant_id", "subject"],
            unique=True,
            sqlite_where=sa.text("released_at IS NULL"),
            postgresql_where=sa.text("released_at IS NULL"),
        )
        batch_op.create_index(
            "uq_allocations_group",
            ["exclusivity_group", "subject"],
            unique=True,
            sqlite_where=sa.text("released_at IS NULL"),
            postgresql_where=sa.text("released_at IS NULL"),
        )

    op.create_table(
        "claim_payments",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claim_payments_claim_id_claims")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_claim_payments_recorded_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_payments")),
    )
    with op.batch_alter_table("claim_payments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_payments_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "claim_questions",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claim_questions_claim_id_claims")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_questions")),
    )
    with op.batch_alter_table("claim_questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_questions_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "esf_participations",
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("duo_id", sa.Integer(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_reason", sa.String(length=300), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("antenna_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["antenna_id"], ["antennas.id"], name=op.f("fk_esf_participations_antenna_id_antennas")
        ),
        sa.ForeignKeyConstraint(
            ["duo_id"],
            ["duos.id"],
            name=op.f("fk_esf_participations_duo_id_duos"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mentee_id"],
            ["people.id"],
            name=op.f("fk_esf_participations_mentee_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["esf_operations.id"],
            name=op.f("fk_esf_participations_operation_id_esf_operations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esf_participations")),
    )
    with op.batch_alter_table("esf_participations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_esf_participations_antenna_id"), ["antenna_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_esf_participations_duo_id"), ["duo_id"], unique=False)
        batch_op.create_index(
            "ix_esf_participations_mentee", ["mentee_id", "operation_id"], unique=False
        )
        batch_op.create_index("uq_esf_participations", ["operation_id", "duo_id"], unique=True)

    op.create_table(
        "esf_transmissions",
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("figures_on", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["esf_operations.id"],
            name=op.f("fk_esf_transmissions_operation_id_esf_operations"),
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["users.id"], name=op.f("fk_esf_transmissions_sent_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esf_transmissions")),
    )
    with op.batch_alter_table("esf_transmissions", schema=None) as batch_op:
        batch_op.create_index("ix_esf_transmissions_due", ["operation_id", "due_on"], unique=False)

    op.create_table(
        "gifts",
        sa.Column("donor_id", sa.Integer(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=True),
        sa.Column("bank_entry_id", sa.Integer(), nullable=True),
        sa.Column("receipt_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("thanked_on", sa.Date(), nullable=True),
        sa.Column("thanked_by_mail", sa.Boolean(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_reason", sa.String(length=300), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bank_entry_id"], ["bank_entries.id"], name=op.f("fk_gifts_bank_entry_id_bank_entries")
        ),
        sa.ForeignKeyConstraint(["donor_id"], ["donors.id"], name=op.f("fk_gifts_donor_id_donors")),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["gift_receipts.id"], name=op.f("fk_gifts_receipt_id_gift_receipts")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_gifts_recorded_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gifts")),
        sa.UniqueConstraint("bank_entry_id", name=op.f("uq_gifts_bank_entry_id")),
    )
    with op.batch_alter_table("gifts", schema=None) as batch_op:
        batch_op.create_index("ix_gifts_donor", ["donor_id", "received_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_gifts_receipt_id"), ["receipt_id"], unique=False)
        batch_op.create_index("ix_gifts_received", ["received_on", "id"], unique=False)

    op.create_table(
        "reports",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=True),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("correction", sa.String(length=500), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["reports.id"], name=op.f("fk_reports_follows_id_reports")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_reports_grant_id_grants")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name=op.f("fk_reports_made_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["grant_obligations.id"],
            name=op.f("fk_reports_obligation_id_grant_obligations"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["users.id"], name=op.f("fk_reports_released_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reports_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_reports_follows_id"), ["follows_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_reports_obligation_id"), ["obligation_id"], unique=False
        )
        batch_op.create_index("ix_reports_period", ["grant_id", "until_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_reports_state"), ["state"], unique=False)

    op.create_table(
        "claim_lines",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("antenna_id", sa.Integer(), nullable=True),
        sa.Column("allocation_id", sa.Integer(), nullable=True),
        sa.Column("duo_id", sa.Integer(), nullable=True),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=30), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=10, scale=2, asdecimal=False), nullable=False),
        sa.Column("rate_cents", sa.BigInteger(), nullable=True),
        sa.Column("base_cents", sa.BigInteger(), nullable=True),
        sa.Column("rate_percent", sa.Double(), nullable=True),
        sa.Column("rate_source", sa.String(length=12), nullable=False),
        sa.Column("scheme_code", sa.String(length=60), nullable=False),
        sa.Column("scheme_from", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(length=10), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("approved_cents", sa.BigInteger(), nullable=True),
        sa.Column("cut_reason", sa.String(length=300), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["allocation_id"],
            ["allocations.id"],
            name=op.f("fk_claim_lines_allocation_id_allocations"),
        ),
        sa.ForeignKeyConstraint(
            ["antenna_id"], ["antennas.id"], name=op.f("fk_claim_lines_antenna_id_antennas")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claim_lines_claim_id_claims")
        ),
        sa.ForeignKeyConstraint(["duo_id"], ["duos.id"], name=op.f("fk_claim_lines_duo_id_duos")),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_claim_lines_grant_id_grants")
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["people.id"], name=op.f("fk_claim_lines_mentor_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_lines")),
        sa.UniqueConstraint("grant_id", "subject", name=op.f("uq_claim_lines_grant_id_subject")),
    )
    with op.batch_alter_table("claim_lines", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_claim_lines_allocation_id"), ["allocation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_claim_lines_antenna_id"), ["antenna_id"], unique=False)
        batch_op.create_index(
            "ix_claim_lines_claim", ["claim_id", "happened_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_claim_lines_duo_id"), ["duo_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_lines_mentor_id"), ["mentor_id"], unique=False)

    op.create_table(
        "esf_achievements",
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=14), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("detail", sa.String(length=14), nullable=True),
        sa.Column("evidence", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["esf_participations.id"],
            name=op.f("fk_esf_achievements_participation_id_esf_participations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_esf_achievements_recorded_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esf_achievements")),
    )
    with op.batch_alter_table("esf_achievements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_esf_achievements_participation_id"), ["participation_id"], unique=False
        )

    op.create_table(
        "esf_delicate_facts",
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("citizenship", sa.String(length=2), nullable=True),
        sa.Column("parents_born_abroad", sa.Boolean(), nullable=True),
        sa.Column("disability", sa.Boolean(), nullable=True),
        sa.Column("minority", sa.Boolean(), nullable=True),
        sa.Column("homeless", sa.Boolean(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["esf_participations.id"],
            name=op.f("fk_esf_delicate_facts_participation_id_esf_participations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["users.id"],
            name=op.f("fk_esf_delicate_facts_recorded_by_id_users"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esf_delicate_facts")),
    )
    with op.batch_alter_table("esf_delicate_facts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_esf_delicate_facts_current", ["current", "participation_id"], unique=False
        )
        batch_op.create_index("uq_esf_delicate_facts", ["participation_id", "number"], unique=True)

    op.create_table(
        "esf_entry_facts",
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("gender", sa.String(length=1), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=True),
        sa.Column("unemployed_since", sa.Date(), nullable=True),
        sa.Column("isced", sa.Integer(), nullable=True),
        sa.Column("in_education", sa.Boolean(), nullable=True),
        sa.Column("rural", sa.Boolean(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["users.id"], name=op.f("fk_esf_entry_facts_confirmed_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["esf_participations.id"],
            name=op.f("fk_esf_entry_facts_participation_id_esf_participations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esf_entry_facts")),
    )
    with op.batch_alter_table("esf_entry_facts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_esf_entry_facts_current", ["current", "participation_id"], unique=False
        )
        batch_op.create_index("uq_esf_entry_facts", ["participation_id", "number"], unique=True)

    op.create_table(
        "esf_situation_checks",
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=8), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_esf_situation_checks_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["esf_participations.id"],
            name=op.f("fk_esf_situation_checks_participation_id_esf_participations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esf_situation_checks")),
    )
    with op.batch_alter_table("esf_situation_checks", schema=None) as batch_op:
        batch_op.create_index(
            "uq_esf_situation_checks", ["participation_id", "moment"], unique=True
        )

    op.create_table(
        "report_texts",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_texts_report_id_reports")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["users.id"], name=op.f("fk_report_texts_written_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_texts")),
    )
    with op.batch_alter_table("report_texts", schema=None) as batch_op:
        batch_op.create_index("ix_report_texts_part", ["report_id", "part", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("report_texts", schema=None) as batch_op:
        batch_op.drop_index("ix_report_texts_part")

    op.drop_table("report_texts")
    with op.batch_alter_table("esf_situation_checks", schema=None) as batch_op:
        batch_op.drop_index("uq_esf_situation_checks")

    op.drop_table("esf_situation_checks")
    with op.batch_alter_table("esf_entry_facts", schema=None) as batch_op:
        batch_op.drop_index("uq_esf_entry_facts")
        batch_op.drop_index("ix_esf_entry_facts_current")

    op.drop_table("esf_entry_facts")
    with op.batch_alter_table("esf_delicate_facts", schema=None) as batch_op:
        batch_op.drop_index("uq_esf_delicate_facts")
        batch_op.drop_index("ix_esf_delicate_facts_current")

    op.drop_table("esf_delicate_facts")
    with op.batch_alter_table("esf_achievements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_esf_achievements_participation_id"))

    op.drop_table("esf_achievements")
    with op.batch_alter_table("claim_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_lines_mentor_id"))
        batch_op.drop_index(batch_op.f("ix_claim_lines_duo_id"))
        batch_op.drop_index("ix_claim_lines_claim")
        batch_op.drop_index(batch_op.f("ix_claim_lines_antenna_id"))
        batch_op.drop_index(batch_op.f("ix_claim_lines_allocation_id"))

    op.drop_table("claim_lines")
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reports_state"))
        batch_op.drop_index("ix_reports_period")
        batch_op.drop_index(batch_op.f("ix_reports_obligation_id"))
        batch_op.drop_index(batch_op.f("ix_reports_follows_id"))
        batch_op.drop_index(batch_op.f("ix_reports_due_on"))

    op.drop_table("reports")
    with op.batch_alter_table("gifts", schema=None) as batch_op:
        batch_op.drop_index("ix_gifts_received")
        batch_op.drop_index(batch_op.f("ix_gifts_receipt_id"))
        batch_op.drop_index("ix_gifts_donor")

    op.drop_table("gifts")
    with op.batch_alter_table("esf_transmissions", schema=None) as batch_op:
        batch_op.drop_index("ix_esf_transmissions_due")

    op.drop_table("esf_transmissions")
    with op.batch_alter_table("esf_participations", schema=None) as batch_op:
        batch_op.drop_index("uq_esf_participations")
        batch_op.drop_index("ix_esf_participations_mentee")
        batch_op.drop_index(batch_op.f("ix_esf_participations_duo_id"))
        batch_op.drop_index(batch_op.f("ix_esf_participations_antenna_id"))

    op.drop_table("esf_participations")
    with op.batch_alter_table("claim_questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_questions_claim_id"))

    op.drop_table("claim_questions")
    with op.batch_alter_table("claim_payments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_payments_claim_id"))

    op.drop_table("claim_payments")
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_allocations_group",
            sqlite_where=sa.text("released_at IS NULL"),
            postgresql_where=sa.text("released_at IS NULL"),
        )
        batch_op.drop_index(
            "uq_allocations_grant",
            sqlite_where=sa.text("released_at IS NULL"),
            postgresql_where=sa.text("released_at IS NULL"),
        )
        batch_op.drop_index("ix_allocations_subject")
        batch_op.drop_index(batch_op.f("ix_allocations_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_allocations_mentor_id"))
        batch_op.drop_index("ix_allocations_happened")
        batch_op.drop_index(batch_op.f("ix_allocations_duo_id"))
        batch_op.drop_index(batch_op.f("ix_allocations_antenna_id"))

    op.drop_table("allocations")
    with op.batch_alter_table("allocation_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_allocation_lines_reason")
        batch_op.drop_index("ix_allocation_lines_proposal")
        batch_op.drop_index(batch_op.f("ix_allocation_lines_mentor_id"))
        batch_op.drop_index(batch_op.f("ix_allocation_lines_grant_id"))
        batch_op.drop_index(batch_op.f("ix_allocation_lines_duo_id"))
        batch_op.drop_index(batch_op.f("ix_allocation_lines_antenna_id"))

    op.drop_table("allocation_lines")
    with op.batch_alter_table("pledges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pledges_donor_id"))

    op.drop_table("pledges")
    with op.batch_alter_table("grant_obligations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_obligations_owner_id"))
        batch_op.drop_index(batch_op.f("ix_grant_obligations_grant_id"))
        batch_op.drop_index("ix_grant_obligations_due")

    op.drop_table("grant_obligations")
    with op.batch_alter_table("grant_instalments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_instalments_grant_id"))
        batch_op.drop_index(batch_op.f("ix_grant_instalments_due_on"))

    op.drop_table("grant_instalments")
    with op.batch_alter_table("grant_costs", schema=None) as batch_op:
        batch_op.drop_index("ix_grant_costs_made")

    op.drop_table("grant_costs")
    with op.batch_alter_table("grant_caps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_caps_grant_id"))

    op.drop_table("grant_caps")
    with op.batch_alter_table("grant_budget_lines", schema=None) as batch_op:
        batch_op.drop_index("uq_grant_budget_lines")

    op.drop_table("grant_budget_lines")
    with op.batch_alter_table("gift_receipts", schema=None) as batch_op:
        batch_op.drop_index("uq_gift_receipts_number")
        batch_op.drop_index(
            "uq_gift_receipts_donor",
            sqlite_where=sa.text("cancelled_on IS NULL"),
            postgresql_where=sa.text("cancelled_on IS NULL"),
        )

    op.drop_table("gift_receipts")
    with op.batch_alter_table("funder_interactions", schema=None) as batch_op:
        batch_op.drop_index("ix_funder_interactions_held")

    op.drop_table("funder_interactions")
    with op.batch_alter_table("expense_batch_lines", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_expense_batch_lines_standing",
            sqlite_where=sa.text("released_at IS NULL"),
            postgresql_where=sa.text("released_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_expense_batch_lines_person_id"))
        batch_op.drop_index(batch_op.f("ix_expense_batch_lines_batch_id"))

    op.drop_table("expense_batch_lines")
    with op.batch_alter_table("esf_operations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_esf_operations_grant_id"))

    op.drop_table("esf_operations")
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claims_state"))
        batch_op.drop_index(batch_op.f("ix_claims_prepared_by_id"))
        batch_op.drop_index("ix_claims_period")
        batch_op.drop_index(batch_op.f("ix_claims_due_on"))

    op.drop_table("claims")
    with op.batch_alter_table("bank_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_bank_entries_file")
        batch_op.drop_index(batch_op.f("ix_bank_entries_donor_id"))

    op.drop_table("bank_entries")
    op.drop_table("payee_accounts")
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grants_scheme_code"))
        batch_op.drop_index("ix_grants_period")
        batch_op.drop_index(batch_op.f("ix_grants_owner_id"))
        batch_op.drop_index(batch_op.f("ix_grants_funder_id"))

    op.drop_table("grants")
    with op.batch_alter_table("funder_reminders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_funder_reminders_owner_id"))
        batch_op.drop_index(batch_op.f("ix_funder_reminders_funder_id"))
        batch_op.drop_index("ix_funder_reminders_due")

    op.drop_table("funder_reminders")
    with op.batch_alter_table("funder_contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_funder_contacts_funder_id"))

    op.drop_table("funder_contacts")
    with op.batch_alter_table("expenses", schema=None) as batch_op:
        batch_op.drop_index("ix_expenses_state")
        batch_op.drop_index("ix_expenses_spent")
        batch_op.drop_index("ix_expenses_person")
        batch_op.drop_index(batch_op.f("ix_expenses_antenna_id"))

    op.drop_table("expenses")
    op.drop_table("expense_links")
    with op.batch_alter_table("expense_declarations", schema=None) as batch_op:
        batch_op.drop_index("uq_expense_declarations")

    op.drop_table("expense_declarations")
    with op.batch_alter_table("donors", schema=None) as batch_op:
        batch_op.drop_index("ix_donors_sort")
        batch_op.drop_index(batch_op.f("ix_donors_name_key"))
        batch_op.drop_index(batch_op.f("ix_donors_funder_id"))

    op.drop_table("donors")
    with op.batch_alter_table("report_batches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_batches_expires_at"))

    op.drop_table("report_batches")
    op.drop_table("gift_receipt_runs")
    with op.batch_alter_table("funders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_funders_stage"))
        batch_op.drop_index("ix_funders_sort")
        batch_op.drop_index(batch_op.f("ix_funders_owner_id"))
        batch_op.drop_index(batch_op.f("ix_funders_last_contact_on"))
        batch_op.drop_index(batch_op.f("ix_funders_kind"))

    op.drop_table("funders")
    op.drop_table("expense_batches")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index("ix_documents_subject")

    op.drop_table("documents")
    op.drop_table("calendar_feeds")
    op.drop_table("bank_files")
    op.drop_table("allocation_proposals")
    op.drop_table("expense_organisation")
