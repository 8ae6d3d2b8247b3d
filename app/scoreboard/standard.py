"""The sixteen rules of the standard in words: what each asks, what is measured, what is missing.

Source: Elements of Effective Practice for Mentoring, fifth edition (MENTOR, January 2025), as the
organisation turned it into requirements. Nobody ticks a rule: what is shown is counted.
"""

from flask_babel import lazy_gettext as _

from app.scoreboard.wording import Measure, Rule

STARTED = _("Duos that started in the period")
RUNNING = _("Duos that ran on the last day of the period")
REGISTERED = _("Mentees and mentors registered in the period")

RULES: tuple[Rule, ...] = (
    Rule(
        1,
        _("Values and ethics"),
        _("A code that everybody knows; accepting it is written down with its day."),
        (
            Measure(
                "code",
                _("Code of conduct accepted"),
                STARTED,
                _("The day on which both accepted the code of conduct is written down."),
            ),
        ),
        _(
            "Which version was accepted, and in which language, is not kept yet. It "
            "comes with the documents."
        ),
    ),
    Rule(
        2,
        _("Theory of change"),
        _("Every figure has its place between what goes in and what changes."),
        (
            Measure(
                "place",
                _("Figures with their place"),
                _("Figures of the register, the same for every antenna"),
                _("The figure says whether it is input, activity, output, outcome or impact."),
            ),
        ),
    ),
    Rule(
        3,
        _("Honest recruitment"),
        _("What is told in public: hours, length, and real figures with their day."),
        missing=_(
            "There is no public page with dated figures yet. It comes with the public pages."
        ),
    ),
    Rule(
        4,
        _("Who may take part, consent"),
        _("Written rules with their days, an application, and a yes to keeping what was said."),
        (
            Measure(
                "rules",
                _("Registered under dated rules"),
                REGISTERED,
                _("Rules on who may take part were in force on the day of the registration."),
            ),
            Measure(
                "consent",
                _("Consent written down"),
                REGISTERED,
                _(
                    "The registration was sent with a yes, kept with the version of its text "
                    "and the language."
                ),
            ),
        ),
        _(
            "A yes for each purpose, and taking it back, are not kept yet. They come "
            "with the documents."
        ),
    ),
    Rule(
        5,
        _("Selection"),
        _("A written interview, a record that was seen, and a reason for each no."),
        (
            Measure(
                "interview",
                _("Interview before the decision"),
                _("People accepted in the period"),
                _("An interview is written down, held on the day of the decision or before."),
            ),
            Measure(
                "record",
                _("Criminal record seen"),
                _("Mentors accepted in the period"),
                _("The extract was seen on the day of the decision or before."),
            ),
            Measure(
                "refusal",
                _("Refusals with a reason"),
                _("People refused in the period"),
                _("The reason of the refusal is written down."),
            ),
        ),
        _(
            "Until when a record is valid, and a second reader, are not kept yet. "
            "They come with the documents."
        ),
    ),
    Rule(
        6,
        _("Mentees are prepared"),
        _("A mentee knows what a duo is before being matched."),
        (
            Measure(
                "informed",
                _("Informed before the duo"),
                STARTED,
                _(
                    "The mentee attended an information session, or was told by telephone, "
                    "before the duo began."
                ),
            ),
        ),
    ),
    Rule(
        7,
        _("Mentors are trained"),
        _("Training before the first duo, and further training each year."),
        (
            Measure(
                "trained",
                _("Trained before the duo"),
                STARTED,
                _("The mentor had completed the compulsory modules when the duo began."),
            ),
            Measure(
                "hours",
                _("Training this year"),
                RUNNING,
                _("The mentor followed at least one module in the year of that day."),
            ),
        ),
    ),
    Rule(
        8,
        _("Matching"),
        _("Set criteria, the wishes of both, and nobody is forced."),
        (
            Measure(
                "approved",
                _("Approved by both"),
                STARTED,
                _("Both said yes after their first meeting, and it is written down."),
            ),
        ),
        _(
            "Consent to show a profile to the other side is not kept yet. It comes "
            "with the documents."
        ),
    ),
    Rule(
        9,
        _("First meeting and commitment"),
        _("Staff at the first meeting; both sign."),
        (
            Measure(
                "signed",
                _("Met, signed, code accepted"),
                STARTED,
                _(
                    "The day of the first meeting, a signature on that day or later, and the "
                    "code of conduct."
                ),
            ),
        ),
    ),
    Rule(
        10,
        _("Support by the same person"),
        _("One coordinator stands behind both, and a third person can be turned to."),
        (
            Measure("owner", _("With a coordinator"), RUNNING, _("A coordinator owns the duo.")),
            Measure(
                "sides",
                _("Both sides heard by the same person"),
                _("Duos for which a contact with each side had to be noted in the period"),
                _("The same person noted a contact with the mentee and one with the mentor."),
            ),
        ),
        _("A third person, whom both can turn to, is not kept yet."),
    ),
    Rule(
        11,
        _("Contacts in time"),
        _("Two contacts in the first month, then one each month, written down."),
        (
            Measure(
                "contacts",
                _("Contacts noted in time"),
                _(
                    "Compulsory contacts with the mentee or with the mentor, the last day for "
                    "which was in the period"
                ),
                _("The contact was held before it was late, and it is written down."),
            ),
        ),
    ),
    Rule(
        12,
        _("Support and thanks for mentors"),
        _("Exchange meetings, two for each mentee, and recognition."),
        (
            Measure(
                "exchange",
                _("Two exchange meetings"),
                _("Duos whose second exchange meeting had to be held in the period"),
                _("Two exchange meetings of the mentor are noted as contacts of the duo."),
            ),
        ),
        _("Thanks and other recognition are not kept yet."),
    ),
    Rule(
        13,
        _("Closing"),
        _("A closing talked over with both; or it is noted who could not be reached."),
        (
            Measure(
                "closing",
                _("Closed with both"),
                _("Duos that ended in the period"),
                _(
                    "The closing was talked over with both, or it is noted who could not be "
                    "reached."
                ),
            ),
        ),
        _("A waiting time before a new match is not kept yet."),
    ),
    Rule(
        14,
        _("Celebration"),
        _("The end of a duo is marked, with an attestation that can be verified."),
        missing=_("Attestations for a duo are not made yet. They come with the documents."),
    ),
    Rule(
        15,
        _("Evaluation"),
        _("What became of the mentees, what both sides thought of it, and what it cost."),
        (
            Measure(
                "outcome",
                _("Known after twelve months"),
                _("Duos whose twelve months after the end were over in the period"),
                _("At least one situation of the mentee within these twelve months is known."),
            ),
        ),
        _(
            "What both sides thought, and the cost of a duo, are not kept yet. The cost "
            "comes with the funding."
        ),
    ),
    Rule(
        16,
        _("All of it documented"),
        _("This board: computed from the data, never ticked."),
        (
            Measure(
                "documented",
                _("Rules that are counted"),
                _("The sixteen rules, the same for every antenna"),
                _("At least one measure of the rule is computed from the data."),
            ),
        ),
    ),
)
MEASURES = {measure.code: measure for rule in RULES for measure in rule.measures}


def find_rule(number: int) -> Rule | None:
    return RULES[number - 1] if 1 <= number <= len(RULES) else None
