"""What a row says: rules as tables."""

from datetime import date

import pytest

from app.core.money import Money
from app.funderlists.fields import FIELDS
from app.funderlists.problems import TEXTS
from app.funderlists.rows import Ways, read_cell, understand
from app.funderlists.words import every_word
from app.funders.schemas import ContactSchema, NewFunderSchema
from app.spreadsheets.cells import Wrong
from app.spreadsheets.dates import Dates


def ways(**more) -> Ways:
    words = every_word()
    given = {
        "dates": Dates("dmy", words.months),
        "languages": ("fr", "nl", "en", "es", "de"),
        "owners": {"sofia@tandem.example": 7, "sofia marques": 7},
        "language": "fr",
        "kind": "foundation",
    }
    return Ways(words, **given | more)


def row(values: dict[str, object], **more):
    """One row with a column for each of these fields, called by the field's own name."""
    names = list(values)
    lines = [(2, list(values.values()))]
    return next(understand(lines, names, dict(enumerate(names)), ways(**more)))


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("name", "  Fondation  Été ", "Fondation Été"),
        ("name", "'-10 % club", "-10 % club"),
        ("kind", "Fondation", "foundation"),
        ("kind", "overheid", "authority"),
        ("kind", "Fonds européen", "european_fund"),
        ("kind", "company", "company"),
        ("kind", "Empresa", "company"),
        ("stage", "Te benaderen", "identified"),
        ("stage", "À RENOUVELER", "renewal"),
        ("stage", "granted", "granted"),
        ("stage", "n/a", None),
        ("language", "Néerlandais", "nl"),
        ("language", "FR/NL", "fr"),
        ("language", "Duits", "de"),
        ("owner_id", "Sofia@Tandem.example", 7),
        ("owner_id", "SOFIA MARQUÈS", 7),
        ("website", "fondation.example", "https://fondation.example"),
        ("website", "www.fondation.example/fr", "https://www.fondation.example/fr"),
        ("asked_cents", "€ 12.500,50", 1_250_050),
        ("asked_cents", 12500, 1_250_000),
        ("asked_cents", 12.346, 1_235),
        ("asked_cents", 1234.5600000000001, 123_456),
        ("asked_cents", "12 500 €", 1_250_000),
        ("next_on", "15/12/2026", date(2026, 12, 15)),
        ("next_on", "15 décembre 2026", date(2026, 12, 15)),
        ("next_on", "15 dic 2026", date(2026, 12, 15)),
        ("next_on", 46371, date(2026, 12, 15)),
        ("contact_phone", "+32 (0)2 555 12 34", "+32 (0)2 555 12 34"),
        ("contact_phone", 25551234.0, "25551234"),
        ("contact_email", "mailto:Alma@Fondation.example", "alma@fondation.example"),
        ("notes", "-", None),
        ("notes", "", None),
    ],
)
def test_a_cell_is_understood(app, name, cell, value):
    assert read_cell(cell, FIELDS[name], ways()) == value


@pytest.mark.parametrize(
    ("name", "cell", "code"),
    [
        ("name", "=1+1", "formula"),
        ("name", "@SUM(A1)", "formula"),
        ("name", "x" * 161, "too_long"),
        ("name", "a\x07b", "control"),
        ("kind", "bank", "unknown_kind"),
        ("stage", "misschien", "unknown_stage"),
        ("language", "Klingon", "unknown_language"),
        ("language", "Quechua", "unknown_language"),
        ("owner_id", "nobody@tandem.example", "unknown_owner"),
        ("website", "javascript:alert(1)", "bad_website"),
        ("website", "no web site", "bad_website"),
        ("asked_cents", "much", "bad_amount"),
        ("asked_cents", "-5", "bad_amount"),
        ("next_on", "31/02/2026", "bad_date"),
        ("next_on", "soon", "bad_date"),
        ("contact_email", "alma(at)fondation", "bad_email"),
    ],
)
def test_a_cell_that_cannot_be_understood_is_told(app, name, cell, code):
    with pytest.raises(Wrong) as wrong:
        read_cell(cell, FIELDS[name], ways())
    assert wrong.value.code == code
    assert code in TEXTS


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"address": "Rue Haute 1", "postal_code": 1000, "city": "Bruxelles", "country": "BE"},
            {"address": "Rue Haute 1, 1000 Bruxelles, BE"},
        ),
        ({"country": "Belgique"}, {"address": "Belgique"}),
        (
            {"contact_first_name": "Alma", "contact_name": "Perrin"},
            {"contact_name": "Alma Perrin"},
        ),
        ({"contact_email": "a@b.example"}, {"contact_email": "a@b.example",
                                            "contact_name": "a@b.example"}),
        ({"next_on": "15/12/2026"}, {"next_on": date(2026, 12, 15), "next_text": "next_on"}),
    ],
)  # fmt: skip
def test_columns_that_belong_together_are_joined(app, values, said):
    found = row({"name": "F"} | values)
    assert (found.values, found.problems) == ({"name": "F"} | said, [])


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"name": ""}, "name", "missing_name"),
        ({"contact_phone": "02 555"}, "contact_phone", "nobody"),
        ({"contact_function": "Director"}, "contact_function", "nobody"),
        ({"next_text": "Call"}, "next_on", "missing_day"),
    ],
)
def test_what_belongs_together_is_asked_for(app, values, field, code):
    found = row({"name": "F"} | values)
    assert [(one.field, one.code) for one in found.problems] == [(field, code)]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"next_text": "Call", "next_on": "31/02/2026"}, "bad_date"),
        ({"contact_phone": "02 555", "contact_email": "a(at)b"}, "bad_email"),
        ({"name": "=1+1"}, "formula"),
    ],
)
def test_what_is_wrong_already_is_not_asked_for_too(app, values, code):
    assert [one.code for one in row({"name": "F"} | values).problems] == [code]


def test_a_next_step_without_a_day_takes_the_one_chosen_for_all(app):
    day = date(2027, 1, 11)
    assert row({"name": "F", "next_text": "Call"}, due_on=day).values["next_on"] == day


def test_several_columns_of_notes_are_told_with_their_names(app):
    lines = [(2, ["F", "kind people", "since 2019", ""])]
    headers, columns = ["Name", "Notes", "History", "Remarks"], {0: "name", 1: "notes",
                                                                2: "notes", 3: "notes"}  # fmt: skip
    found = next(understand(lines, headers, columns, ways()))
    assert found.values["notes"] == "Notes: kind people\nHistory: since 2019"


def test_cells_beyond_the_columns_are_told(app):
    found = next(understand([(2, ["F", "x"])], ["Name"], {0: "name"}, ways()))
    assert [one.code for one in found.problems] == ["too_many_cells"]


def test_what_a_list_takes_the_form_would_take_too(app):
    """The list reads with its own messages; its limits are those of the form."""
    values = row(
        {"name": "F" * 160, "kind": "foundation", "language": "nl", "website": "www.f.example",
         "stage": "granted", "notes": "x" * 5000, "contact_name": "A" * 100,
         "contact_function": "B" * 160, "contact_phone": "1" * 40}
    ).values  # fmt: skip
    contact = {name.removeprefix("contact_"): values.pop(name) for name in list(values)
               if name.startswith("contact_")}  # fmt: skip
    assert NewFunderSchema().load(values)["name"] == "F" * 160
    assert ContactSchema().load(contact)["phone"] == "1" * 40
    assert Money().serialize("x", {"x": 1_250_050}) == "12500.50"


def test_every_problem_has_its_text(app):
    assert all(str(text) % {"most": 1} for text in TEXTS.values())
