"""What a proposal is asked with."""

from app.core.fields import Choice, Day, Schema
from app.proposals.labels import OBJECTIVES


class ProposalSchema(Schema):
    from_on = Day(required=True)
    until_on = Day(required=True)
    objective = Choice(OBJECTIVES, load_default="money")
