"""What somebody else changed meanwhile is not overwritten unseen."""

from datetime import timedelta

from app.core import clock
from tests.training import made


def test_own_words_of_two_tabs_are_told_apart(as_role):
    director, module = as_role("director"), made.module()
    page, seen = (
        f"/training/modules/{module.id}/own-words",
        {"row_version": str(module.version)},
    )
    assert 'name="row_version"' in director.get(page).text
    assert director.post(page, data=seen | {"introduction_en": "First"}).status_code == 303
    answer = director.post(page, data=seen | {"introduction_en": "Second"})
    assert answer.status_code == 409
    assert "changed while you had it open" in answer.text
    assert "Second</textarea>" in answer.text
    assert "First</textarea>" in director.get(page).text


def test_a_session_of_two_tabs_is_told_apart(as_role):
    director, session = as_role("director"), made.session(made.module())
    page, seen = (
        f"/training/sessions/{session.id}/edit",
        {"row_version": str(session.version)},
    )
    sent = seen | {
        "day": (clock.today() + timedelta(days=9)).isoformat(),
        "time": "10:00",
        "minutes": "210",
        "language": "fr",
        "capacity": "8",
    }
    assert 'name="row_version"' in director.get(page).text
    assert director.post(page, data=sent | {"place": "First Street"}).status_code == 303
    answer = director.post(page, data=sent | {"place": "Second Street"})
    assert answer.status_code == 409
    assert "changed while you had it open" in answer.text
    assert 'value="Second Street"' in answer.text
    assert "First Street" in director.get(page).text
