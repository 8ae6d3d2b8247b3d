"""The vectors of the specification (esf.md, 1.5), and those that lie between them."""

from datetime import date

import pytest

from app.esf import counting
from app.esf.facts import Entry, Happening, Parameters

NEVER = date(2030, 1, 1)
WOMAN = Entry(
    person="p",
    entered_on=date(2025, 1, 6),
    gender="F",
    born_on=date(1998, 5, 10),
    status="inactive",
    isced=5,
)
LEFT = date(2025, 3, 1)


def of(entries, events=(), on=NEVER, **settings):
    happened = [Happening("p", *event) for event in events]
    entries = entries if isinstance(entries, list) else [entries]
    return counting.count(entries, happened, on, Parameters(**settings))


def ones(figures):
    return {code for code, value in figures.values.items() if value["total"]}


def left(**facts):
    return WOMAN._replace(exited_on=LEFT, **facts)


def test_1_a_woman_of_26_unemployed_for_13_months_with_a_diploma():
    figures = of(WOMAN._replace(status="unemployed", unemployed_since=date(2023, 12, 1)))
    assert ones(figures) == {"EECO01", "EECO02", "EECO03", "EECO07", "EECO11"}
    assert figures.values["EECO03"] == {"women": 1, "men": 0, "nonbinary": 0, "total": 1}


@pytest.mark.parametrize(
    ("born_on", "since", "expected"),
    [
        (date(2000, 6, 1), date(2024, 6, 1), True),  # 3: 24 years, seven months
        (date(2000, 6, 1), date(2024, 7, 6), False),  # six months to the day are not more
        (date(2000, 6, 1), date(2024, 7, 5), True),
        (date(2000, 1, 6), date(2024, 6, 1), False),  # 25 on the day: twelve months
        (date(2000, 1, 7), date(2024, 6, 1), True),
        (date(1998, 5, 10), date(2024, 1, 6), False),
        (date(1998, 5, 10), date(2024, 1, 5), True),
        (date(1998, 5, 10), None, False),
    ],
)
def test_3_long_term_is_more_than_six_or_twelve_months_by_age(born_on, since, expected):
    entry = WOMAN._replace(status="unemployed", born_on=born_on, unemployed_since=since)
    assert ("EECO03" in ones(of(entry))) is expected


@pytest.mark.parametrize(
    ("born_on", "bracket"),
    [
        (date(1995, 1, 7), {"EECO07"}),  # 5: 29 years and 364 days
        (date(1995, 1, 6), set()),
        (date(2007, 1, 6), {"EECO07"}),
        (date(2007, 1, 7), {"EECO06"}),
        (date(1970, 1, 7), set()),
        (date(1970, 1, 6), {"EECO08"}),
    ],
)
def test_5_the_age_is_that_of_the_entry(born_on, bracket):
    assert ones(of(left(born_on=born_on))) & {"EECO06", "EECO07", "EECO08"} == bracket


@pytest.mark.parametrize("fact", ["gender", "born_on", "status", "isced"])
def test_7_who_lacks_one_of_four_facts_is_not_reportable(fact):
    figures = of(WOMAN._replace(**{fact: None}))
    assert figures.not_reportable == 1
    assert ones(figures) == set()


def test_7_another_gender_counts_where_the_law_provides_it():
    entry = WOMAN._replace(gender="X")
    assert of(entry).values["EECO01"]["nonbinary"] == 1
    assert of(entry, nonbinary=False).not_reportable == 1


@pytest.mark.parametrize(
    ("citizenship", "abroad", "expected"),
    [
        ("BE", True, {"EECO14"}),  # 9
        ("FR", None, set()),  # 11
        ("XX", False, {"EECO13"}),
        ("GB", None, {"EECO13"}),
        ("CD", True, {"EECO13", "EECO14"}),
        (None, None, set()),
    ],
)
def test_9_and_11_citizenship_and_background_are_apart(citizenship, abroad, expected):
    entry = WOMAN._replace(citizenship=citizenship, parents_born_abroad=abroad)
    assert ones(of(entry)) & {"EECO13", "EECO14"} == expected


def test_13_a_target_group_counts_all_who_can_be_reported():
    people = [WOMAN._replace(person=str(number)) for number in range(3)]
    people.append(WOMAN._replace(person="x", isced=None))
    figures = of(people, target_groups=frozenset({"EECO13"}))
    assert figures.values["EECO13"]["women"] == 3
    assert figures.not_reportable == 1


@pytest.mark.parametrize(
    ("status", "events", "expected"),
    [
        # 15: searching at the exit, a job on day 20
        ("inactive", [(LEFT, "search"), (date(2025, 3, 21), "job")], {"EECR04"}),
        # R16: a job at once, unemployed again within 28 days
        ("inactive", [(LEFT, "job"), (date(2025, 3, 20), "unemployed")], {"EECR01"}),
        ("inactive", [(date(2025, 3, 29), "job")], {"EECR04"}),  # 17: day 28
        ("inactive", [(date(2025, 3, 30), "job")], set()),  # day 29
        ("unemployed", [(LEFT, "search")], set()),  # 19
        ("employed", [(LEFT, "search")], set()),
        ("unemployed", [(LEFT, "self_employment")], {"EECR04"}),
        ("inactive", [(date(2025, 2, 1), "search")], {"EECR01"}),
        ("inactive", [(date(2025, 1, 5), "job")], set()),
        ("inactive", [(LEFT, "job"), (LEFT, "search")], {"EECR01"}),  # the last line of a day
        ("inactive", [(LEFT, "search"), (LEFT, "job")], {"EECR04"}),
        ("inactive", [], set()),
    ],
)
def test_15_to_19_the_last_event_within_28_days_decides(status, events, expected):
    found = ones(of(left(status=status), events)) & {"EECR01", "EECR04"}
    assert found == expected


def test_21_a_job_that_was_lost_before_six_months():
    events = [(date(2025, 3, 6), "job"), (date(2025, 9, 1), "unemployed")]
    found = ones(of(left(status="unemployed"), events))
    assert {"EECR04", "EECR05"} & found == {"EECR04"}


def test_21_a_job_that_lasts_counts_at_both_moments():
    assert {"EECR04", "EECR05"} <= ones(of(left(status="unemployed"), [(LEFT, "job")]))


@pytest.mark.parametrize(
    ("status", "detail", "on", "expected"),
    [
        ("employed", "pay_rise", LEFT, False),  # 23
        ("employed", "stable", LEFT, True),
        ("employed", "more_hours", date(2025, 1, 6), True),
        ("employed", "higher_skill", date(2025, 9, 1), True),
        ("employed", "promotion", date(2025, 9, 2), False),
        ("unemployed", "stable", LEFT, False),
        ("employed", None, LEFT, False),
    ],
)
def test_23_what_improves_the_situation_of_somebody_employed(status, detail, on, expected):
    figures = of(left(status=status), [(on, "improvement", detail)])
    assert ("EECR06" in ones(figures)) is expected


def test_25_who_comes_back_is_one_record_with_the_last_exit():
    first = WOMAN._replace(status="unemployed", exited_on=date(2025, 2, 1))
    again = WOMAN._replace(
        entered_on=date(2025, 4, 1), exited_on=date(2025, 9, 1), status="employed", isced=2
    )
    events = [(date(2025, 2, 1), "job"), (date(2025, 9, 1), "unemployed")]
    figures = of([again, first], events)
    assert figures.values["EECO01"]["total"] == 1
    assert {"EECO02", "EECO11"} <= ones(figures)
    assert "EECR04" not in ones(figures)
    before = of([again, first], events, on=date(2025, 3, 31))
    assert "EECR04" in ones(before)
    assert "EECR04" not in ones(of([again, first], events, on=date(2025, 4, 1)))


def test_27_one_day_of_support_is_no_participation():
    info = WOMAN._replace(exited_on=WOMAN.entered_on)
    assert of(info).values["EECO01"]["total"] == 0
    assert of(info._replace(isced=None)).not_reportable == 0
    later = left(entered_on=date(2025, 2, 1), status="employed")
    assert "EECO05" in ones(of([info, later]))


def test_29_six_months_after_the_last_of_august_is_the_last_of_february():
    entry = WOMAN._replace(status="unemployed", exited_on=date(2025, 8, 31))
    assert "EECR05" in ones(of(entry, [(date(2026, 2, 28), "job")]))
    assert "EECR05" not in ones(of(entry, [(date(2026, 3, 1), "job")]))
    assert "EECR05" not in ones(of(entry, [(LEFT, "job")], on=date(2026, 2, 27)))


def test_a_result_counts_once_its_window_has_closed():
    entry, events = left(status="unemployed"), [(LEFT, "job"), (LEFT, "training")]
    assert "EECR04" not in ones(of(entry, events, on=date(2025, 3, 28)))
    assert {"EECR02", "EECR04"} <= ones(of(entry, events, on=date(2025, 3, 29)))


@pytest.mark.parametrize(
    ("in_education", "on", "expected"),
    [
        (False, LEFT, True),
        (None, LEFT, True),
        (True, LEFT, False),
        (False, date(2025, 2, 28), False),
    ],
)
def test_education_counts_from_the_exit_of_who_was_in_none(in_education, on, expected):
    figures = of(left(in_education=in_education), [(on, "education")])
    assert ("EECR02" in ones(figures)) is expected


def test_a_qualification_counts_from_the_entry():
    assert "EECR03" in ones(of(left(), [(WOMAN.entered_on, "qualification")]))
    assert "EECR03" not in ones(of(left(), [(date(2025, 3, 30), "qualification")]))


def test_the_status_is_taken_as_it_is_given_whoever_learns_something_beside_it():
    learner = WOMAN._replace(
        status="unemployed", unemployed_since=date(2020, 1, 1), in_education=True
    )
    assert {"EECO02", "EECO03", "EECO04"} & ones(of(learner)) == {"EECO02", "EECO03"}


def test_where_in_education_means_full_time_studies_a_student_is_inactive():
    student = WOMAN._replace(
        status="unemployed", unemployed_since=date(2020, 1, 1), in_education=True
    )
    found = ones(of(student, students_inactive=True))
    assert {"EECO02", "EECO03", "EECO04"} & found == {"EECO04"}
    at_work = student._replace(status="employed")
    assert "EECO05" in ones(of(at_work, students_inactive=True))


def test_an_estimate_takes_the_place_of_what_nobody_asked():
    people = [WOMAN._replace(person=str(number)) for number in range(10)]
    people += [WOMAN._replace(person=f"m{number}", gender="M") for number in range(5)]
    figures = of(people, estimates={"EECO12": 25.0})
    assert figures.values["EECO12"] == {"women": 3, "men": 1, "nonbinary": 0, "total": 4}


def test_a_guaranteed_status_is_known_without_being_asked():
    figures = of(WOMAN._replace(status=None), target_groups=frozenset({"EECO02"}))
    assert "EECO02" in ones(figures)


def test_the_objective_of_material_deprivation_asks_ages_and_the_total_only():
    entry = WOMAN._replace(status=None, isced=None)
    assert ones(of(entry, objective="l")) == {"EECO01", "EECO07"}


def test_entities_are_counted_where_they_are_given():
    told = of(WOMAN, entities={"EECO19": 2}).as_json()
    assert told["EECO19"] == {"total": 2}
    assert "EECO18" not in told
    assert list(told)[-1] == "not_reportable"
