"""The OpenAPI document and the page drawn from it: complete, public, and about nobody."""

import html
import re

import pytest
import schemathesis

from app.core.openapi import operations


@pytest.fixture
def document(client):
    answer = client.get("/api/openapi.json")
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    return answer.json


def test_the_document_is_valid(document):
    assert document["openapi"].startswith("3.")
    schemathesis.openapi.from_dict(document).validate()


def test_the_document_knows_every_address_for_programs(app, document):
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")]
    paths = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in rules}
    assert paths == set(document["paths"])
    assert {path.split("/")[3] for path in paths} == {
        "allocation-proposals",
        "allocations",
        "antennas",
        "claims",
        "coverage",
        "deadlines",
        "donors",
        "duos",
        "esf-operations",
        "expenses",
        "funders",
        "gifts",
        "grants",
        "imports",
        "indicators",
        "mentees",
        "mentors",
        "people",
        "reports",
        "schemes",
        "training",
    }


def test_every_operation_says_what_it_is_and_all_that_it_may_answer(document):
    for path, method, operation in operations(document):
        answers, where = set(operation["responses"]), f"{method} {path}"
        assert operation["summary"].endswith("."), where
        assert {"400", "401", "403", "429"} < answers, where
        assert any(code.startswith("2") for code in answers), where
        assert ("404" in answers) >= ("{" in path), where
        assert ("409" in answers) is (method != "get"), where
        assert ({"413", "415", "422"} <= answers) or "requestBody" not in operation, where


def test_every_change_of_one_row_asks_for_its_tag(document):
    """Of a row that is read with a tag; what has no version (a line of the ledger, a file that was
    sent) has its states to guard it, and a spell is a row of its own beside the mentee."""
    guarded = {
        path for path, _method, operation in operations(document) if "412" in operation["responses"]
    }
    versioned = {
        path
        for path, method, operation in operations(document)
        if method == "get" and path.endswith("}") and "304" in operation["responses"]
    }
    changed = {
        path
        for path, method, _operation in operations(document)
        if method != "get"
        and "spell" not in path
        and any(path == row or path.startswith(f"{row}/") for row in versioned)
    }
    assert guarded == changed


def test_tokens_are_the_only_way_in(document):
    assert document["security"] == [{"bearer": []}]
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_the_document_is_the_same_for_every_country(client, neighbour):
    assert (
        client.get("/api/openapi.json").data
        == neighbour.test_client().get("/api/openapi.json").data
    )


def test_headquarters_has_a_document_without_addresses(headquarters):
    client = headquarters.test_client()
    assert client.get("/api/openapi.json").json["paths"] == {}
    assert client.get("/api/docs").status_code == 200


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_page_shows_every_operation_and_every_part(client, document, language):
    page = client.get("/api/docs", headers={"Accept-Language": language})
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    for path, _method, operation in operations(document):
        assert f"<code>{path}</code>" in page.text
        assert operation["summary"].split("`")[0].strip() in html.unescape(page.text)
    for name in document["components"]["schemas"]:
        assert f'id="{name}"' in page.text
    for code in document["components"]["responses"]:
        assert f'id="{code}"' in page.text


def test_every_link_inside_the_page_leads_somewhere(client):
    page = client.get("/api/docs").text
    known = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= known


def test_the_page_holds_no_script_of_others(client):
    answer = client.get("/api/docs")
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)
