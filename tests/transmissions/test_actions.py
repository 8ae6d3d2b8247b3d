"""What was transmitted stays as it was."""

from datetime import date

import pytest

from app.core.db import db
from app.core.errors import Refused
from app.participations.actions import facts
from app.participations.queries import figures_of
from app.transmissions.actions import transmit
from tests.participations import stage

NOW = date(2026, 11, 20)


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def test_a_transmission_keeps_what_was_sent(app, on_day):
    on_day(NOW)
    operation = stage.operation()
    [entry] = stage.entered(operation, stage.duo())
    day = date(2026, 6, 30)
    sent = transmit(operation=operation, due_on=date(2026, 7, 31), figures_on=day)
    facts.keep_facts(participation=entry, reason="Mistyped", **stage.FACTS | {"gender": "M"})
    db.session.commit()
    assert sent.figures["EECO01"]["women"] == 1
    assert figures_of(operation, day).values["EECO01"]["men"] == 1
    with pytest.raises(Refused) as refusal:
        transmit(operation=operation, due_on=date(2026, 7, 31), figures_on=day)
    assert codes(refusal) == ["sent_already"]
    with pytest.raises(Refused) as refusal:
        transmit(operation=operation, due_on=day, figures_on=date(2027, 1, 1))
    assert codes(refusal) == ["figures_in_future"]
