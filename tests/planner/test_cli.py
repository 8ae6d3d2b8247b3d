"""The planner on the command line, and the file of public figures."""

import json

import pytest
from click.testing import CliRunner

from app.core.commands import Scope
from app.planner import starting
from app.planner.cli import group
from app.planner.schemas import for_form
from tests.growth.stage import inputs
from tests.planner.stage import kept


@pytest.fixture
def tandem(hq):
    return lambda *words: CliRunner().invoke(group, words, obj=Scope("hq", lambda code: hq))


def test_a_scenario_is_counted_out_for_programs(tandem, hq):
    kept("Ours", "be", "fr", goal=1700)
    told = json.loads(tandem("run", "--scenario", "Ours", "--format", "json").stdout)
    assert told["posts_at_goal"] == pytest.approx(1700 * 8.9 / 1498, abs=0.1)
    assert len(told["lines"]) == 8
    assert told["lines"][0]["binding"] == "mentors"
    assert set(told["units"]) == {"be", "fr"}


def test_and_for_people(tandem, hq):
    kept("Ours")
    first = starting.next_quarter().replace("-", " ")
    said = tandem("run", "--scenario", "Ours").stdout
    assert "not within the horizon: mentors bind" in said
    assert f"{first}\t800\t800-800\tMentors" in said
    assert tandem("list").stdout == "Ours\n"


def test_a_scenario_can_be_kept_from_a_file(tandem, hq, tmp_path):
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(for_form(inputs("fr"), ["fr"], name="From a file")))
    assert tandem("keep", str(file)).stdout == "From a file\n"
    assert "2" in tandem("run", "--scenario", "From a file").stdout
    file.write_text(json.dumps(for_form(inputs("fr", again=400), ["fr"], name="Wrong")))
    refused = tandem("keep", str(file))
    assert refused.exit_code == 1
    assert "Between 0 and 100." in refused.output


def test_a_name_that_nobody_gave_is_refused(tandem):
    refused = tandem("run", "--scenario", "Nobody")
    assert refused.exit_code == 1
    assert "there is none of that name" in refused.output


def test_the_public_figures_name_only_what_the_planner_knows(hq):
    figures = starting.public_figures()
    assert figures["rates"]["follow_up_hours"]["likely"] == 8.9
    for known in (figures["rates"], *figures["units"].values()):
        for one in known.values():
            assert set(one["source"]) == {"en", "fr", "nl", "es"}
