"""`tandem funding esf`: figures of two files without a tenant, and of a tenant's own operation."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.core.commands import Scope
from app.schemes.cli import group
from tests.esf import stage

HEAD = (
    "person,operation,gender,born_on,entry_on,exit_on,status,unemployed_since,isced,citizenship,"
    "parents_born_abroad,disability,minority,homeless,rural,in_education"
)
LINES = (
    "p1,OP,F,1998-05-10,2025-01-06,2025-03-01,unemployed,2023-12-01,5,MA,yes,,,no,,no",
    "p2,OP,M,1960-05-10,2025-01-06,,employed,,3,BE,,,,,,",
    "p3,OP,,1998-05-10,2025-01-06,,employed,,3,BE,,,,,,",
    "p4,OTHER,M,1998-05-10,2025-01-06,,employed,,3,BE,,,,,,",
)
EVENTS = "person,on,kind,detail\np1,2025-03-02,job,\np9,2025-03-02,job"


@pytest.fixture
def asked(tmp_path: Path):
    def ask(*lines, events=EVENTS, encoding="utf-8", head=HEAD, more=()):
        p, e = tmp_path / "P.csv", tmp_path / "E.csv"
        p.write_text("\n".join([head, *(lines or LINES)]), encoding=encoding)
        e.write_text(events, encoding=encoding)
        words = ["--participants", str(p), "--events", str(e), "--operation", "OP"]
        words += ["--on", "2026-01-01", "--format", "json", *more]
        return CliRunner().invoke(main, ["funding", "esf", *words])

    return ask


def test_two_files_are_enough(asked):
    answer = asked()
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.stdout)
    assert list(told) == [
        *(f"EECO{number:02}" for number in range(1, 18)),
        *(f"EECR{number:02}" for number in range(1, 7)),
        "not_reportable",
    ]
    assert told["EECO01"] == {"women": 1, "men": 1, "nonbinary": 0, "total": 2}
    ones = {code for code in told if code != "not_reportable" and told[code]["women"]}
    of_p1 = {"EECO01", "EECO02", "EECO03", "EECO07", "EECO11", "EECO13", "EECO14"}
    assert ones == of_p1 | {"EECR04", "EECR05"}
    assert told["not_reportable"] == 1


def test_semicolons_and_a_byte_order_mark_are_read(asked):
    lines = [line.replace(",", ";") for line in LINES]
    answer = asked(
        *lines, head=HEAD.replace(",", ";"), events=EVENTS.replace(",", ";"), encoding="utf-8-sig"
    )
    assert json.loads(answer.stdout)["EECO01"]["total"] == 2


def test_everything_that_is_wrong_is_told_with_its_place_and_nothing_is_printed(asked):
    wrong = [
        LINES[0].replace("F,1998-05-10", "Q,10/05/1998"),
        LINES[1].replace(",3,BE", ",9,Belgium"),
        LINES[2].replace("p3", "").replace("employed", "busy"),
        LINES[0].replace("2025-03-01", "2025-01-01").replace(",no,,no", ",perhaps,,no"),
    ]
    answer = asked(*wrong, events="person,on,kind,detail\np1,2025-02-30,work,\n,2025-01-01,job,x")
    assert answer.exit_code != 0
    assert answer.stdout == ""
    told = answer.stderr
    for place in (
        "P.csv, line 2, column gender: 'Q' is not allowed: write one of F, M, X",
        "P.csv, line 2, column born_on: '10/05/1998' is not allowed: write a day",
        "P.csv, line 3, column isced: '9'",
        "P.csv, line 3, column citizenship: 'Belgium'",
        "P.csv, line 4, column person: this may not be empty",
        "P.csv, line 4, column status: 'busy'",
        "P.csv, line 5, column exit_on: this is before entry_on",
        "P.csv, line 5, column homeless: 'perhaps' is not allowed: write one of yes, no",
        "E.csv, line 2, column on: '2025-02-30'",
        "E.csv, line 2, column kind: 'work'",
        "E.csv, line 3, column person: this may not be empty",
    ):
        assert place in told


@pytest.mark.parametrize(
    ("head", "lines", "expected"),
    [
        (HEAD.replace(",isced", ""), LINES, "line 1, column isced: this column is missing"),
        (HEAD + ",isced", LINES, "line 1, column isced: this column is there twice"),
        (HEAD, [LINES[0] + ",yes"], "line 2, column 17: there are more cells than columns"),
    ],
)
def test_a_head_that_is_not_right_is_told(asked, head, lines, expected):
    answer = asked(*lines, head=head)
    assert answer.exit_code != 0
    assert expected in answer.stderr


def test_an_improvement_says_one_that_is_known(asked):
    answer = asked(events="person,on,kind,detail\np1,2025-02-20,improvement,happiness")
    assert "line 2, column detail: 'happiness'" in answer.stderr
    assert answer.exit_code != 0


def test_an_operation_that_the_file_does_not_know_is_zero_everywhere_with_a_note(asked):
    answer = asked(LINES[3])
    assert json.loads(answer.stdout)["EECO01"]["total"] == 0
    assert "no line of operation OP" in answer.stderr


def test_parameters_of_an_operation_come_from_a_file(asked, tmp_path):
    settings = tmp_path / "parameters.json"
    settings.write_text(
        json.dumps(
            {
                "target_groups": ["EECO15"],
                "companies": 3,
                "estimates": [{"code": "EECO12", "percent": 50, "source": "A study"}],
            }
        )
    )
    told = json.loads(asked(more=["--parameters", str(settings)]).stdout)
    assert told["EECO15"]["total"] == 2
    assert told["EECO12"] == {"women": 1, "men": 1, "nonbinary": 0, "total": 2}
    assert told["EECO19"] == {"total": 3}
    settings.write_text('{"target": []}')
    assert "target" in asked(more=["--parameters", str(settings)]).stderr


def test_without_files_a_tenant_is_needed():
    answer = CliRunner().invoke(main, ["funding", "esf", "--operation", "X", "--on", "2026-01-01"])
    assert answer.exit_code != 0
    assert "tandem -t CODE" in answer.output


def test_the_operation_of_a_tenant_prints_the_same_shape(app):
    stage.entered(stage.operation(), stage.duo())
    scope = Scope("be", lambda _code: app)
    words = ["esf", "--operation", "ESF-1", "--on", "2026-01-01"]
    told = json.loads(CliRunner().invoke(group, words, obj=scope).stdout)
    assert told["EECO01"] == {"women": 1, "men": 0, "nonbinary": 0, "total": 1}
    assert list(told)[-1] == "not_reportable"
    answer = CliRunner().invoke(
        group, ["esf", "--operation", "NO", "--on", "2026-01-01"], obj=scope
    )
    assert "there is no operation NO" in answer.output
