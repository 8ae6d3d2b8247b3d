"""Everything that falls due, from every feature, as lines of one list."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.accounts.models import User
from app.core import clock
from app.core.i18n import day
from app.core.money import money
from app.core.questions import ask
from app.deadlines import queries, rules
from app.grants.models import Grant, Instalment, Obligation


@dataclass(frozen=True)
class Step:
    """What can be done about a line: a link, or a button that does it at once."""

    label: str
    url: str
    posts: bool = False


@dataclass(frozen=True)
class Item:
    """`uid` stays the same for the same thing; `id` is that of what is owed to a funder. Without a
    day it is due at any time. `owner_id` is empty where nobody owns it, or where the feature that
    told of it names only `owner`."""

    uid: str
    on: date | None
    kind: str
    what: str
    whom: str
    url: str
    code: str = ""
    owner: str | None = None
    owner_id: int | None = None
    cents: int | None = None
    step: Step | None = None
    id: int | None = None
    done_on: date | None = None

    def is_late(self, today: date) -> bool:
        return self.on is not None and self.on < today

    def is_of(self, user_id: int | None, name: str) -> bool:
        """Theirs, or nobody's."""
        if self.owner_id is not None:
            return self.owner_id == user_id
        return self.owner in {None, name}


@dataclass(frozen=True)
class Week:
    """A group of lines under one heading; `late` is the one of all that is overdue."""

    title: str
    items: Sequence[Item]
    late: bool = False


def items(first: date | None, last: date) -> list[Item]:
    """What is not done yet and falls in these days, the earliest first; without a first day, all
    that is overdue too. What has no day comes last."""
    found = [
        *map(of_obligation, queries.obligations_due(first, last)),
        *map(of_instalment, queries.instalments_due(first, last)),
        *map(of_end, queries.grants_ending(first or clock.today(), last)),
        *_of_others(first or clock.months_after(last, -24), last),
    ]
    return sorted(found, key=lambda one: (one.on is None, one.on or last, one.whom))


def of_obligation(one: Obligation) -> Item:
    url = url_for("deadlines.finish", grant_id=one.grant_id, obligation_id=one.id)
    owner = owner_of(one)
    return Item(
        uid=f"obligation-{one.id}",
        on=one.due_on,
        kind=one.kind,
        what=one.title,
        step=Step(_("Done"), url, posts=True),
        id=one.id,
        done_on=one.done_on,
        **_of_grant(one.grant, owner),
    )


def of_instalment(one: Instalment) -> Item:
    if one.amount_cents is None:
        what = _("Instalment, amount asked for")
    else:
        what = _("Instalment of %(sum)s", sum=money(one.amount_cents, one.grant.currency))
    url = url_for("grants.money.receive", grant_id=one.grant_id, instalment_id=one.id)
    return Item(
        uid=f"instalment-{one.id}",
        on=one.due_on,
        kind="instalment",
        what=what,
        cents=one.amount_cents,
        step=Step(_("Received"), url),
        **_of_grant(one.grant, owner_of(one)),
    )


def of_end(grant: Grant) -> Item:
    return Item(
        uid=f"grant-end-{grant.id}",
        on=grant.ends_on,
        kind="grant_end",
        what=_("Last day of %(title)s", title=grant.title),
        step=Step(_("Prepare the next one"), url_for("grants.new", after=grant.id)),
        **_of_grant(grant, grant.owner or grant.funder.owner),
    )


def owner_of(one: Obligation | Instalment) -> User | None:
    """Its own, else that of the grant, else that of the funder."""
    own = one.owner if isinstance(one, Obligation) else None
    return own or one.grant.owner or one.grant.funder.owner


def _of_grant(grant: Grant, owner: User | None) -> dict[str, Any]:
    return {
        "whom": grant.funder.name,
        "code": grant.code,
        "url": url_for("grants.show", grant_id=grant.id),
        "owner": owner.name if owner else None,
        "owner_id": owner.id if owner else None,
    }


def _of_others(first: date, last: date) -> Iterator[Item]:
    """What the features around answer to "funding.due"."""
    for line in ask("funding.due", first, last):
        told = f"{line['kind']}|{line['url']}|{line['what']}|{line['on']}"
        mark = hashlib.sha256(told.encode()).hexdigest()[:16]
        yield Item(
            uid=f"{line['kind']}-{mark}",
            on=line["on"],
            kind=line["kind"],
            what=line["what"],
            whom=line["whom"],
            url=line["url"],
            owner=line.get("who"),
            step=Step(_("Open"), line["url"]),
        )


def weeks(found: Iterable[Item], today: date) -> list[Week]:
    """Late ones first, then week by week, then what has no day."""
    late, undated, by_week = list[Item](), list[Item](), dict[date, list[Item]]()
    for one in found:
        if one.on is None:
            undated.append(one)
        elif one.is_late(today):
            late.append(one)
        else:
            by_week.setdefault(rules.week_of(one.on), []).append(one)
    groups = [Week(week_title(monday, today), by_week[monday]) for monday in sorted(by_week)]
    if late:
        groups.insert(0, Week(_("Late"), late, late=True))
    return [*groups, Week(_("Without a day"), undated)] if undated else groups


def week_title(monday: date, today: date) -> str:
    until = {"from": day(monday), "until": day(monday + timedelta(days=6))}
    weeks_away = (monday - rules.week_of(today)).days // 7
    if weeks_away == 0:
        return str(_("This week: until %(until)s", **until))
    if weeks_away == 1:
        return str(_("Next week: %(from)s to %(until)s", **until))
    return str(_("%(from)s to %(until)s", **until))
