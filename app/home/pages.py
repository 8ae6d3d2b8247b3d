"""What the first page shows to whom: a coordinator's day, or the figures of all antennas."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from app.antennas.models import Antenna
from app.core.i18n import day, number
from app.core.tenancy import Tenant, asked_for
from app.core.viewer import viewer
from app.deadlines import agenda
from app.deadlines.rules import week_of
from app.home import queries
from app.home.queries import Waiting
from app.home.topics import TAGS, TOPICS, tag_of
from app.indicators import figures, telling
from app.indicators.facts import Scope
from app.indicators.queries import outcomes

FIRST_ROWS = 12
FIRST_DUE = 6
WAITING_COLUMNS = (
    *("callback", "wait", "decision", "unmet"),
    *("contact", "overdue", "unowned", "outcome"),
)
"""What a director sees of each antenna: where people or duos are left waiting."""

MISSING = {
    "contact.phone": lazy_gettext("The telephone number that people may call"),
    "retention.mentee_years": lazy_gettext("How many years the profiles of mentees are kept"),
    "retention.mentor_years": lazy_gettext("How many years the profiles of mentors are kept"),
}


@dataclass(frozen=True)
class Day:
    """`rows` are the most pressing; `counts` all that waits, by topic, in the order of the day."""

    rows: Sequence[Waiting]
    counts: Mapping[str, int]
    total: int
    mine: int
    late: int


@dataclass(frozen=True)
class Due:
    """Of the funding, the viewer's own and nobody's: what is late or falls in this week."""

    first: Sequence[agenda.Item]
    total: int
    late: int


def funding_due(on: date) -> Due:
    found = [
        one
        for one in agenda.items(None, week_of(on) + timedelta(days=6))
        if one.on is not None and one.is_of(viewer().user_id, viewer().name)
    ]
    return Due(found[:FIRST_DUE], len(found), sum(one.is_late(on) for one in found))


def day_of(on: date, *, only_mine: bool) -> Day:
    """Everything that waits for the viewer, or only what they follow themselves."""
    found = _everything(on)
    firsts = {row.topic: row for row in found}
    doubts = queries.count_doubts()
    total = {topic: row.total for topic, row in firsts.items()} | (
        {"doubt": doubts} if doubts else {}
    )
    mine = {topic: row.mine for topic, row in firsts.items() if row.mine}
    counts = mine if only_mine else total
    me = viewer().user_id
    rows = [row for row in found if not only_mine or row.owner_id == me]
    return Day(
        rows=sorted(rows, key=lambda row: _pressing(row, on))[:FIRST_ROWS],
        counts={topic: counts[topic] for topic in TOPICS if topic in counts},
        total=sum(total.values()),
        mine=sum(mine.values()),
        late=sum(count for topic, count in counts.items() if TOPICS[topic].tag == "late"),
    )


def greeting(waiting: int) -> str:
    """A sentence and not a number alone."""
    if not waiting:
        return str(_("Hello %(name)s, nothing waits for you", name=viewer().name))
    return str(
        ngettext(
            "Hello %(name)s, one thing waits for you",
            "Hello %(name)s, %(shown)s things wait for you",
            waiting,
            name=viewer().name,
            shown=number(waiting),
        )
    )


def tiles(on: date) -> list[telling.Tile]:
    """Four figures of the viewer's antennas."""
    duos = queries.duo_counts(on, viewer().user_id)
    count, since = queries.waiting_for_mentor(on)
    facts = outcomes(Scope(on=on))
    return [
        {
            "label": _("Duos running"),
            "value": number(duos.running),
            "note": _(
                "%(mine)s of them yours · %(started)s begun this month",
                mine=number(duos.mine),
                started=number(duos.started),
            ),
            "endpoint": "duos.index",
        },
        {
            "label": _("Waiting for a mentor"),
            "value": number(count),
            "note": _("the first since %(day)s", day=day(since)) if since else "",
            "endpoint": "matching.index",
        },
        *telling.tiles(facts, [figures.insertion_12m]),
    ]


def waiting_by_antenna(
    antennas: Iterable[Antenna], on: date
) -> list[tuple[Antenna, dict[str, int]]]:
    """How many wait at each antenna, by topic; antennas where nothing waits have zeros."""
    found = queries.outcomes_by_antenna(on)
    sources = (queries.people, queries.duos, queries.contacts, queries.proposals)
    for source in (ask(on) for ask in sources):
        for antenna_id, counts in queries.by_antenna(source).items():
            found.setdefault(antenna_id, {}).update(counts)
    return [
        (one, {topic: found.get(one.id, {}).get(topic, 0) for topic in WAITING_COLUMNS})
        for one in antennas
    ]


def still_to_be_told(tenant: Tenant) -> list[str]:
    """What nobody could find in a source, in words for those who can ask for it."""
    keys = asked_for(tenant)
    days = sum(key.startswith("antennas.") for key in keys)
    told = [str(MISSING[key]) for key in keys if key in MISSING]
    if days:
        told.append(
            str(
                ngettext(
                    "The day on which one antenna opened",
                    "The days on which %(num)d antennas opened",
                    days,
                )
            )
        )
    areas = sum(key.startswith("population.") for key in keys)
    if areas:
        told.append(
            str(
                ngettext(
                    "How many young people the duos are meant for around one antenna, with a day "
                    "and a source",
                    "How many young people the duos are meant for around each of %(num)d antennas, "
                    "with a day and a source",
                    areas,
                )
            )
        )
    return told


def _everything(on: date) -> list[Waiting]:
    me = viewer().user_id
    found: list[Waiting] = []
    for source in queries.all_sources(on):
        found += queries.waiting(source, me)
    return found + queries.outcomes(on, me) + queries.permits(on, me)


def _pressing(row: Waiting, on: date) -> tuple[Any, ...]:
    """Late before soon, one's own before the others', and then in the order of the day."""
    order = [str(word) for word, _colour in TAGS.values()]
    word, _colour = tag_of(row.topic, row.due, on)
    own = row.owner_id != viewer().user_id
    return order.index(str(word)), own, list(TOPICS).index(row.topic), str(row.due)
