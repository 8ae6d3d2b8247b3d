"""Why a line of a proposal is as it is, in the reader's language."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from app.allocation.labels import cap_in_words
from app.antennas.queries import antenna_name
from app.core.i18n import joined
from app.core.money import money
from app.proposals import labels, queries
from app.splits.paying import TOGETHER
from app.splits.wording import rules_in_words

PLAIN = {
    "only": lazy_gettext("No other grant may count it."),
    "locked": lazy_gettext("Locked to this grant by hand."),
    "most": lazy_gettext("No grant that may count it pays more."),
    "promise": lazy_gettext("What was promised to this funder comes before the money."),
    "aim": lazy_gettext("The aim of this proposal puts this grant first."),
    "none": lazy_gettext("No running grant pays for this."),
    "stays": lazy_gettext("Moving it would not bring more: it stays where it is."),
}


class Explained:
    """What the lines of one page say, with the grants they name read once."""

    def __init__(self, lines: Sequence[Any]) -> None:
        self.grants = queries.grants_by_id({gid for line in lines for gid in _named(line)})
        self.caps = queries.caps_by_key(self.grants.values())

    def words(self, line: Any) -> str:
        """One sentence or two: where it stands today, the reason, then what else could be."""
        told = (self._today(line), self._first(line), self._second(line), _skipped(line))
        return " ".join(sentence for part in told for sentence in part)

    def _today(self, line: Any) -> Iterator[str]:
        """Why a line of the ledger is not left where it stands."""
        stands = line.why.get("from")
        if stands is None:
            return
        grant, was, value = self._code(stands), line.why.get("was") or 0, line.value_cents or 0
        if line.reason == "gone" or line.why.get("kept") is False:
            yield _("It counts for %(grant)s today, but no longer meets its rules.", grant=grant)
        elif line.reason in {"promise", "aim", "locked"}:
            yield _("It counts for %(grant)s today.", grant=grant)
        elif line.reason == "room" or value <= was:
            yield _("It makes room in %(grant)s: all together brings more then.", grant=grant)
        else:
            more = {"sum": money(value - was, self._currency(stands)), "grant": grant}
            yield _("It brings %(sum)s more than in %(grant)s, where it counts today.", **more)

    def _first(self, line: Any) -> Iterator[str]:
        if line.reason in PLAIN:
            yield str(PLAIN[line.reason])
        elif line.reason == "spared":
            dearest = self._code(line.why.get("dearest"))
            yield _("%(grant)s pays more, but others need its places.", grant=dearest)
        elif line.reason == "taken":
            dearest = self._code(line.why.get("dearest"))
            yield _("%(grant)s pays more, but all its places were taken before.", grant=dearest)
        elif line.reason in {"full", "unlocked", "room", "gone"} and "in_way" in line.why:
            yield from self._in_way(line)
        elif "rules" in line.why:
            yield self._rules(line.why)

    def _second(self, line: Any) -> Iterator[str]:
        second, cents = line.why.get("second"), line.why.get("loses")
        if second is None or cents is None:
            return
        if cents <= 0:
            yield _("%(grant)s would do as well.", grant=self._code(second))
        else:
            words = {"grant": self._code(second), "sum": money(cents, self._currency(second))}
            yield _("Next best: %(grant)s; all together would bring %(sum)s less.", **words)

    def _in_way(self, line: Any) -> Iterator[str]:
        if line.reason == "unlocked":
            yield _("It was locked to a grant that has no place for it.")
        hindrances = line.why.get("in_way", ())
        told = [self._hindrance(one) for one in hindrances]
        if told:
            yield _("What is full: %(these)s.", these=joined(told))

    def _hindrance(self, one: Mapping[str, Any]) -> str:
        first = (one["cap"] or "").partition(TOGETHER)[0]
        code, cap = self._code(one["grant"]), self.caps.get(first)
        if one["obstacle"] == "share" and cap is not None:
            there = antenna_name(cap.antenna_code or "")
            words = _("%(grant)s, the share of %(antenna)s", grant=code, antenna=there)
            return str(words)
        return code if cap is None else f"{code} ({cap_in_words(cap)})"

    def _rules(self, why: Mapping[str, Any]) -> str:
        grant = self.grants.get(why.get("grant", 0))
        if grant is None:
            return str(_("A grant that is gone came nearest."))
        rules = joined(rules_in_words(grant, why.get("rules", ())))
        text: str = ngettext(
            "%(grant)s comes nearest. One rule stands in the way: %(rules)s.",
            "%(grant)s comes nearest. Several rules stand in the way: %(rules)s.",
            len(why.get("rules", ())),
            grant=grant.code,
            rules=rules,
        )
        return text

    def _code(self, grant_id: Any) -> str:
        grant = self.grants.get(grant_id)
        return str(grant.code) if grant else "–"

    def _currency(self, grant_id: int) -> str | None:
        grant = self.grants.get(grant_id)
        return grant.currency if grant else None


def _named(line: Any) -> Iterator[int]:
    """The grants that a line speaks of."""
    found = [line.why.get(name) for name in ("dearest", "second", "grant", "from")]
    found += [one.get("grant") for one in line.why.get("in_way", ())]
    yield from (one for one in found if one is not None)


def _skipped(line: Any) -> Iterator[str]:
    code = line.why.get("skipped")
    if code:
        yield _("Skipped: %(why)s.", why=labels.SKIPPED[code])
