"""The pages of mentees and mentors, as people open them."""

import pytest

from tests import make


@pytest.mark.parametrize("page", ["", "new", "1", "1/edit", "1/assignment", "1/history"])
@pytest.mark.parametrize("side", ["mentees", "mentors"])
def test_every_page_opens_for_a_coordinator(as_role, side, page):
    person = (make.mentee if side == "mentees" else make.mentor)(languages={"fr": "B2"})
    assert person.id == 1
    assert as_role("coordinator").get(f"/{side}/{page}").status_code == 200
