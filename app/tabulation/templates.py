"""The closed list of tables that may leave a country (statistics.md, rule 1); no other can."""

from flask_babel import lazy_gettext as _

from app.indicators.registry import Sensitivity, Words
from app.tabulation.dimensions import Dimension
from app.tabulation.tables import Population, Template, Window

P = Population
OPEN, PROTECTED = Sensitivity.OPEN, Sensitivity.PROTECTED
BY_ANTENNA = (Dimension.ANTENNA,)
IN_WORK = {
    "numerator": P.MENTEES_IN_WORK,
    "denominator": P.MENTEES_FOLLOWED,
    "unknown": P.MENTEES_UNKNOWN,
}
OUTCOME = _(
    "Mentees with a duo whose twelve months after the end were over in these four quarters; of "
    "several duos the last one counts. Those of whom nothing is known count as a no."
)


def _in_work_by(code: str, title: Words, *dimensions: Dimension) -> Template:
    """In work within twelve months, broken down by something else than the antenna."""
    counts = IN_WORK if len(dimensions) == 1 else {k: v for k, v in IN_WORK.items() if k[0] != "u"}
    return Template(
        code, title, ("insertion_12m",), dimensions, Window.YEAR, PROTECTED, counts, OUTCOME
    )


TEMPLATES: tuple[Template, ...] = (
    Template(
        "duos_started",
        _("Duos started, by antenna"),
        ("duos_started",),
        BY_ANTENNA,
        Window.QUARTER,
        OPEN,
        {"count": P.DUOS_STARTED},
        _("Duos whose first day lies in the quarter."),
    ),
    Template(
        "duos_running",
        _("Duos running, by antenna"),
        ("duos_running",),
        BY_ANTENNA,
        Window.END,
        OPEN,
        {"count": P.DUOS_RUNNING},
        _("Duos that had started and not ended by the evening of the last day."),
    ),
    Template(
        "mentors_available",
        _("Mentors available, by antenna"),
        ("mentors_available",),
        BY_ANTENNA,
        Window.END,
        OPEN,
        {"count": P.MENTORS_AVAILABLE},
        _("Mentors who were ready by the last day, by their profile as it is when counted."),
    ),
    Template(
        "training_held",
        _("Training sessions held, by antenna"),
        ("training_held",),
        BY_ANTENNA,
        Window.QUARTER,
        OPEN,
        {"count": P.SESSIONS_HELD},
        _("Sessions of a training module that began in the quarter and were not called off."),
    ),
    Template(
        "funding_coverage",
        _("Money secured for duos, by antenna"),
        ("funding_coverage",),
        BY_ANTENNA,
        Window.QUARTER,
        OPEN,
        {"duos": P.DUOS_STARTED, "counted": P.DUOS_COUNTED},
        _(
            "Sums of money and counts of duos, of no person. Secured: lines of the ledger that "
            "stand, by the day on which it happened, and instalments received for this antenna "
            "alone; money for several antennas is in none. Schemes: how many pay on the last day."
        ),
        values=("schemes", "secured_cents", "cost_cents", "per_duo_cents", "source"),
    ),
    Template(
        "mentees_waiting",
        _("Mentees waiting, by antenna"),
        ("mentees_waiting",),
        BY_ANTENNA,
        Window.END,
        PROTECTED,
        {"count": P.MENTEES_WAITING},
        _("Mentees ready or on the waiting list since the last day or earlier, without a duo."),
    ),
    Template(
        "reached_six_months",
        _("Reached six months, by antenna"),
        ("reached_six_months",),
        BY_ANTENNA,
        Window.YEAR,
        PROTECTED,
        {"numerator": P.MENTEES_COMPLETED, "denominator": P.MENTEES_ENDED},
        _("Mentees with a duo that ended; of several the last counts. Completed: as planned."),
    ),
    Template(
        "insertion_12m",
        _("In work within twelve months, by antenna"),
        ("insertion_12m",),
        BY_ANTENNA,
        Window.YEAR,
        PROTECTED,
        IN_WORK,
        OUTCOME,
    ),
    Template(
        "positive_12m",
        _("Positive outcome within twelve months, by antenna"),
        ("positive_12m",),
        BY_ANTENNA,
        Window.YEAR,
        PROTECTED,
        IN_WORK | {"numerator": P.MENTEES_POSITIVE},
        OUTCOME,
    ),
    _in_work_by(
        "insertion_by_education",
        _("In work within twelve months, by education"),
        Dimension.EDUCATION,
    ),
    _in_work_by(
        "insertion_by_gender", _("In work within twelve months, by gender"), Dimension.GENDER
    ),
    _in_work_by(
        "insertion_mix",
        _("In work within twelve months, by education and region of origin"),
        Dimension.EDUCATION,
        Dimension.ORIGIN,
    ),
    _in_work_by(
        "insertion_by_unemployment",
        _("In work within twelve months, by time without work"),
        Dimension.UNEMPLOYMENT,
    ),
    Template(
        "started_by_origin",
        _("Mentees who started, by region of origin"),
        ("mentees_started",),
        (Dimension.ORIGIN,),
        Window.YEAR,
        PROTECTED,
        {"count": P.MENTEES_STARTED},
        _("Mentees who began a duo in these four quarters, each once, by nationality."),
    ),
    Template(
        "started_by_age",
        _("Mentees who started, by age"),
        ("mentees_started",),
        (Dimension.AGE,),
        Window.YEAR,
        PROTECTED,
        {"count": P.MENTEES_STARTED},
        _("The same mentees by their age when the first of these duos began."),
    ),
    Template(
        "waiting_days",
        _("Days from interview to duo, by antenna"),
        ("waiting_days",),
        BY_ANTENNA,
        Window.YEAR,
        PROTECTED,
        {"count": P.MENTEES_MATCHED},
        _("Mentees whose first duo since their interview began in these four quarters."),
        values=("lower", "median", "upper"),
    ),
    Template(
        "mentor_sectors",
        _("Mentors available, by sector"),
        ("pool_variety",),
        (Dimension.SECTOR,),
        Window.END,
        PROTECTED,
        {"count": P.MENTORS_AVAILABLE},
        _("Somebody who knows several sectors counts in each, so they do not sum up to all."),
    ),
    Template(
        "mentor_levels",
        _("Mentors available, by level of function"),
        ("pool_variety",),
        (Dimension.LEVEL,),
        Window.END,
        PROTECTED,
        {"count": P.MENTORS_AVAILABLE},
        _("The mentors available by the level of the work they do or did."),
    ),
    Template(
        "mentors_again",
        _("Mentors who start again"),
        ("mentors_who_start_again",),
        (),
        Window.EVER,
        PROTECTED,
        {"numerator": P.MENTORS_AGAIN, "denominator": P.MENTORS_WITH_DUO},
        _("Of the mentors who had begun a duo by the last day, those who had begun two or more."),
    ),
    Template(
        "duos_per_mentor",
        _("Duos per mentor"),
        ("duos_per_mentor",),
        (),
        Window.EVER,
        PROTECTED,
        {"duos": P.DUOS_EVER, "mentors": P.MENTORS_WITH_DUO},
        _("All duos begun by the last day, and the mentors who began them."),
    ),
    Template(
        "target_population",
        _("Young people the duos are meant for, by antenna"),
        ("reach",),
        BY_ANTENNA,
        Window.END,
        OPEN,
        {"population": P.TARGET},
        _("The estimate that the country has filed with its day and source; empty until then."),
        values=("as_of", "source"),
    ),
    Template(
        "data_quality",
        _("Unknown and late situations, by antenna"),
        ("data_unknown", "data_late"),
        BY_ANTENNA,
        Window.YEAR,
        PROTECTED,
        {
            "denominator": P.MENTEES_FOLLOWED,
            "unknown": P.MENTEES_UNKNOWN,
            "late": P.MENTEES_LATE,
        },
        _("Late: first written down over three calendar months after the month it began in."),
    ),
)
BY_CODE = {template.code: template for template in TEMPLATES}
"""The closed list by code, in the order in which tables are shown."""
