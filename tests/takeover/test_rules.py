"""What stands against taking back what was taken over: all of it at once, with how much."""

from app.takeover import rules


def test_nothing_that_came_later_stands_against_it():
    assert rules.against_taking_back(dict.fromkeys(rules.DEPENDING, 0)) == []


def test_all_that_came_later_is_told_at_once_with_how_much(app):
    found = rules.against_taking_back({"changed_since": 2, "later_import": 0, "proposals": 1})
    assert [reason.code for reason in found] == ["changed_since", "proposals"]
    assert str(found[0].text).startswith("2 ")
