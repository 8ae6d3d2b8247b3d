"""What a proposal is asked with."""

from app.core.fields import Choice, Day, Schema, YesNo
from app.proposals.labels import OBJECTIVES


class ProposalSchema(Schema):
    from_on = Day(required=True)
    until_on = Day(required=True)
    objective = Choice(OBJECTIVES, load_default="money")
    reconsiders = YesNo(load_default=False)


class RepetitionSchema(Schema):
    """As it was asked before, where nothing else is said."""

    reconsiders = YesNo(allow_none=True, load_default=None)
