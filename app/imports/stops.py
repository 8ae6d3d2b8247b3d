"""Why an import stopped after its file had been read."""

from flask_babel import lazy_gettext as _

from app.lists.refusals import NoSuchList


class Stopped(NoSuchList):
    """Nothing is wrong with the file, or not any more: the work itself cannot go on."""

    texts = NoSuchList.texts | {
        "file_gone": _("The file is no longer kept here. Send it again."),
        "not_allowed": _("The account that started this may not import any more."),
        "unforeseen": _("Something went wrong on our side. What was taken in stays; try again."),
        "came_between": _("Something was written about these people or duos in the meantime."),
    }
