"""The pages of staff: list, one expense, decisions, the law."""

import pytest
from sqlalchemy import event

from app.core.db import db
from app.expenses.models import Expense, State
from tests import make
from tests.expenses import stage


@pytest.fixture(autouse=True)
def today(on_day):
    on_day(stage.TODAY)


def form(**more):
    return {"kind": "flat", "spent_on": "2026-11-10", "amount": "40", **more}


def test_an_expense_is_entered_shown_and_approved_by_somebody_else(app, as_role):
    marc = stage.mentor()
    enters, approves = as_role("coordinator"), as_role("lead", name="Lea")
    found = enters.get("/expenses/new?q=serv").text
    assert f"/expenses/mentors/{marc.id}/new" in found
    assert (marc.reference or f"Mentor {marc.id}") in found
    sent = enters.post(f"/expenses/mentors/{marc.id}/new", data=form())
    assert sent.status_code == 303
    address = sent.headers["Location"]
    assert "40.00" in enters.get(address).text
    assert enters.post(f"{address}/approval").status_code == 403
    assert "does not approve it" not in enters.get(address).text
    assert approves.post(f"{address}/approval").status_code == 303
    assert "Approved" in approves.get(address).text


def test_bad_input_is_told_with_the_form_as_typed(app, as_role):
    marc = stage.mentor()
    client = as_role("coordinator")
    address = f"/expenses/mentors/{marc.id}/new"
    wrong = client.post(address, data=form(amount="lots", spent_on=""))
    assert wrong.status_code == 422
    assert 'value="lots"' in wrong.text
    assert client.post(address, data={"kind": "car", "spent_on": "2026-11-01"}).status_code == 422
    above = client.post(address, data=form(amount="44.03"))
    assert above.status_code == 409
    assert "44.02" in above.text
    assert make.count(Expense) == 0


def test_a_photo_comes_with_the_expense_and_a_program_does_not(app, as_role):
    marc = stage.mentor()
    client = as_role("coordinator")
    address = f"/expenses/mentors/{marc.id}/new"
    cost = {"kind": "cost", "spent_on": "2026-11-10", "amount": "12.50"}
    bad = client.post(address, data={**cost, "file": stage.upload("a.exe", b"MZ\x90")})
    assert bad.status_code == 422
    assert make.count(Expense) == 0
    good = client.post(address, data={**cost, "file": stage.upload()})
    page = client.get(good.headers["Location"]).text
    assert "ticket.jpg" in page
    assert "The receipt is missing" not in page


def test_the_proof_of_an_approved_expense_stays(app, as_role):
    marc = stage.mentor()
    enters, approves = as_role("coordinator"), as_role("lead", name="Lea")
    cost = {"kind": "cost", "spent_on": "2026-11-10", "amount": "12.50", "file": stage.upload()}
    address = enters.post(f"/expenses/mentors/{marc.id}/new", data=cost).headers["Location"]
    removal = f"{address}/documents/1/removal"
    assert enters.post(removal).status_code == 303
    assert enters.post(f"{address}/documents/1/restoration").status_code == 303
    assert approves.post(f"{address}/approval").status_code == 303
    assert enters.post(removal).status_code == 409


def test_nobody_reaches_an_expense_of_another_antenna(app, as_role):
    row = stage.entered(stage.mentor(antenna="GHE"))
    client = as_role("lead", antennas=["BRU"])
    for path in ("", "/documents/1"):
        assert client.get(f"/expenses/{row.id}{path}").status_code == 404
    for path in ("approval", "refusal", "return", "withdrawal", "documents"):
        assert client.post(f"/expenses/{row.id}/{path}").status_code == 404
    for path in ("", "/new", "/elsewhere"):
        assert client.get(f"/expenses/mentors/{row.person_id}{path}").status_code == 404
    assert "Servais" not in client.get("/expenses/").text
    client.post("/expenses/approvals", data={"expenses": [row.id]})
    db.session.refresh(row)
    assert row.state == State.SUBMITTED


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", 3),
        ("state=approved", 1),
        ("kind=public", 1),
        ("month=2026-11", 2),
        ("month=rubbish", 3),
        ("q=anna", 1),
        ("antenna=GHE", 1),
        ("state=none&kind=none&person=x&sort=-amount", 3),
    ],
)
def test_the_list_filters_and_asks_little_of_the_database(app, as_role, asked, found):
    marc = stage.mentor()
    anna = stage.mentor(first_name="Anna", last_name="Peeters", antenna="GHE")
    stage.approved(marc)
    stage.entered(marc, "public", "2026-10-10")
    stage.entered(anna)
    client = as_role("director")
    client.get("/expenses/")
    said = []
    listen = lambda *words: said.append(words[2])  # noqa: E731 - removed again by its name
    event.listen(db.engine, "before_cursor_execute", listen)
    page = client.get(f"/expenses/?{asked}").text
    event.remove(db.engine, "before_cursor_execute", listen)
    assert page.count('<th scope="row">') == found
    assert len([one for one in said if one.lstrip().startswith("SELECT")]) <= 6, said


def test_many_are_approved_and_the_others_told_why(app, as_role):
    marc = stage.mentor()
    rows = [stage.entered(marc), stage.entered(marc, "car", km=10)]
    answer = as_role("lead").post("/expenses/approvals", data={"expenses": [r.id for r in rows]})
    assert "1 expense is approved" in answer.text
    assert "The rate of a kilometre" in answer.text


def test_a_refusal_without_a_reason_is_asked_for(app, as_role):
    row = stage.entered(stage.mentor(email=None))
    client = as_role("lead")
    assert client.post(f"/expenses/{row.id}/refusal", data={"refusal": " "}).status_code == 422
    said = client.post(
        f"/expenses/{row.id}/refusal", data={"refusal": "Too late"}, follow_redirects=True
    )
    assert "please telephone" in said.text


def test_the_law_with_its_sources_and_what_is_asked_for(app, as_role):
    page = as_role("coordinator").get("/expenses/law").text
    for words in ("44.02", "acerta.be", "asked for", "to be confirmed", "2,000"):
        assert words in page


LAW = {
    "en": "Law of 3 July 2005, Article 10: at most 2,000 km a year",
    "fr": "Loi du 3 juillet 2005, article 10 : au plus 2 000 km par an",
    "nl": "Wet van 3 juli 2005, artikel 10: ten hoogste 2.000 km per jaar",
}


@pytest.mark.parametrize("language", LAW)
def test_the_law_names_its_sources_in_the_readers_language(app, as_role, language):
    page = as_role("coordinator", language=language).get("/expenses/law").text
    assert [code for code, words in LAW.items() if words in page] == [language]
    assert "vlaanderenvrijwilligt.be" in page


@pytest.mark.parametrize(("language", "words"), [("fr", "Barème de 2025"), ("nl", "Tarief 2025")])
def test_what_an_expense_was_approved_under_is_told_as_it_was_frozen(app, as_role, language, words):
    row = stage.approved(stage.mentor())
    by_language = {"fr": "Barème de 2025", "nl": "Tarief 2025", "en": "Rates of 2025"}
    row.figures = [
        {"rule": "flat-day", "value": "44.02", "source": by_language},
        {"rule": "flat-year", "value": "1760.83", "source": "acerta.be, page 3"},
    ]
    db.session.commit()
    page = as_role("lead", language=language).get(f"/expenses/{row.id}").text
    assert words in page
    assert "acerta.be, page 3" in page
    assert "Rates of 2025" not in page


def test_what_is_left_of_the_year_stands_on_the_page_of_the_mentor(app, as_role):
    marc = stage.mentor()
    stage.entered(marc)
    page = as_role("coordinator").get(f"/mentors/{marc.id}").text
    assert "€40.00 of €1,760.83" in page


def test_a_link_of_another_antenna_or_with_rubbish_is_no_breakdown(app, as_role):
    client = as_role("director")
    for path in ("/expenses/999999999", "/expenses/mentors/0"):
        assert client.get(path).status_code == 404
    assert client.get("/expenses/?month=2026-99&page=9").status_code == 200
