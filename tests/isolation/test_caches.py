"""Nothing that is kept for a while is kept for another tenant: isolation tests 50 and 53.

What the product keeps beyond a request are the counts of requests, in the queue server or in
memory. That no function remembers what belongs to a tenant (51) is in tests/test_house.py.
"""

import pytest

from app.core import security
from tests.isolation.addresses import readable
from tests.isolation.canary import FOREIGN
from tests.isolation.conftest import let_go, with_queue

pytestmark = pytest.mark.any_database

ADDRESS, MOST = "/accounts/reset", 10
TOO_MANY = 429
WHERE = {"REMOTE_ADDR": "203.0.113.7"}
HIDDEN = {"no-store", "private"}


@pytest.fixture(params=["in memory", "in the queue server"])
def counting(request, installation, servers, redis):
    """Belgium and France, counting requests."""
    urls = {"in memory": None, "in the queue server": servers.redis_url()}
    url = urls[request.param]
    apps = [with_queue(installation, code, url, RATELIMIT_ENABLED=True) for code in ("be", "fr")]
    yield apps
    for app in apps:
        let_go(app)


def ask(app):
    return app.test_client().get(ADDRESS, environ_base=WHERE).status_code


def use_up(app):
    assert [ask(app) for _ in range(MOST)] == [200] * MOST
    assert ask(app) == TOO_MANY


def test_50_the_same_visitor_is_counted_apart(counting):
    here, there = counting
    use_up(here)
    assert ask(there) == 200


def test_50_emptying_the_counts_of_one_leaves_the_other(counting):
    here, there = counting
    use_up(here)
    use_up(there)
    with here.app_context():
        here.extensions["tandem.limiter"].reset()
    assert (ask(here), ask(there)) == (200, TOO_MANY)


def test_50_with_one_name_and_one_key_they_would_be_counted_together(installation, servers, redis):
    """Negative control: the guards are the prefix and the key of the tenant."""
    same = {"RATELIMIT_ENABLED": True, "RATELIMIT_KEY_PREFIX": "same", "SECRET_KEY": "0" * 64}
    same["RATELIMIT_STORAGE_OPTIONS"] = {"key_prefix": "same"}
    here, there = (
        with_queue(installation, code, servers.redis_url(), **same) for code in ("be", "fr")
    )
    use_up(here)
    assert ask(there) == TOO_MANY
    for app in (here, there):
        let_go(app)


def test_50_the_same_visitor_has_another_key_in_each(installation):
    keys = set()
    for code in ("be", "fr"):
        with installation.apps[code].test_request_context(environ_base=WHERE):
            keys.add(security.visitor())
    assert len(keys) == 2
    assert not [key for key in keys if "203" in key]


def test_50_without_a_tenant_nothing_is_counted(installation):
    with pytest.raises(RuntimeError, match="context"):
        security.visitor()


class Proxy:
    """A careless shared cache: keyed on the path alone, for whatever it may keep."""

    def __init__(self, obeys=True):
        self.kept, self.obeys = {}, obeys

    def get(self, client, path):
        if path not in self.kept:
            answer = client.get(path, buffered=True)
            told = set(answer.headers.get("Cache-Control", "").replace(" ", "").split(","))
            if self.obeys and told & HIDDEN:
                return answer.get_data()
            self.kept[path] = answer.get_data()
        return self.kept[path]


@pytest.mark.parametrize("role", [None, "director"])
def test_53_a_shared_cache_never_gives_one_tenant_the_page_of_another(pair, role):
    proxy = Proxy()
    paths = [*readable(pair.a, 1), "/static/css/tandem.css", "/theme.css"]
    for path in paths:
        proxy.get(pair.turned_around().browser(role), path)
    for path in paths:
        assert FOREIGN.encode() not in proxy.get(pair.browser(role), path), path
    for path, kept in proxy.kept.items():
        assert kept == pair.browser(role).get(path, buffered=True).get_data(), path


def test_53_one_that_does_not_obey_would(pair):
    """Negative control: the headers are what keeps it from doing so."""
    proxy = Proxy(obeys=False)
    proxy.get(pair.turned_around().browser("director"), "/mentees/")
    assert FOREIGN.encode() in proxy.get(pair.browser("director"), "/mentees/")


def test_53_no_page_is_stored_and_each_says_what_it_depends_on(pair):
    client, open_to_all = pair.browser("director"), pair.a.extensions["tandem.open_endpoints"]
    with pair.a.test_request_context():
        fixed = {pair.a.url_for(name) for name in ("health", "api-docs.openapi_json")}
    assert {"health", "api-docs.openapi_json"} <= open_to_all
    for path in readable(pair.a, 1):
        answer = client.get(path)
        if path in fixed or path == "/theme.css":
            assert "Set-Cookie" not in answer.headers, path
        else:
            assert answer.headers["Cache-Control"] == "no-store", path
            assert {"Cookie", "Accept-Language"} <= set(answer.vary.as_set(preserve_casing=True)), (
                path
            )
