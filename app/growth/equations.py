"""The equations of `model` in words, for the page that explains them."""

from collections.abc import Iterator

from flask_babel import gettext as _

TRAINING = (
    "training = trained × duos_per_mentor / 4; trained = trained before × stay + "
    "min(rounds × places, waiting before × stay + candidates)"
)
COORDINATORS = (
    "coordinators = min(posts × hours_per_post / 4 / (follow_up_hours + intake_hours), "
    "posts × caseload × 3 / duo_months)"
)


def equations() -> Iterator[tuple[str, str, str]]:
    """Title, words, equation; the equations keep the names that the model has for its numbers."""
    yield (
        _("Duos that can be started"),
        _("The least of what five limits allow. Of two that are equal, the first one named binds."),
        "duos = min(mentors, training, coordinators, money, population)",
    )
    yield (
        _("Mentors"),
        _(
            "Those who are trained and those who wait for a training, each with the duos of a "
            "mentor in a year. After each duo some stop, so that a part leaves every quarter."
        ),
        "mentors = (trained + waiting) × duos_per_mentor / 4; stay = again ^ (duos_per_mentor / 4)",
    )
    yield (
        _("Training"),
        _(
            "Only who was trained can start. The places of a quarter are its rounds times the "
            "places in a round; who finds none waits, and loses interest as fast as mentors leave. "
            "Training binds where mentors would be willing and were not trained."
        ),
        TRAINING,
    )
    yield (
        _("Coordinators"),
        _(
            "The hours of their posts, shared out over the hours of a duo: follow-up and intake. "
            "Where there is a limit to running duos for a post, the stricter of the two counts. "
            "All hours of a duo count in the quarter in which it starts."
        ),
        COORDINATORS,
    )
    yield (
        _("Money"),
        _("The money of a quarter, shared out over the cost of a duo."),
        "money = money a year / 4 / cost",
    )
    yield (
        _("Young people"),
        _("The young people it is meant for, and the most of them that can be reached in a year."),
        "population = population × reach / 4",
    )
    yield (
        _("Growth"),
        _(
            "Candidates, rounds of training, posts and money grow by the percentages a year that "
            "you set, a little every quarter."
        ),
        "growth(t) = (1 + growth a year) ^ (t / 4)",
    )
