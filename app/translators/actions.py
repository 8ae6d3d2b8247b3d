"""Texts that go to translators and come back, as XLIFF."""

from flask_babel import gettext as _
from marshmallow import ValidationError
from werkzeug.datastructures import FileStorage

from app.core.errors import refuse_if
from app.core.i18n import language_name
from app.core.tenancy import tenant
from app.library import queries, rules
from app.library.actions.texts import put_text
from app.library.models import Module, ModuleText
from app.translators import xliff


def for_translators(module: Module, language: str) -> bytes:
    """The file for a translator. Raises `Refused` while there is no source to translate."""
    source, text = module.source, module.text_in(language)
    if source is None:
        refuse_if([rules.NO_SOURCE])
        raise AssertionError
    content, existing = rules.content_of(source), None
    if text is not None:
        snapshot = text.source_snapshot or content
        existing = xliff.Existing(rules.content_of(text), snapshot, text.state, text.version)
    return xliff.written(module.slug, (module.source_language, language), content, existing)


def import_translation(*, module: Module, file: FileStorage | None) -> ModuleText:
    """Take a translator's file as a draft by who brings it in; all of it or nothing.

    Raises `ValidationError` at `file` when it does not fit, `Refused` when the translation was
    changed here since the file was taken.
    """
    if file is None or not file.filename:
        raise ValidationError({"file": [_("Choose a file.")]})
    return import_xliff(module, file.stream.read(xliff.MOST_BYTES + 1))


def import_xliff(module: Module, content: bytes) -> ModuleText:
    """The same with what is in the file."""
    try:
        found = xliff.read(content)
        _check(found, module)
        if module.source is None:
            raise xliff.WrongXliff(rules.NO_SOURCE.text)
        words = xliff.translated(found, rules.content_of(module.source))
    except xliff.WrongXliff as wrong:
        raise ValidationError({"file": [str(wrong.text)]}) from None
    text = module.text_in(found.language)
    now = text.version if text else 0
    seen = now if found.version is None else found.version, module.source.source_digest
    return put_text(module, found.language, words, seen=seen, event="module.text_imported")


def module_of(content: bytes) -> Module:
    """The module that a file says it is about. Raises `ValidationError`."""
    try:
        slug = xliff.read(content).slug
    except xliff.WrongXliff as wrong:
        raise ValidationError({"file": [str(wrong.text)]}) from None
    module = queries.find_by_slug(slug, lock=True)
    if module is None:
        raise ValidationError({"file": [_("There is no module “%(slug)s”.", slug=slug)]})
    return module


def _check(found: xliff.Translation, module: Module) -> None:
    """That it is of this module, out of its source, into a language of ours."""
    if found.slug != module.slug:
        told = {"slug": found.slug, "ours": module.slug}
        raise xliff.WrongXliff(_("This file is of “%(slug)s”, not of “%(ours)s”.", **told))
    known = [code for code in tenant().languages if code != module.source_language]
    if found.source_language != module.source_language or found.language not in known:
        told = {
            "found": f"{found.source_language} → {found.language}",
            "source": language_name(module.source_language),
            "known": ", ".join(language_name(code) for code in known),
        }
        text = _("This file is %(found)s. Wanted: from %(source)s into one of %(known)s.", **told)
        raise xliff.WrongXliff(text)
