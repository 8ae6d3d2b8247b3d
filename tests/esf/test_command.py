"""`tandem funding esf`: figures of two files without a tenant, and of a tenant's own operation."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.core.commands import Scope
from app.schemes.cli import group
from tests.participations import stage

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
BY_GENDER = ("women", "men", "nonbinary", "total")
EVENTS = "person,on,kind,detail\np1,2025-03-02,job,\np9,2025-03-02,job"


def of_files(participants, events, *more):
    words = ["--participants", str(participants), "--events", str(events), "--operation", "OP"]
    words += ["--on", "2026-01-01", "--format", "json", *more]
    return CliRunner().invoke(main, ["funding", "esf", *words])


@pytest.fixture
def asked(tmp_path: Path):
    def ask(*lines, events=EVENTS, encoding="utf-8", head=HEAD, more=()):
        p, e = tmp_path / "P.csv", tmp_path / "E.csv"
        p.write_text("\n".join([head, *(lines or LINES)]), encoding=encoding)
        e.write_text(events, encoding=encoding)
        return of_files(p, e, *more)

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


@pytest.mark.parametrize(
    ("separator", "end", "encoding"),
    [(";", "\n", "utf-8-sig"), (",", "\r\n", "utf-8"), (",", "\r", "utf-8")],
)
def test_semicolons_a_byte_order_mark_and_other_ends_of_lines_are_read(
    asked, tmp_path, separator, end, encoding
):
    asked()
    for name in ("P.csv", "E.csv"):
        text = (tmp_path / name).read_text().replace(",", separator).replace("\n", end)
        (tmp_path / name).write_bytes(text.encode(encoding))
    answer = of_files(tmp_path / "P.csv", tmp_path / "E.csv")
    assert json.loads(answer.stdout) == json.loads(asked().stdout)


def test_small_and_large_letters_and_spaces_around_are_the_same(asked):
    line = LINES[0].replace(",F,", ", f ,").replace("unemployed", "Unemployed").replace("MA", "ma")
    shouted = line.replace("yes", "YES").replace(",no,,no", ",No,,NO")
    events = EVENTS.replace("job", " Job ")
    assert json.loads(asked(shouted, events=events).stdout) == json.loads(asked(LINES[0]).stdout)
    better = "person,on,kind,detail\np2,2025-02-20,Improvement,Promotion"
    closed = LINES[1].replace("2025-01-06,,", "2025-01-06,2025-03-01,")
    assert json.loads(asked(closed, events=better).stdout)["EECR06"]["total"] == 1


@pytest.mark.parametrize("day", ["20250106", "2025-W02-1", "2025-1-6", "06-01-2025", "2025-01-06T"])
def test_a_day_is_written_in_one_way(asked, day):
    answer = asked(LINES[0].replace("2025-01-06", day))
    assert f"P.csv, line 2, column entry_on: '{day}' is not allowed" in answer.stderr
    assert answer.exit_code == 1


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
        (HEAD.replace(",isced", ""), LINES, "line 1: these columns are missing: isced"),
        (HEAD + ",isced", LINES, "line 1: these columns are there twice: isced"),
        (HEAD, [LINES[0] + ",yes"], "line 2: there are more cells than columns"),
        (HEAD.replace(",", "\t"), LINES, "line 1: these columns are missing: person, operation,"),
        (HEAD, [LINES[0], '"p5,OP'], "line 3: this is no CSV: unexpected end of data"),
    ],
)
def test_a_head_that_is_not_right_is_told(asked, head, lines, expected):
    answer = asked(*lines, head=head)
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert expected in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_what_is_no_text_or_no_file_is_told_in_a_line(asked, tmp_path):
    asked()
    p, e = tmp_path / "P.csv", tmp_path / "E.csv"
    p.write_bytes(f"{HEAD}\n{LINES[0]}\n{LINES[1].replace('p2', 'é')}".encode("latin-1"))
    assert "P.csv, line 3: this is not written in UTF-8" in of_files(p, e).stderr
    p.write_text("")
    assert "P.csv, line 1: the file is empty" in of_files(p, e).stderr
    for path, expected in ((tmp_path, "is a directory"), (tmp_path / "no.csv", "does not exist")):
        answer = of_files(path, e)
        assert expected in answer.stderr
        assert answer.exit_code == 2
        assert answer.stdout == ""


def test_what_changes_no_figure_is_noted_beside_the_answer(asked):
    answer = asked(*LINES, LINES[0])
    assert json.loads(answer.stdout) == json.loads(asked().stdout)
    assert "P.csv, line 6: the same entry as in line 2" in answer.stderr
    assert "E.csv, line 3: p9 has no entry" in answer.stderr


def test_an_improvement_says_one_that_is_known(asked):
    answer = asked(events="person,on,kind,detail\np1,2025-02-20,improvement,happiness")
    assert "line 2, column detail: 'happiness'" in answer.stderr
    assert answer.exit_code != 0


def test_an_operation_that_the_file_does_not_know_is_zero_everywhere_with_a_note(asked):
    answer = asked(LINES[3])
    told = json.loads(answer.stdout)
    assert told.pop("not_reportable") == 0
    assert all(value == dict.fromkeys(BY_GENDER, 0) for value in told.values())
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


def test_a_day_to_come_of_an_own_operation_is_refused_in_a_line(app, asked):
    words = ["esf", "--operation", "ESF-1", "--on", "2030-12-31"]
    scope = Scope("be", lambda _code: app)
    answer = CliRunner().invoke(group, words, obj=scope)
    assert answer.exit_code == 1
    assert "--on 2030-12-31 is still to come" in answer.output
    assert asked(more=("--on", "2030-12-31")).exit_code == 0
