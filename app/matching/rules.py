"""Who may be paired with whom, and what speaks for it and against it.

Source: brief.md, the organisation's own words: duos are decided by people in a weekly meeting, on
sector, language, personality and availability. Nothing here counts points: hard rules say no, and
what remains comes in an order whose reasons can be read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.core.i18n import language_name
from app.core.vocabularies import HALF_DAYS, LANGUAGE_LEVELS
from app.matching.models import ProposalState
from app.people.words import in_words

LEVEL_ORDER = tuple(LANGUAGE_LEVELS)
AT_EASE = LEVEL_ORDER.index("B1")
"""From here on somebody manages everyday talk (Council of Europe, CEFR, 2001: B1, independent)."""
HANDS_ON = frozenset({"41", "42", "43", "49", "52", "53", "86", "87", "88"})
"""Building, logistics and care: where mentees need technical experience (brief.md)."""
HANDS_ON_LEVELS = frozenset({"technical", "worker"})

MENTEE_NOT_READY = Reason("mentee_not_ready", _("This mentee is not ready for matching yet."))
MENTEE_IN_DUO = Reason("already_running", _("This mentee already has a running duo."))
MENTEE_PROPOSED = Reason("open_proposal", _("There is an open proposal for this mentee already."))
NOT_AGAIN = Reason(
    "not_again", _("An earlier duo has ended: say first that this person is ready for another.")
)
ANTENNA_CLOSED = Reason("antenna_closed", _("The antenna is not open."))
MENTOR_NOT_READY = Reason("mentor_not_ready", _("This mentor is not ready for matching yet."))
NOT_TRAINED = Reason("not_trained", _("The training before a first duo is not finished."))
NO_FREE_PLACE = Reason("no_free_place", _("This mentor has no free place."))
OTHER_ANTENNA = Reason("other_antenna", _("The two belong to different antennas."))
NO_COMMON_LANGUAGE = Reason("no_common_language", _("They speak no language in common."))
ALREADY_PAIRED = Reason("already_paired", _("These two have been a duo already."))

NOT_PROPOSED = Reason("not_proposed", _("This proposal no longer waits for a first meeting."))
NOT_OPEN = Reason("not_open", _("This proposal is closed."))
MEETING_IN_FUTURE = Reason("meeting_in_future", _("Answers are noted once the two have met."))
BEFORE_PROPOSAL = Reason("before_proposal", _("The meeting cannot be before the proposal."))
REASON_MISSING = Reason("reason_missing", _("Choose a reason for each refusal."))
NO_ANSWER = Reason("no_answer", _("Note the answer of at least one side."))
IN_DUO_NOW = Reason("in_duo_now", _("There is a running duo: it has to end first."))
NO_EARLIER_DUO = Reason("no_earlier_duo", _("There is no earlier duo: the intake decides."))
BEFORE_END = Reason("before_end", _("A new start lies after the end of the last duo."))


@dataclass(frozen=True)
class Side:
    """What is known of somebody for matching. `ready` and `antenna_open` hold on the day asked."""

    ready: bool = True
    antenna_open: bool = True
    antenna_id: int = 0
    languages: Mapping[str, str] = field(default_factory=dict)
    sectors: frozenset[str] = frozenset()
    availability: frozenset[str] = frozenset()
    postal_code: str | None = None


@dataclass(frozen=True)
class MenteeSide(Side):
    """`ended_since_ready`: a duo ended after this person was last called ready."""

    running: bool = False
    proposed: bool = False
    ended_since_ready: bool = False


@dataclass(frozen=True)
class MentorSide(Side):
    """`proposals` are open ones with other mentees; `paired` with this mentee, now or before."""

    trained: bool = True
    capacity: int = 1
    taken: int = 0
    proposals: int = 0
    paired: bool = False
    function_level: str | None = None
    partner_company: str | None = None

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken)


def against_pairing(mentee: MenteeSide, mentor: MentorSide) -> list[Reason]:
    """All that stands against proposing the two; nothing means that people may decide to."""
    return against_mentee(mentee) + against_mentor(mentee, mentor)


def against_mentee(mentee: MenteeSide) -> list[Reason]:
    verdict = {
        MENTEE_NOT_READY: not mentee.ready,
        MENTEE_IN_DUO: mentee.running,
        MENTEE_PROPOSED: mentee.proposed,
        NOT_AGAIN: mentee.ended_since_ready,
        ANTENNA_CLOSED: not mentee.antenna_open,
    }
    return [reason for reason, stands in verdict.items() if stands]


def against_mentor(mentee: MenteeSide, mentor: MentorSide) -> list[Reason]:
    """What stands against this mentor for this mentee.

    A common language is any that both speak, at whatever level (brief.md: a duo talks for two to
    three hours a week); how well they speak it is for people to weigh.
    """
    verdict = {
        MENTOR_NOT_READY: not mentor.ready,
        NOT_TRAINED: not mentor.trained,
        NO_FREE_PLACE: mentor.free == 0,
        OTHER_ANTENNA: mentor.antenna_id != mentee.antenna_id,
        NO_COMMON_LANGUAGE: not common_languages(mentee, mentor),
        ALREADY_PAIRED: mentor.paired,
    }
    return [reason for reason, stands in verdict.items() if stands]


def common_languages(one: Side, other: Side) -> dict[str, int]:
    """By language, the rank of the lower of the two levels; the best understood first."""
    shared = {
        code: min(rank(level), rank(other.languages[code]))
        for code, level in one.languages.items()
        if code in other.languages
    }
    return dict(sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])))


def rank(level: str) -> int:
    """The place of a level in its order; an unknown one counts as the first words."""
    return LEVEL_ORDER.index(level) if level in LEVEL_ORDER else 0


def speaks_for(mentee: MenteeSide, mentor: MentorSide) -> list[Reason]:
    """What the two have going for them, the weightiest first."""
    sectors = sorted(mentee.sectors & mentor.sectors)
    shared = common_languages(mentee, mentor)
    easy = [code for code, level in shared.items() if level >= AT_EASE]
    moments = sorted(mentee.availability & mentor.availability, key=list(HALF_DAYS).index)
    points = {
        Reason(
            "sector", _("Same sector: %(sectors)s", sectors=_worded("sectors", sectors))
        ): sectors,
        Reason(
            "language", _("At ease together in %(languages)s", languages=_languages(easy))
        ): easy,
        Reason(
            "availability", _("Both free: %(moments)s", moments=_worded("availability", moments))
        ): moments,
        Reason("hands_on", _("Knows the work from doing it")): hands_on(mentee, mentor),
        Reason("postal_code", _("Same postal code")): same_postal_code(mentee, mentor),
        Reason("partner", _("Through %(company)s", company=mentor.partner_company or "")): (
            mentor.partner_company
        ),
    }
    return [point for point, holds in points.items() if holds]


def speaks_against(mentee: MenteeSide, mentor: MentorSide) -> list[Reason]:
    """What people should weigh; none of it forbids the duo."""
    shared = common_languages(mentee, mentor)
    known = bool(mentee.availability and mentor.availability)
    weak = bool(shared) and max(shared.values()) < AT_EASE
    spoken = _languages(shared)
    points = {
        Reason("sector_apart", _("No wished sector in common")): (
            mentee.sectors and not mentee.sectors & mentor.sectors
        ),
        Reason("language_weak", _("Only simple talk, in %(languages)s", languages=spoken)): weak,
        Reason("availability_apart", _("No half day free for both")): (
            known and not mentee.availability & mentor.availability
        ),
        Reason("from_management", _("From management, where hands-on experience is wished")): (
            mentor.function_level == "manager"
            and mentee.sectors & HANDS_ON
            and not (mentee.sectors & mentor.sectors) - HANDS_ON
        ),
        Reason("proposed_elsewhere", _("Already in another open proposal")): mentor.proposals,
    }
    return [point for point, holds in points.items() if holds]


def hands_on(mentee: MenteeSide, mentor: MentorSide) -> bool:
    """Technical experience in a wished sector that asks for it."""
    shared = mentee.sectors & mentor.sectors & HANDS_ON
    return mentor.function_level in HANDS_ON_LEVELS and bool(shared)


def same_postal_code(one: Side, other: Side) -> bool:
    """Equality is all that is known of a distance."""
    codes = [(side.postal_code or "").replace(" ", "").upper() for side in (one, other)]
    return bool(codes[0]) and codes[0] == codes[1]


ORDER: dict[str, LazyString] = {
    "sector": _("Same sector"),
    "language": _("At ease in a common language"),
    "availability": _("A half day free for both"),
    "hands_on": _("Hands-on experience"),
    "postal_code": _("Same postal code"),
}
"""What the list is ordered by, the weightiest first, and can be narrowed to."""


def in_order(speaking_for: Iterable[Reason]) -> tuple[bool, ...]:
    """The key of the list: a shared sector first, then the language, and so on; no sum."""
    codes = {point.code for point in speaking_for}
    return tuple(code not in codes for code in ORDER)


def against_meeting(state: str, proposed_on: date, on: date) -> list[Reason]:
    """What stands against a first meeting on that day, past or to come."""
    verdict = {
        NOT_PROPOSED: state != ProposalState.PROPOSED,
        BEFORE_PROPOSAL: on < proposed_on,
    }
    return [reason for reason, stands in verdict.items() if stands]


def against_answers(
    approvals: Mapping[str, bool | None],
    reasons: Mapping[str, str | None],
    met_on: date,
    today: date,
) -> list[Reason]:
    """`approvals` and `reasons` by side; a refusal says why, from the list (R8 of the standard:
    Elements of Effective Practice for Mentoring, fifth edition, MENTOR 2025: nobody is forced)."""
    refusing = [side for side, approves in approvals.items() if approves is False]
    verdict = {
        NO_ANSWER: all(approves is None for approves in approvals.values()),
        MEETING_IN_FUTURE: met_on > today,
        REASON_MISSING: any(not reasons.get(side) for side in refusing),
    }
    return [reason for reason, stands in verdict.items() if stands]


def against_withdrawing(state: str) -> list[Reason]:
    return [] if state in {ProposalState.PROPOSED, ProposalState.APPROVED} else [NOT_OPEN]


def against_return(*, running: bool, last_ended_on: date | None, on: date) -> list[Reason]:
    """May somebody whose duo ended be matched again from that day?

    The standard asks for a waiting time (R13) and names no length: people choose the day.
    """
    verdict = {
        IN_DUO_NOW: running,
        NO_EARLIER_DUO: not running and last_ended_on is None,
        BEFORE_END: last_ended_on is not None and on <= last_ended_on,
    }
    return [reason for reason, stands in verdict.items() if stands]


def _worded(field: str, codes: Iterable[str]) -> LazyString:
    return LazyString(in_words, field, list(codes))


def _languages(codes: Iterable[str]) -> LazyString:
    return LazyString(lambda: ", ".join(language_name(code) for code in codes))
