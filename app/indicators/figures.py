"""The figures: one function for each. Its docstring says what it is, and whence it comes."""

from flask_babel import lazy_gettext as _

from app.indicators.facts import Facts
from app.indicators.registry import (
    DUO_FILES,
    PEOPLE_FILES,
    SPELLS,
    USUAL_SERVICES,
    Indicator,
    Place,
    Sensitivity,
    figure,
)
from app.indicators.statistics import Rate, Spread, spread

OF_PERIOD = _("The period that was chosen, up to the day of reference")
ON_DAY = _("On the day of reference")
FOLLOWED = _(
    "All duos that ended in the period and at least twelve months before the day of reference, "
    "the broken off ones and those of whom nothing was heard included"
)
TWELVE_MONTHS = _("From the start of the duo to twelve months after its end")
UNHEARD = _(
    "Duos whose mentee has no situation written down for that time; they count as a no in the "
    "rate, and the bounds show both extremes"
)


@figure(
    _("Duos started"),
    _("Duos whose first day lies in the period, whatever became of them."),
    DUO_FILES,
    window=OF_PERIOD,
    place=Place.OUTPUT,
    sensitivity=Sensitivity.OPEN,
)
def duos_started(facts: Facts) -> int:
    """Duos whose `started_on` lies in the period (brief.md: "duos since 2013", "duos a year")."""
    return facts.started


@figure(
    _("Duos started, by year"),
    _("The same duos by the calendar year of their first day."),
    DUO_FILES,
    window=OF_PERIOD,
    place=Place.OUTPUT,
    sensitivity=Sensitivity.OPEN,
)
def duos_started_by_year(facts: Facts) -> dict[int, int]:
    """The duos that started, by calendar year (brief.md: "2,000 duos a year")."""
    return dict(facts.started_by_year)


@figure(
    _("Duos running"),
    _("Duos that had started and not ended by the evening of the day, paused ones included."),
    DUO_FILES,
    window=ON_DAY,
    place=Place.ACTIVITY,
    sensitivity=Sensitivity.OPEN,
)
def duos_running(facts: Facts) -> int:
    """Started on or before the day of reference and not ended by it (brief.md: "capacity")."""
    return facts.running


@figure(
    _("Duos ended"),
    _("Duos whose last day lies in the period, as planned or not."),
    DUO_FILES,
    window=OF_PERIOD,
    place=Place.OUTPUT,
    sensitivity=Sensitivity.PROTECTED,
)
def duos_ended(facts: Facts) -> int:
    """Duos whose `ended_on` lies in the period: the denominator of what a duo became."""
    return facts.ended


@figure(
    _("Reached six months"),
    _("The share of ended duos that went on to their planned end of six months."),
    DUO_FILES,
    numerator=_("Duos that were closed as completed"),
    denominator=_("All duos that ended in the period"),
    window=OF_PERIOD,
    place=Place.OUTPUT,
    sensitivity=Sensitivity.PROTECTED,
)
def reached_six_months(facts: Facts) -> Rate:
    """Completed among ended duos (brief.md: "89 % of duos reach six months")."""
    return Rate(facts.completed, facts.ended)


@figure(
    _("In work within twelve months"),
    _(
        "The share of ended duos whose mentee had a job at some time up to twelve months after the "
        "end. A job counts when it began no later than that day; one that was over before the duo "
        "began does not."
    ),
    SPELLS,
    numerator=_("Duos whose mentee had a job that began no later than twelve months after the end"),
    denominator=FOLLOWED,
    window=TWELVE_MONTHS,
    unknown=UNHEARD,
    benchmark=USUAL_SERVICES,
    place=Place.OUTCOME,
    sensitivity=Sensitivity.PROTECTED,
)
def insertion_12m(facts: Facts) -> Rate:
    """A job begun no later than twelve months after the end, among all duos that ended at least
    twelve months ago (issue of the first release; brief.md: "over 50 % in work after a duo")."""
    return Rate(facts.in_work, facts.followed, facts.unheard)


@figure(
    _("Positive outcome within twelve months"),
    _(
        "The share of ended duos whose mentee was in work, in training, in an internship or in "
        "studies at some time up to twelve months after the end. It is wider than being in work."
    ),
    SPELLS,
    numerator=_(
        "Duos whose mentee had a job, a training, an internship or studies that began no later "
        "than twelve months after the end"
    ),
    denominator=FOLLOWED,
    window=TWELVE_MONTHS,
    unknown=UNHEARD,
    place=Place.OUTCOME,
    sensitivity=Sensitivity.PROTECTED,
)
def positive_12m(facts: Facts) -> Rate:
    """The same with training, internship and studies (brief.md: "over 70 %", and never call this
    "found a job")."""
    return Rate(facts.positive, facts.followed, facts.unheard)


@figure(
    _("Mentors who start again"),
    _("The share of mentors with a duo in the period who began two or more in it."),
    DUO_FILES,
    numerator=_("Mentors who began two or more duos"),
    denominator=_("Mentors who began one or more"),
    window=OF_PERIOD,
    place=Place.OUTCOME,
    sensitivity=Sensitivity.PROTECTED,
)
def mentors_who_start_again(facts: Facts) -> Rate:
    """Mentors with two or more duos among those with one or more (brief.md: "nine in ten start
    again"). Those who began lately had less time to begin again: the rate grows with age."""
    return Rate(facts.accompanying_again, facts.accompanying)


@figure(
    _("Mentors with two or more duos"),
    _("How many mentors began two or more duos in the period."),
    DUO_FILES,
    window=OF_PERIOD,
    place=Place.OUTCOME,
    sensitivity=Sensitivity.PROTECTED,
)
def mentors_with_two_or_more_duos(facts: Facts) -> int:
    """The numerator of `mentors_who_start_again` (brief.md)."""
    return facts.accompanying_again


@figure(
    _("Duos per mentor"),
    _("The mean number of duos begun in the period by a mentor who began at least one."),
    DUO_FILES,
    numerator=_("Duos started"),
    denominator=_("Mentors who began one or more"),
    window=OF_PERIOD,
    place=Place.OUTPUT,
    sensitivity=Sensitivity.PROTECTED,
)
def duos_per_mentor(facts: Facts) -> float | None:
    """Duos by mentor with at least one (brief.md: "five on average"); None without any."""
    return facts.accompanied / facts.accompanying if facts.accompanying else None


@figure(
    _("Days from interview to duo"),
    _(
        "How long mentees waited from their interview to the first duo begun since: half of them "
        "no longer than the median. Those who still wait are not in it, so it looks shorter than "
        "it is."
    ),
    PEOPLE_FILES,
    denominator=_("Mentees whose first duo since their interview began in the period"),
    window=OF_PERIOD,
    place=Place.ACTIVITY,
    sensitivity=Sensitivity.PROTECTED,
)
def waiting_days(facts: Facts) -> Spread:
    """Median and quartiles of the days (brief.md: "from interview to match: 15 days to a
    month")."""
    return spread(facts.waits)


@figure(
    _("Mentors"),
    _("Mentors known to the organisation, at whatever stage; double profiles count once."),
    PEOPLE_FILES,
    window=_("As it is now"),
    place=Place.INPUT,
    sensitivity=Sensitivity.OPEN,
)
def mentors(facts: Facts) -> int:
    """Profiles of mentors that were not merged into another (brief.md: "who takes part")."""
    return facts.mentors


@figure(
    _("Mentees"),
    _("Mentees known to the organisation, at whatever stage; double profiles count once."),
    PEOPLE_FILES,
    window=_("As it is now"),
    place=Place.INPUT,
    sensitivity=Sensitivity.PROTECTED,
)
def mentees(facts: Facts) -> int:
    """Profiles of mentees that were not merged into another (brief.md: "who takes part")."""
    return facts.mentees


INDICATORS: tuple[Indicator, ...] = (
    duos_started,
    duos_started_by_year,
    duos_running,
    duos_ended,
    reached_six_months,
    insertion_12m,
    positive_12m,
    mentors_who_start_again,
    mentors_with_two_or_more_duos,
    duos_per_mentor,
    waiting_days,
    mentors,
    mentees,
)
"""What a country sees of itself, in the order of its documentation."""
