"""What every answer carries, and what no address, form or file of a page lets through."""

import re

import pytest

from app.core.security import HEADERS
from tests.isolation.addresses import body_of, readable

pytestmark = pytest.mark.any_database

FORM = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL | re.IGNORECASE)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son[a-z]+=\"|\sstyle=\"")
ODD = (
    *("?month=9999-12", "?month=0001-01", "?on=0001-01-01", "?on=9999-12-31"),
    "?from=0001-01-01&until=9999-12-31&from_on=0001-01-01&until_on=9999-12-31",
    "?from=9999-12-31&until=0001-01-01&from_on=9999-12-31&until_on=0001-01-01",
    "?year=0202599999999999999999&grant=99999999999999999999&funder=02&antenna=-1&page=0",
    "?page=99999999999999999999&per_page=-1&sort=x'--&q=%25%5C_%27&state=x&kind=x&days=x",
)
FUNDING = re.compile(
    r"^/(funders|grants|funding|allocation|claims|reports|esf|expenses|gifts|schemes)\b"
)


@pytest.fixture(scope="module")
def guarded(pair):
    """Belgium as it runs, with tokens against forgery."""
    yield pair.installation.app("be", WTF_CSRF_ENABLED=True)
    pair.installation.close_others()


def answers(pair, app, addresses):
    client = pair.browser("director", app)
    for address in addresses:
        yield address, client.get(address)


def test_every_answer_carries_the_policy_and_every_form_its_token(pair, guarded):
    """Downloads, pages that say no, and personal links too."""
    forms = 0
    for address, answer in answers(pair, guarded, readable(pair.a, 1)):
        for name in HEADERS:
            assert name in answer.headers, (address, name)
        if answer.mimetype == "text/html":
            found = FORM.findall(answer.text)
            assert all('name="csrf_token"' in form for form in found), address
            assert not INLINE.search(answer.text), address
            forms += len(found)
    assert forms > 100


@pytest.mark.parametrize("address", ["/nowhere", "/api/v1/nowhere", "/static/nowhere.js", "/%00"])
def test_what_is_not_there_carries_the_policy_too(pair, guarded, address):
    answer = pair.browser(None, guarded).get(address)
    assert answer.status_code >= 400
    assert set(HEADERS) <= set(answer.headers.keys())


@pytest.mark.parametrize("fault", ['onclick="x()"', 'style="color:red"', "<script>x()</script>"])
def test_script_and_style_in_a_page_would_be_seen(fault):
    """Negative control."""
    page = f"<main><p {fault}></p></main>" if "=" in fault else f"<main>{fault}</main>"
    assert INLINE.search(page)
    assert not INLINE.search('<script src="/static/a.js"></script><p class="style">onclick</p>')
    form = '<form method="post"><input name="csrf_token"></form>'
    assert FORM.findall(f"<p>{form}</p>") == [form]


def test_no_odd_address_of_the_funding_breaks_a_page(pair):
    lists = [one for one in readable(pair.a, 1) if FUNDING.match(one)]
    for address, answer in answers(pair, pair.a, [one + odd for one in lists for odd in ODD]):
        assert answer.status_code < 500, address


def test_no_file_of_the_funding_begins_a_cell_with_a_formula(pair):
    for address, answer in answers(pair, pair.a, readable(pair.a, 1)):
        if answer.mimetype == "text/csv":
            cells = re.split(r"[;\n]", body_of(answer.data).lstrip("\ufeff"))
            assert not [one for one in cells if re.match(r'"?\s*[=@]', one)], address
