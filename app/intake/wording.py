"""What people are told about a decision, in kind words: proposed here, changed by who decides."""

from collections.abc import Mapping

from flask_babel import LazyString, force_locale, lazy_gettext
from flask_babel import gettext as _

from app.core.tenancy import tenant
from app.messages.letters import brand
from app.people.models import Kind, Person, Stage

Texts = Mapping[str, LazyString]

READY: Texts = {
    Kind.MENTOR: lazy_gettext(
        "Good news: you are ready to be a mentor. We now look for a mentee who fits you."
    ),
    Kind.MENTEE: lazy_gettext(
        "Good news: you can take part. We now look for a mentor who fits you."
    ),
}
WAITING: Texts = {
    "no_mentor_now": lazy_gettext("At the moment we know nobody who fits you well and is free."),
    "language": lazy_gettext("At the moment nobody who speaks your language is free."),
    "sector": lazy_gettext("At the moment nobody from your field of work is free."),
    "availability": lazy_gettext(
        "At the moment nobody is free at the times when you are available."
    ),
    "full": lazy_gettext("At the moment all our places are taken."),
}
DECLINED: Texts = {
    "age": lazy_gettext("Our project is for people of another age group."),
    "not_looking": lazy_gettext("Our mentors help people who are looking for work now."),
    "origin": lazy_gettext("Our project is for another group of people."),
    "permit": lazy_gettext(
        "You need a permit to stay here for a long time first. Come back when you have it."
    ),
    "language_level": lazy_gettext(
        "You and a mentor need a language in common. A language course can help you first. "
        "After that you are welcome again."
    ),
    "other_help": lazy_gettext(
        "We think that other help is better for you now. We can tell you where to find it."
    ),
    "expectations": lazy_gettext("What you are looking for is something we cannot offer well."),
    "experience": lazy_gettext("Our mentors pass on their experience of working."),
    "availability": lazy_gettext(
        "A duo takes two to three hours every week. When you have more time, you are welcome again."
    ),
    "training_unfinished": lazy_gettext(
        "Our mentors follow the whole training first. You can take it up again later."
    ),
    "record_check": lazy_gettext("We could not complete the checks that we make for everyone."),
    "evaluation": lazy_gettext(
        "After the training we do not see you as a mentor in a duo for now."
    ),
}
WITHDRAWN: Texts = {
    "found_work": lazy_gettext("You have found work. Congratulations!"),
    "studies": lazy_gettext("You have begun a training or studies. We wish you much success."),
    "moved": lazy_gettext("You have moved away. There may be an antenna near your new home."),
    "no_time": lazy_gettext("You do not have the time now. You are welcome later."),
    "personal": lazy_gettext("You told us that you do not want to go on now."),
    "unreachable": lazy_gettext("We tried to reach you several times, without success."),
    "unknown": lazy_gettext("You told us that you do not want to go on now."),
}


def proposed_words(person: Person, verdict: Stage | str, reason: str | None) -> str:
    """The letter's text in the person's own language; whoever decides may change it."""
    known = person.language if person.language in tenant().languages else None
    with force_locale(known or tenant().default_language):
        parts = [_("Hello %(name)s,", name=person.first_name), *_body(person, verdict, reason)]
        parts.append(_("With kind regards,"))
        return "\n\n".join(parts) + f"\n{brand()}"


def _body(person: Person, verdict: Stage | str, reason: str | None) -> list[str]:
    verdict, reason = Stage(verdict), reason or ""
    contact = _("Do you have a question? Write to %(email)s.", email=tenant().contact.email)
    if verdict == Stage.READY:
        return [_ready(person), contact]
    if verdict == Stage.WAITING_LIST:
        return [
            _("You are on our waiting list."),
            *_why(WAITING, reason),
            _("We call you as soon as this changes. You do not have to do anything."),
            contact,
        ]
    if verdict == Stage.DECLINED:
        return [
            _("Thank you for your time and your trust. To our regret we cannot take you in now."),
            *_why(DECLINED, reason),
            contact,
        ]
    return [*_why(WITHDRAWN, reason), _("We have closed your registration."), contact]


def _ready(person: Person) -> str:
    return str(READY[Kind(person.kind)])


def _why(texts: Texts, reason: str) -> list[str]:
    return [str(texts[reason])] if reason in texts else []
