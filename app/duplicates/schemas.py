"""What is sent when two profiles are made one."""

from app.core.fields import Schema, Whole

MERGED_FIELDS = (
    "first_name",
    "last_name",
    "gender",
    "born_on",
    "email",
    "phone",
    "postal_code",
    "language",
    "availability",
    "remarks",
    "isced",
    "diploma_recognised",
    "labour_status",
    "labour_status_on",
    "job_seeker_since",
    "occupation",
    "goal",
    "function_level",
    "still_working",
    "partner_company",
    "preferences",
)
"""Of each the person who merges chooses whose value stays; the rest is brought together."""


MergeSchema = Schema.from_dict(
    {"keep": Whole(required=True), **{name: Whole() for name in MERGED_FIELDS}},
    name="MergeSchema",
)
"""`keep` is the id of the profile that goes on; under each field, the id of whose value stays."""
