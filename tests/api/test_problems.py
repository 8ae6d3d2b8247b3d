"""Whatever is refused is told as problem details (RFC 9457), in the reader's language."""

import json

import pytest

from tests import make

BODY = {"first_name": "Fatou", "last_name": "Diallo", "antenna": "GHE"}


@pytest.mark.parametrize(
    ("method", "address", "more", "status"),
    [
        ("GET", "/mentees/99", {}, 404),
        ("GET", "/mentees/99999999999999999999", {}, 404),
        ("GET", "/duos/99999999999999999999", {}, 404),
        ("GET", "/imports/99999999999999999999", {}, 404),
        ("GET", "/mentees/one", {}, 404),
        ("GET", "/nothing", {}, 404),
        ("DELETE", "/mentees", {}, 405),
        ("POST", "/mentees", {"data": "{", "content_type": "application/json"}, 400),
        ("POST", "/mentees", {"data": b"\xff\xfe", "content_type": "application/json"}, 400),
        ("POST", "/mentees", {"data": "[" * 90_000, "content_type": "application/json"}, 400),
        ("POST", "/mentees", {"data": "9" * 9_000, "content_type": "application/json"}, 400),
        ("POST", "/mentees", {"data": BODY}, 415),
        ("POST", "/mentees", {}, 415),
        ("POST", "/imports", {"json": {}}, 415),
        ("POST", "/imports", {"data": {"kind": "mentees"}}, 415),
        ("POST", "/mentees", {"json": []}, 422),
        ("POST", "/mentees", {"json": "text"}, 422),
        ("POST", "/mentees", {"data": "null", "content_type": "application/json"}, 422),
        ("POST", "/mentees", {"json": BODY | {"id": 3}}, 422),
        ("POST", "/mentees", {"json": BODY | {"isced": "3"}}, 422),
        ("POST", "/mentees", {"json": BODY | {"isced": 3.5}}, 422),
        ("POST", "/mentees", {"json": BODY | {"diploma_recognised": "yes"}}, 422),
        ("POST", "/mentees", {"json": BODY | {"languages": [{"code": "fr"}]}}, 422),
        ("POST", "/mentees", {"json": BODY | {"languages": [None]}}, 422),
        ("POST", "/mentees", {"json": BODY | {"first_name": "a\x00b"}}, 400),
        ("POST", "/mentees", {"json": BODY | {"first_name": "a\x01b"}}, 422),
        ("GET", "/mentees?q=%00", {}, 400),
        ("POST", "/mentees", {"json": BODY | {"owner_id": 10**20}}, 422),
    ],
)
def test_every_refusal_is_a_problem(director, method, address, more, status):
    answer = director.client.open(
        f"/api/v1{address}", method=method, headers=director.headers, **more
    )
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json["type"] == f"/api/docs#{status}"
    assert answer.json["title"]
    assert answer.json["detail"]


@pytest.mark.parametrize("kind", ["mentees", "mentors", "duos", "antennas", "people/duplicates"])
def test_a_number_no_row_can_have_is_not_found_on_pages_either(as_role, kind):
    assert as_role("director").get(f"/{kind}/99999999999999999999").status_code == 404


def test_what_is_wrong_is_told_by_field(director):
    wrong = BODY | {"isced": 9, "email": "none", "languages": [{"code": "fr", "level": "Z9"}]}
    errors = director.send("POST", "/mentees", wrong).json["errors"]
    assert set(errors) == {"isced", "email", "languages"}
    assert set(errors["languages"]["0"]) == {"level"}


def test_mistakes_in_a_row_and_of_the_whole_list_are_told_together(director):
    twice = [{"code": "fr", "level": ""}, {"code": "fr", "level": "B1"}]
    errors = director.send("POST", "/mentees", BODY | {"languages": twice}).json["errors"]
    assert set(errors["languages"]) == {"0", "_schema"}


def test_what_the_library_says_is_said_in_the_readers_language(director):
    wrong = BODY | {"first_name": 3, "languages": 5, "nickname": "x"}
    french = {"Accept-Language": "fr"}
    errors = director.send("POST", "/mentees", wrong, **french).json["errors"]
    assert errors == {
        "first_name": ["Écrivez ceci sous forme de texte."],
        "languages": ["Une liste est attendue ici."],
        "nickname": ["Ce champ n’existe pas."],
    }


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Nothing here"), ("en-GB,en;q=0.9,fr;q=0.1", "Nothing here"), ("fr", "Rien ici")],
)
def test_the_words_follow_accept_language(director, language, title):
    assert director.get("/mentees/99", **{"Accept-Language": language}).json["title"] == title


def test_a_method_that_is_not_there_names_those_that_are(director):
    answer = director.send("DELETE", "/antennas")
    assert {name.strip() for name in answer.headers["Allow"].split(",")} >= {"GET", "POST"}


def test_a_body_that_is_too_large_is_refused(director):
    sent = json.dumps({"remarks": "a" * 26 * 1024 * 1024})
    answer = director.client.post(
        "/api/v1/mentees", data=sent, content_type="application/json", headers=director.headers
    )
    assert (answer.status_code, answer.content_type) == (413, "application/problem+json")


def test_who_asks_too_often_is_told_how_long_to_wait(installation, director):
    client = installation.app("be", RATELIMIT_ENABLED=True).test_client()
    for _ in range(31):
        last = client.post("/api/v1/imports", headers=director.headers)
    assert (last.status_code, last.content_type) == (429, "application/problem+json")
    assert int(last.headers["Retry-After"]) > 0


def test_a_form_of_another_site_opens_nothing(director):
    answer = director.send("POST", "/mentees", BODY, Origin="https://evil.example")
    assert (answer.status_code, answer.content_type) == (403, "application/problem+json")


def test_a_name_that_holds_a_value_of_another_row_is_not_told(director):
    """A refusal names fields and codes, never what stands in somebody's row."""
    make.mentee("Secretine", "Vertrouwd", antenna="GHE", email="fatou@mail.example")
    answer = director.send("POST", "/mentees", BODY | {"email": "fatou@mail.example"})
    assert answer.status_code == 409
    assert "Secretine" not in answer.text
