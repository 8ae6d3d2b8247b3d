"""Figures that are counted for the publication only, and the whole documentation of figures."""

from flask_babel import lazy_gettext as _

from app.indicators.figures import INDICATORS, TWELVE_MONTHS, UNHEARD
from app.indicators.registry import (
    PEOPLE_FILES,
    SPELLS,
    Indicator,
    Place,
    Sensitivity,
)

AT_END = _("The last day of the period")
OF_QUARTER = _("The quarter")
OF_YEAR = _("The four quarters that end with the period")

mentors_available = Indicator(
    "mentors_available",
    _("Mentors available"),
    _("Mentors who had come through their intake and may be proposed for a duo."),
    PEOPLE_FILES,
    Place.INPUT,
    Sensitivity.OPEN,
    window=AT_END,
)
"""brief.md, "who takes part": the pool that the matching meeting may draw on."""

pool_variety = Indicator(
    "pool_variety",
    _("Variety of the mentors"),
    _(
        "The mentors available by sector and by level of function. Somebody who knows several "
        "sectors counts in each."
    ),
    PEOPLE_FILES,
    Place.INPUT,
    Sensitivity.PROTECTED,
    window=AT_END,
)
"""brief.md, "who takes part": the pool must be made more varied; shown where it is not."""

training_held = Indicator(
    "training_held",
    _("Training sessions held"),
    _("Sessions of a training module that took place, those that were called off left out."),
    _("The training calendar kept by the antennas"),
    Place.ACTIVITY,
    Sensitivity.OPEN,
    window=OF_QUARTER,
)
"""mentoring-standard.md, R7: eight half-day modules before a first duo."""

funding_coverage = Indicator(
    "funding_coverage",
    _("Duos counted for a grant"),
    _(
        "Duos that started and stand for a grant at least, and the money that is secured for what "
        "happened then, beside what these duos cost as the country has told it. Where nobody has "
        "told a cost there is none, and no gap either."
    ),
    _("The ledger of the allocation, and the costs and schemes in the country's funding file"),
    Place.INPUT,
    Sensitivity.OPEN,
    window=OF_QUARTER,
)
"""brief.md, "what threatens it": a branch without a framework must be visible as a gap before it is
a crisis; funding.md has what a duo costs where somebody said it."""

mentees_started = Indicator(
    "mentees_started",
    _("Mentees who started"),
    _("Mentees who began a duo, each counted once, by where they come from and by age."),
    PEOPLE_FILES,
    Place.OUTPUT,
    Sensitivity.PROTECTED,
    window=OF_YEAR,
)
"""brief.md, "who takes part": 18 to 33 at intake, with roots outside the European Union."""

mentees_waiting = Indicator(
    "mentees_waiting",
    _("Mentees waiting"),
    _(
        "Mentees who were ready for a duo or on the waiting list, and who had none by then; those "
        "whose duo has ended are not waiting."
    ),
    PEOPLE_FILES,
    Place.ACTIVITY,
    Sensitivity.PROTECTED,
    window=AT_END,
)
"""brief.md, "how a duo comes about": from interview to match, 15 days to a month."""

reach = Indicator(
    "reach",
    _("Reach"),
    _(
        "Duos started over a year, out of the young people the duos are meant for. The number of "
        "those people is an estimate with a day and a source; without one there is no reach."
    ),
    _("The estimate the country has filed, and the agreements noted by the antennas"),
    Place.IMPACT,
    Sensitivity.OPEN,
    numerator=_("Duos started"),
    denominator=_("Young people in the area of the antenna whom the duos are meant for"),
    window=OF_YEAR,
)
"""brief.md: "under 2 % of the young people it is meant for, in its oldest branch"; it needs a
dated estimate of the target population per antenna."""

data_unknown = Indicator(
    "data_unknown",
    _("Situation unknown"),
    _("The share of mentees of whom no situation is written down for the time that is asked."),
    SPELLS,
    Place.ACTIVITY,
    Sensitivity.PROTECTED,
    numerator=UNHEARD,
    denominator=_("Mentees whose twelve months after the duo were over"),
    window=TWELVE_MONTHS,
)
"""statistics.md: a rate is shown with how many are unknown."""

data_late = Indicator(
    "data_late",
    _("Written down late"),
    _(
        "The share of mentees whose first known situation was written down more than three "
        "calendar months after the month in which it began."
    ),
    SPELLS,
    Place.ACTIVITY,
    Sensitivity.PROTECTED,
    numerator=_("Mentees whose first known situation was written down late"),
    denominator=_("Mentees whose twelve months after the duo were over"),
    window=TWELVE_MONTHS,
)
"""Issue of the second release: data quality, unknown and late. Three months is the house's own
choice: a coordinator's contact comes monthly (mentoring-standard.md, R11)."""

MEASURES = (
    mentors_available,
    pool_variety,
    training_held,
    funding_coverage,
    mentees_started,
    mentees_waiting,
    reach,
    data_unknown,
    data_late,
)
DOCUMENTED: tuple[Indicator, ...] = (*INDICATORS, *MEASURES)
"""Every figure that the dashboard, the publication or headquarters shows."""
BY_CODE = {indicator.code: indicator for indicator in DOCUMENTED}
