"""What a country asks, takes in and follows up is data: the template's, with its own laid over."""

from itertools import pairwise
from pathlib import Path

import pytest

from app.core.config import REPOSITORY
from app.core.practice_files import FILES, SHIPPED, laid_over, shipped
from app.core.tenancy import TenantMistake, load_tenant, load_tenants
from tests.practising import country

TENANTS = REPOSITORY / "tenants"
NEW = """
[contacts.new]
after_days = 3
side = "both"
channel = "phone"
compulsory = true
"""


def mistakes_of(folder: Path) -> list[str]:
    with pytest.raises(TenantMistake) as caught:
        load_tenant(folder)
    return [str(one) for one in caught.value.mistakes]


@pytest.mark.parametrize("code", ["be", "fr", "nl"])
def test_a_country_that_says_nothing_works_by_the_template(code: str) -> None:
    assert not [name for name in FILES if (TENANTS / code / name).exists()]
    assert load_tenant(TENANTS / code).practice == shipped()


def test_the_template_is_what_the_product_did_before_it_was_data() -> None:
    practice = shipped()
    asked = {
        kind: {name for name, question in found.items() if question.asked}
        for kind, found in practice.questions.items()
    }
    assert asked["mentee"] == {
        *("phone", "email", "postal_code"),
        *("occupation", "sectors", "remarks"),
    }
    assert practice.question("mentor", "function_level").required
    assert practice.steps["mentor"][-2:] == ("training", "evaluation")


def test_the_plan_has_two_contacts_in_the_first_month_and_then_one_a_month() -> None:
    days = [
        one.after_days
        for one in shipped().follow_up.contacts
        if one.side == "both" and one.after_days is not None and one.every_days is None
    ]
    assert len([day for day in days if day <= 31]) == 2
    assert all(later - day <= 35 for day, later in pairwise(days[1:]))
    assert shipped().follow_up.find("closing_talk")


def test_every_planned_contact_has_a_name_in_the_four_languages() -> None:
    for contact in shipped().follow_up.contacts:
        assert set(contact.names) == {"fr", "nl", "en", "es"}


def test_a_country_changes_a_key_and_keeps_the_rest(tmp_path: Path) -> None:
    found = country(
        tmp_path,
        forms="[mentee]\ngender = { asked = true }\noccupation = { required = true }\n",
        stages='[mentor]\nsteps = ["registered", "interview", "evaluation"]\n',
        follow_up="late_after_days = 3\n[contacts.first_weeks]\nafter_days = 5\n"
        "[contacts.third_exchange]\nleft_out = true\n"
        '[contacts.closing_talk]\nafter_days = 170\nnames = { fr = "Fin" }\n'
        '[contacts.visit]\nafter_days = 40\nside = "mentee"\nchannel = "meeting"\n'
        'compulsory = false\nnames = { fr = "Visite", nl = "Bezoek", en = "Visit" }\n',
    )
    practice = load_tenant(found).practice
    assert practice.question("mentee", "gender").asked
    assert practice.question("mentee", "occupation").required
    assert not practice.question("mentor", "gender").asked
    assert practice.steps["mentor"] == ("registered", "interview", "evaluation")
    assert practice.steps["mentee"] == shipped().steps["mentee"]
    plan = practice.follow_up
    assert (plan.late_after_days, plan.find("third_exchange")) == (3, None)
    found_by = {one.code: one for one in plan.contacts}
    first, closing = found_by["first_weeks"], found_by["closing_talk"]
    assert (first.after_days, first.channel) == (5, "phone")
    assert (closing.after_days, closing.before_end_days) == (170, None)
    assert (closing.names["fr"], closing.names["nl"]) == ("Fin", "Afsluitend gesprek")
    assert found_by["visit"].sides == ("mentee",)


def test_a_question_that_is_not_asked_is_not_required(tmp_path: Path) -> None:
    found = country(tmp_path, forms="[mentor]\nfunction_level = { asked = false }\n")
    question = load_tenant(found).practice.question("mentor", "function_level")
    assert (question.asked, question.required) == (False, False)


@pytest.mark.parametrize(
    ("file", "said", "told"),
    [
        (
            "forms",
            "[mentee]\nborn_on = { asked = false }",
            "be/forms.toml: mentee.born_on = {'asked': False}: is always asked: who may take part",
        ),
        (
            "forms",
            "[mentor]\nfirst_name = { asked = false }",
            "mentor.first_name = {'asked': False}: is always asked: nobody can be called back",
        ),
        (
            "forms",
            "[mentee]\nphone = { asked = false }",
            "mentee.phone.asked = False: is always asked: nobody can be called back without it",
        ),
        ("forms", "[mentee]\nshoe_size = { asked = true }", "mentee.shoe_size"),
        ("forms", "[mentee]\ngender = { asked = 'yes' }", "gender.asked = 'yes': allowed: true"),
        ("forms", "[mentee]\ngender = { shown = true }", "gender.shown = True: unknown key"),
        ("forms", "mentee = 3", "mentee = 3: must be a table with: "),
        ("forms", "[guests]\nname = true", "guests = {'name': True}: unknown key; allowed: "),
        (
            "stages",
            '[mentee]\nsteps = ["registered", "information"]',
            "be/stages.toml: mentee.steps = ['registered', 'information']: interview: is never",
        ),
        (
            "stages",
            '[mentor]\nsteps = ["registered", "training", "interview"]',
            "allowed, in this order: registered, information, interview, training, evaluation",
        ),
        (
            "stages",
            '[mentee]\nsteps = ["registered", "interview", "training"]',
            "mentee.steps.3 = 'training': allowed: registered, information, interview",
        ),
        ("follow_up", "late_after_days = -1", "be/follow-up.toml: late_after_days = -1: allowed: "),
        (
            "follow_up",
            "[contacts.first_weeks]\nchannel = 'pigeon'",
            "contacts.first_weeks.channel = 'pigeon': allowed: phone, video",
        ),
        (
            "follow_up",
            "[contacts.first_weeks]\nafter_days = 3\nbefore_end_days = 3",
            "contacts.first_weeks.after_days = 3: one of after_days and before_end_days",
        ),
        (
            "follow_up",
            "[contacts.closing_talk]\nevery_days = 30",
            "contacts.closing_talk.every_days = 30: only together with after_days",
        ),
        (
            "follow_up",
            f'{NEW}names = {{ fr = "Neuf" }}',
            "contacts.new.names: allowed: a name in each of fr, nl, en",
        ),
        ("follow_up", "[contacts.new]\nafter_days = 3", "contacts.new.side: is missing; allowed: "),
        ("follow_up", '[contacts."Visit 2"]\nafter_days = 3', "contacts.Visit 2"),
        ("follow_up", "[[contacts]]\ncode = 3", "contacts = [{'code': 3}]: must be a table with: "),
        ("follow_up", "late_after_days =", "be/follow-up.toml: file: must be TOML: "),
    ],
)
def test_a_mistake_names_file_key_value_and_what_is_allowed(
    tmp_path: Path, file: str, said: str, told: str
) -> None:
    found = mistakes_of(country(tmp_path, **{file: said}))
    assert any(told in one for one in found), found


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    found = mistakes_of(
        country(tmp_path, forms="[mentee]\nphone = 1", stages="x = 1", follow_up="y = 1")
    )
    assert [one.partition(":")[0] for one in found] == [
        "be/forms.toml",
        "be/stages.toml",
        "be/follow-up.toml",
    ]


def test_a_mistake_in_the_template_is_told_once_however_many_countries(tmp_path: Path) -> None:
    country(tmp_path, "be")
    country(tmp_path, "fr")
    template = tmp_path / "hq" / "template"
    template.mkdir(parents=True)
    for name in FILES:
        (template / name).write_text((SHIPPED / name).read_text(encoding="utf-8"), "utf-8")
    stages = template / "stages.toml"
    stages.write_text(stages.read_text("utf-8").replace('"interview"', '"talk"'), "utf-8")
    with pytest.raises(TenantMistake) as caught:
        load_tenants(tmp_path)
    told = [str(one) for one in caught.value.mistakes if "stages" in str(one)]
    assert len(told) == len(set(told)) == 2


def test_a_folder_with_a_template_of_its_own_starts_from_that(tmp_path: Path) -> None:
    folder = country(tmp_path)
    template = tmp_path / "hq" / "template"
    template.mkdir(parents=True)
    for name in FILES:
        (template / name).write_text((SHIPPED / name).read_text(encoding="utf-8"), "utf-8")
    plan = template / "follow-up.toml"
    changed = plan.read_text("utf-8").replace("late_after_days = 7", "late_after_days = 9")
    plan.write_text(changed, "utf-8")
    assert load_tenant(folder).practice.follow_up.late_after_days == 9


def test_a_table_is_laid_over_key_by_key_and_a_list_as_a_whole() -> None:
    base = {"a": {"x": 1, "y": 2}, "b": [1, 2]}
    assert laid_over(base, {"a": {"y": 3}, "b": [3]}) == {"a": {"x": 1, "y": 3}, "b": [3]}
