"""The closed list of the parts of a report: figures, and words that a person writes."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


@dataclass(frozen=True)
class Part:
    """`help` tells the writer what belongs there; figures have none."""

    code: str
    title: LazyString
    help: LazyString | None = None

    @property
    def is_words(self) -> bool:
        return self.help is not None


ALL = (
    Part(
        "summary",
        _("Summary"),
        _("In a few sentences: what was done with this money, and what came of it."),
    ),
    Part("key_figures", _("Key figures")),
    Part("by_antenna", _("By antenna")),
    Part("by_quarter", _("By quarter")),
    Part("gender", _("Mentees by gender")),
    Part(
        "activities",
        _("What we did"),
        _("The activities of the period: meetings, training, events. Nobody is named."),
    ),
    Part(
        "difficulties",
        _("What was difficult"),
        _("What went otherwise than planned, and what was changed because of it."),
    ),
    Part("next_steps", _("What comes next"), _("The plan for the next period.")),
    Part("thanks", _("Thank you"), _("A word of thanks.")),
    Part("money", _("Money")),
    Part("claims", _("Claims")),
    Part("definitions", _("How the figures are counted")),
)
PARTS = {part.code: part for part in ALL}
WORDS = tuple(part.code for part in ALL if part.is_words)
FIGURES: dict[str, LazyString] = {
    "counted": _("Duos counted for this grant"),
    "started": _("Duos started"),
    "completed": _("Duos completed"),
    "exits": _("Positive exits"),
    "mentors": _("Mentors trained"),
    "hours": _("Hours"),
}
"""What is counted, in this order."""
DEFINITIONS: dict[str, LazyString] = {
    "counted": _(
        "Duos that stand for this grant in our ledger with something that happened in the period; "
        "each once."
    ),
    "started": _("Those of them whose first day lies in the period."),
    "completed": _("Those of them that were closed as planned in the period."),
    "exits": _(
        "Those of them that ended in the period, with the mentee in work, training, an internship "
        "or studies at the end or within four weeks of it."
    ),
    "mentors": _("Mentors counted for this grant who completed their training in the period."),
    "hours": _("Hours counted for this grant in the period."),
    "gender": _(
        "Mentees of the duos counted. Numbers below ten are not told, nor others from which they "
        "could be worked out."
    ),
    "money": _("Claims of this grant whose period lies in that of the report, as of the day told."),
}
