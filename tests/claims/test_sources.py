"""Where the rules of a claim come from: kept with it, told to each in their language."""

import pytest
from flask import g

from app.claims import recomputing, sources
from app.core.db import db
from tests import make
from tests.claims import stage
from tests.claims.stage import AFTER
from tests.grants.stage import SCHEME, SCHEME_FROM

KEPT = "bx1.be, avril 2025 ; actiris.brussels, répondre à un appel à projets"
ENGLISH = "bx1.be, April 2025; actiris.brussels, answering a call for projects"
DUTCH = "bx1.be, april 2025; actiris.brussels, antwoorden op een projectoproep"


@pytest.fixture(autouse=True)
def summer(app, on_day):
    on_day(AFTER)


@pytest.fixture
def claim(app):
    grant = stage.grant(scheme_code=SCHEME, scheme_from=SCHEME_FROM)
    stage.line(grant)
    return stage.claim(grant)


def test_it_is_kept_in_the_countrys_default_language_whoever_makes_the_claim(claim):
    assert claim.scheme_source == KEPT


@pytest.mark.parametrize(("language", "words"), [("fr", KEPT), ("nl", DUTCH), ("en", ENGLISH)])
@pytest.mark.parametrize("kept", [KEPT, ENGLISH])
def test_readers_see_it_in_their_language_whichever_was_kept(
    app, as_role, claim, language, words, kept
):
    claim.scheme_source = kept
    db.session.commit()
    assert words in as_role("partnerships", language=language).get(f"/claims/{claim.id}").text
    headers = make.program(make.user("partnerships")) | {"Accept-Language": language}
    g.pop("language", None)
    told = app.test_client().get(f"/api/v1/claims/{claim.id}", headers=headers).json
    assert told["scheme_source"] == words


@pytest.mark.parametrize("kept", ["A source that was written otherwise then", None])
def test_what_the_rules_no_longer_say_stays_as_it_was_kept(claim, kept):
    claim.scheme_source = kept
    assert sources.told(claim) == kept
    claim.scheme_code = "a scheme that is there no more"
    assert sources.told(claim) == kept


def test_another_source_leaves_the_print_of_a_claim_as_it_was(claim):
    claim.scheme_source = "something else"
    db.session.commit()
    found = recomputing.recompute(stage.again(claim))
    assert (found.holds, found.broken) == (True, [])
