"""Which tenant answers is decided by the host alone, and no answer leads to another one.

Isolation tests 2 to 4 and 6 to 8, with the real applications behind the real dispatcher; the
spellings of a host alone are in tests/core/test_hosts.py.
"""

import gc
import re
import statistics
import time
import tracemalloc

import pytest
from werkzeug.test import Client

from app.core.hosts import BODY, HostDispatcher
from tests import make
from tests.isolation.addresses import everything, readable
from tests.isolation.canary import OWN

pytestmark = pytest.mark.any_database

LINK = re.compile(r"""(?:href|src|action|content)="((?:https?:)?//[^/"?#]+)""")
STRANGE = (
    "",
    "localhost",
    "xbe.localhost",
    "be.localhost.evil.org",
    "be.localhost,fr.localhost",
    "fr.localhost@be.localhost",
    "127.0.0.1",
    "[::1]:8000",
    "never.localhost",
)


@pytest.fixture
def served(pair):
    """The two applications behind their hosts, asked as a web server asks."""
    apps = {host_of(app): app for app in (pair.a, pair.b)}
    return Client(HostDispatcher(apps))


def host_of(app):
    return app.config["SERVER_NAME"].split(":")[0]


def name_of(app):
    return app.extensions["tandem.tenant"].names["fr"]


def ask(client, host, path="/accounts/sign-in", **headers):
    sent = {"Accept-Language": "fr", **headers}
    return client.get(path, headers=sent, environ_overrides={"HTTP_HOST": host})


def test_2_each_host_reaches_its_tenant_and_no_other(pair, served):
    for here, there in ((pair.a, pair.b), (pair.b, pair.a)):
        for host in (host_of(here), host_of(here).upper(), f"{host_of(here)}.:8000"):
            answer = ask(served, host)
            assert answer.status_code == 200, host
            assert name_of(here) in answer.text
            assert name_of(there) not in answer.text


@pytest.mark.parametrize("host", STRANGE)
def test_2_any_other_host_reaches_none(served, host):
    answer = ask(served, host)
    assert (answer.status_code, answer.data) == (404, BODY)


@pytest.mark.parametrize("host", STRANGE)
def test_2_nor_does_an_application_answer_for_a_host_that_is_not_its_own(pair, host):
    """A second lock, should something else stand before it than the dispatcher."""
    answer = ask(Client(pair.a), host)
    assert answer.status_code in {400, 404}
    assert name_of(pair.a) not in answer.text


def test_2_without_the_list_of_hosts_it_would_answer(pair):
    """Negative control."""
    open_to_all = pair.installation.app("be", TRUSTED_HOSTS=None, SERVER_NAME=None)
    assert ask(Client(open_to_all), "never.localhost").status_code == 200


def test_2_unknown_hosts_leave_nothing_behind(served):
    def ask_a_thousand(first):
        for number in range(first, first + 1000):
            ask(served, f"tenant-{number}.localhost")

    tracemalloc.start()
    ask_a_thousand(0)
    gc.collect()
    before, _ = tracemalloc.get_traced_memory()
    ask_a_thousand(1000)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 50_000


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-Host"]
)
def test_3_what_a_proxy_adds_changes_no_tenant(pair, served, header):
    other = host_of(pair.b)
    value = f"host={other}" if header == "Forwarded" else other
    answer = ask(served, host_of(pair.a), **{header: value})
    assert name_of(pair.a) in answer.text
    assert other not in everything(answer)
    assert name_of(pair.b) not in answer.text


@pytest.mark.parametrize("header", ["X-Original-URL", "X-Rewrite-URL"])
def test_3_nor_the_address(pair, served, header):
    assert ask(served, host_of(pair.a), "/nowhere", **{header: "/health"}).status_code == 404


@pytest.mark.parametrize("name", ["tenant", "site", "lang", "host", "country", "_tenant"])
def test_4_no_parameter_and_no_header_changes_the_tenant(pair, served, name):
    for value in ("fr", host_of(pair.b)):
        answer = ask(served, host_of(pair.a), f"/accounts/sign-in?{name}={value}")
        assert name_of(pair.a) in answer.text
        assert name_of(pair.b) not in answer.text
        answer = ask(served, host_of(pair.a), **{f"X-{name}": value})
        assert name_of(pair.b) not in answer.text


def test_3_4_the_probe_tells_the_two_apart(pair, served):
    """Negative control: the other host does show the other name."""
    answer = ask(served, host_of(pair.b), "/accounts/sign-in?tenant=be")
    assert name_of(pair.b) in answer.text
    assert name_of(pair.a) not in answer.text


def test_6_a_tenant_that_was_taken_away_answers_as_one_that_never_was(pair):
    """Suspended and deleted are both: no longer on the list."""
    without_b = Client(HostDispatcher({host_of(pair.a): pair.a}))
    gone, never = (ask(without_b, host) for host in (host_of(pair.b), "never.localhost"))
    assert (gone.status, gone.data) == (never.status, never.data)
    assert list(gone.headers) == list(never.headers)


def test_6_nor_does_the_time_it_takes_tell(pair):
    without_b = HostDispatcher({host_of(pair.a): pair.a})

    def seconds(host):
        began = time.perf_counter()
        without_b({"HTTP_HOST": host}, lambda status, headers: None)
        return time.perf_counter() - began

    gone, never = (
        statistics.median(seconds(host) for _ in range(2000))
        for host in (host_of(pair.b), "no.localhost")
    )
    assert abs(gone - never) < 0.0001


def hosts_in(text):
    return {link.split("//", 1)[1].split(":")[0] for link in LINK.findall(text)}


def test_7_no_page_links_to_another_tenant(pair):
    client, others = pair.browser("director"), hosts_of_others(pair)
    for address in readable(pair.a, 1):
        answer = client.get(address, headers=pair.program("director") if "/api/" in address else {})
        assert not hosts_in(everything(answer)) & others, address
        assert not {host for host in others if host in answer.headers.get("Location", "")}


def hosts_of_others(pair):
    return {host_of(app) for app in pair.installation.apps.values()} - {host_of(pair.a)}


def test_7_the_probe_sees_a_link_to_another(pair):
    """Negative control."""
    assert hosts_in(f'<a href="http://{host_of(pair.b)}:8000/x">') & hosts_of_others(pair)


def test_7_an_address_made_for_a_mail_carries_the_own_host(pair):
    with pair.a.test_request_context(headers={"X-Forwarded-Host": host_of(pair.b)}):
        made = pair.a.url_for("accounts.sign_in", _external=True)
    assert made.split("/")[2] == pair.a.config["SERVER_NAME"]


@pytest.mark.parametrize(
    "wanted",
    ["https://{b}/", "//{b}/", "/\\{b}/", "http:{b}", "https://{a}@{b}/", "javascript:alert(1)"],
)
def test_7_after_signing_in_nobody_is_sent_to_another_tenant(pair, wanted):
    with pair.a.app_context():
        make.member(email="next@same.example", role="director")
        make.db.session.commit()
    wanted = wanted.format(a=host_of(pair.a), b=host_of(pair.b))
    sent = {"email": "next@same.example", "password": make.PASSWORD, "next": wanted}
    answer = pair.a.test_client().post("/accounts/sign-in", data=sent)
    forget(pair.a)
    assert answer.status_code == 303
    assert answer.location == "/"


def test_7_but_to_the_page_that_was_asked_for(pair):
    """Negative control: the parameter does work."""
    with pair.a.app_context():
        make.member(email="next@same.example", role="director")
        make.db.session.commit()
    sent = {"email": "next@same.example", "password": make.PASSWORD, "next": "/antennas/?page=2"}
    answer = pair.a.test_client().post("/accounts/sign-in", data=sent)
    forget(pair.a)
    assert answer.location == "/antennas/?page=2"


def forget(app):
    """The pair is filled once for all tests of this module."""
    with app.app_context():
        user = make.db.session.scalars(make.select(make.User).filter_by(email="next@same.example"))
        make.db.session.delete(user.one())
        make.db.session.commit()


def test_7_a_list_pages_on_its_own_host(pair):
    text = pair.browser("director").get("/mentees/?per_page=1").text
    pages = re.findall(r'href="([^"]*page=\d[^"]*)"', text)
    assert pages
    assert all(link.startswith("/mentees/?") for link in pages)


def test_8_what_is_open_to_machines_names_no_tenant(pair):
    codes = set(pair.installation.apps)
    for path in ("/health", "/static/js/tandem.js", "/static/css/tandem.css"):
        answers = [app.test_client().get(path, buffered=True) for app in (pair.a, pair.b)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert answers[0].data == answers[1].data
        assert not {host for host in hosts_of_others(pair) if host in everything(answers[0])}
    health = pair.a.test_client().get("/health")
    assert not codes & set(re.findall(r"\w+", everything(health)))


@pytest.mark.parametrize("path", ["/metrics", "/status", "/info", "/admin", "/tenants", "/console"])
def test_8_there_is_no_page_about_the_installation(pair, path):
    assert pair.browser("administrator").get(path).status_code == 404


def test_8_the_probe_would_see_a_name(pair):
    """Negative control: an ordinary page does name its tenant and hold its canaries."""
    assert name_of(pair.a) in ask(Client(pair.a), host_of(pair.a)).text
    assert OWN in pair.browser("director").get("/mentees/").text
