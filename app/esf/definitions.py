"""Every indicator in words: what it counts, of whom, when, where that was read and how surely.

The names are those of Regulation (EU) 2021/1057, Annex I (OJ L 231, 30.6.2021), sections 1.1, 1.2
read again in eumonitor.eu, COM(2018)382, and gesetze.legal/eu/vo_eu_2021_1057/anhang_i, EECO05 and
EECO19 also in the Commission's answer on self-employed persons (sfc.ec.europa.eu). The codes number
its list; the total, its last line, is the first of them. The mark `S` is read in the source named;
`U` is general knowledge, of the code at least, that the tenant confirms with the managing authority
before a report relies on it.
"""

from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.esf.facts import Parameters


class Indicator(NamedTuple):
    code: str
    name: LazyString
    definition: LazyString
    window: LazyString
    source: str
    mark: str


ANNEX = "(EU) 2021/1057, Annex I"
QUESTIONS = "SFC/ESF+ FAQ, 13.4.2023"
OLDER = "ESF 2014-20 FAQ"
ENTRY = _("On the day of the first entry")
WEEKS = _("Exit to exit and 28 days")
MONTHS = _("On the day six months after the exit")
SECTION_2 = _("All participants; asked, estimated, or by target group")
EVERYBODY = _("All participants")
HIGHEST = _("The highest level completed")
OUT_OF_WORK = _("Participants who were unemployed or inactive at entry")

INDICATORS = (
    Indicator("EECO01", _("Total number of participants"), EVERYBODY, ENTRY, ANNEX, "S"),
    Indicator(
        "EECO02",
        _("Unemployed, including long-term unemployed"),
        _("Without work, available and looking; a full-time student is inactive"),
        ENTRY,
        ANNEX,
        "S",
    ),
    Indicator(
        "EECO03",
        _("Long-term unemployed"),
        _("Of the unemployed: more than six months below 25 years, more than twelve from 25 on"),
        ENTRY,
        ANNEX,
        "U",
    ),
    Indicator(
        "EECO04",
        _("Inactive"),
        _("Neither in work nor looking for it"),
        ENTRY,
        ANNEX,
        "U",
    ),
    Indicator("EECO05", _("Employed, including self-employed"), EVERYBODY, ENTRY, QUESTIONS, "S"),
    Indicator("EECO06", _("Children below 18 years of age"), EVERYBODY, ENTRY, ANNEX, "U"),
    Indicator(
        "EECO07", _("Young people between 18 and 29 years of age"), EVERYBODY, ENTRY, ANNEX, "U"
    ),
    Indicator(
        "EECO08", _("Participants of 55 years of age and above"), EVERYBODY, ENTRY, ANNEX, "U"
    ),
    Indicator(
        "EECO09",
        _("Lower secondary education or less (ISCED 0-2)"),
        HIGHEST,
        ENTRY,
        ANNEX,
        "S",
    ),
    Indicator(
        "EECO10",
        _("Upper secondary (ISCED 3) or post-secondary education (ISCED 4)"),
        HIGHEST,
        ENTRY,
        ANNEX,
        "U",
    ),
    Indicator(
        "EECO11",
        _("Tertiary education (ISCED 5 to 8)"),
        HIGHEST,
        ENTRY,
        ANNEX,
        "U",
    ),
    Indicator("EECO12", _("Participants with disabilities"), SECTION_2, ENTRY, ANNEX, "S"),
    Indicator(
        "EECO13",
        _("Third-country nationals"),
        _("No citizen of the European Union; also stateless or of undetermined nationality"),
        ENTRY,
        QUESTIONS,
        "S",
    ),
    Indicator(
        "EECO14",
        _("Participants with a foreign background"),
        _("By the national definition; without one, parents born outside the country (UNECE)"),
        ENTRY,
        QUESTIONS,
        "S",
    ),
    Indicator(
        "EECO15",
        _("Minorities (including marginalised communities, such as Roma people)"),
        _("By the national definition; not asked where national law forbids it"),
        ENTRY,
        QUESTIONS,
        "S",
    ),
    Indicator(
        "EECO16", _("Homeless or affected by housing exclusion"), SECTION_2, ENTRY, ANNEX, "S"
    ),
    Indicator("EECO17", _("Participants from rural areas"), SECTION_2, ENTRY, ANNEX, "U"),
    Indicator(
        "EECO18",
        _("Public administrations or public services supported"),
        _("A number of bodies, not of people"),
        ENTRY,
        ANNEX,
        "U",
    ),
    Indicator(
        "EECO19",
        _("Micro, small and medium-sized enterprises supported"),
        _("A number of companies; somebody self-employed who is helped as a person is in EECO05"),
        ENTRY,
        QUESTIONS,
        "S",
    ),
    Indicator(
        "EECR01",
        _("Engaged in job searching upon leaving"),
        _("Participants who were inactive at entry; the last situation in the window counts"),
        WEEKS,
        QUESTIONS,
        "S",
    ),
    Indicator(
        "EECR02",
        _("In education or training upon leaving"),
        _("Participants who were in neither at entry"),
        WEEKS,
        ANNEX,
        "U",
    ),
    Indicator(
        "EECR03",
        _("Gaining a qualification upon leaving"),
        EVERYBODY,
        _("Entry to exit and 28 days"),
        ANNEX,
        "U",
    ),
    Indicator(
        "EECR04",
        _("In employment, including self-employment, upon leaving"),
        OUT_OF_WORK,
        WEEKS,
        QUESTIONS,
        "S",
    ),
    Indicator(
        "EECR05",
        _("In employment, including self-employment, six months after leaving"),
        OUT_OF_WORK,
        MONTHS,
        OLDER,
        "U",
    ),
    Indicator(
        "EECR06",
        _("Improved labour market situation six months after leaving"),
        _(
            "Participants who were employed at entry: a stable contract, more hours, a job that "
            "asks for more skill, or a promotion; better pay alone does not count"
        ),
        _("Entry to six months after the exit"),
        OLDER,
        "S",
    ),
)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


class Parameter(NamedTuple):
    """What the rules leave to an operation, with what holds where it says nothing; `rule` is its
    number in the specification."""

    name: str
    meaning: LazyString
    rule: str
    source: str
    mark: str

    @property
    def default(self) -> object:
        return getattr(Parameters(), self.name)


PARAMETERS = (
    Parameter(
        "long_term_below_age",
        _("Below this age fewer months make somebody long-term unemployed"),
        "R21",
        OLDER,
        "U",
    ),
    Parameter(
        "long_term_months_young",
        _("Long-term below that age: more than so many months"),
        "R21",
        OLDER,
        "U",
    ),
    Parameter(
        "long_term_months",
        _("Long-term from that age on: more than so many months"),
        "R21",
        OLDER,
        "U",
    ),
    Parameter(
        "more_than_days",
        _("Support of so many days or less makes no participant"),
        "R2",
        "DREETS Grand Est, 13.1.2025",
        "S",
    ),
    Parameter(
        "students_inactive",
        _("In education means full-time here: who is registered as unemployed too is inactive"),
        "R20",
        "EFS 2014-20 (Eurostat LMP)",
        "S",
    ),
    Parameter(
        "nonbinary",
        _("National law provides for a third gender; without it such a record is not reportable"),
        "R7",
        ANNEX,
        "S",
    ),
)
