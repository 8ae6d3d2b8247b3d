"""Writing, translating and reviewing: who may, what becomes of it, what is refused."""

import pytest

from app.core.errors import Refused
from app.core.events import events_of
from app.core.viewer import acting_as
from app.library import queries, rules
from app.library.actions import modules, texts
from app.library.models import TextState
from tests import make
from tests.library import making

ALL = ("en", "fr", "nl", "es")


def refusal(action, *args, **fixed):
    with pytest.raises(Refused) as refused:
        action(*args, **fixed)
    return [reason.code for reason in refused.value.reasons]


def statuses(module):
    return queries.translation_status(making.again(module), ALL)


def test_a_module_without_a_text_misses_every_language(module):
    assert list(statuses(module)) == ["en", "fr", "nl", "es"]
    assert set(statuses(module).values()) == {"missing"}


def test_two_modules_cannot_have_one_address(module):
    assert refusal(making.module) == ["slug_taken"]
    assert making.module("other").position == module.position + 1


def test_a_translation_waits_for_its_source(module, alice):
    with pytest.raises(Refused, match="no_source"):
        making.write(alice, module, "nl")


def test_from_draft_to_reviewed(module, alice, bob):
    making.write(alice, module)
    assert statuses(module)["en"] == "draft"
    making.submit(module)
    assert statuses(module)["en"] == "submitted"
    text = making.approve(bob, module)
    assert (statuses(module)["en"], text.written_by, text.reviewed_by) == (
        "reviewed",
        alice.id,
        bob.id,
    )
    assert make.last_event().name == "module.text_reviewed"


def test_the_writer_does_not_review(module, alice):
    making.write(alice, module)
    making.submit(module)
    with pytest.raises(Refused, match="own_writing"):
        making.approve(alice, module)


def test_nor_does_who_wrote_in_it_before_somebody_else(module, alice, bob):
    making.write(alice, module)
    making.write(bob, module, title="Asking well")
    text = making.submit(module)
    with acting_as(making.seen_as(alice)):
        against = texts.against_reviewing(text)
    assert [reason.code for reason in against] == ["own_writing"]


def test_after_a_review_old_writing_no_longer_counts(translated, alice, bob):
    making.write(bob, translated, title="Asking well")
    making.submit(translated)
    making.approve(alice, translated)
    assert statuses(translated)["en"] == "reviewed"


def test_a_draft_is_not_reviewed_and_a_submitted_text_not_submitted(module, alice, bob):
    text = making.write(alice, module)
    with pytest.raises(Refused, match="not_submitted"):
        making.approve(bob, module)
    making.submit(module)
    assert refusal(texts.submit_text, making.text(module)) == ["not_a_draft"]
    assert text.state == TextState.SUBMITTED


def test_what_is_sent_back_is_a_draft_with_a_remark(module, alice, bob):
    making.write(alice, module)
    text = making.submit(module)
    with acting_as(making.seen_as(bob)):
        asked = {"version": text.version, "decision": "send_back", "remark": "Too long."}
        texts.review_text(text=text, **asked)
    assert statuses(module)["en"] == "draft"
    event = events_of(text)[0]
    assert (event.name, event.facts["remark"]) == ("module.text_sent_back", "Too long.")


def test_editing_a_reviewed_text_makes_it_a_draft_and_its_translations_outdated(translated, alice):
    making.write(alice, translated, body="Quite another text.")
    assert statuses(translated) == {
        "en": "draft",
        "fr": "missing",
        "nl": "outdated",
        "es": "missing",
    }
    text = making.text(translated)
    assert (text.reviewed_by, text.reviewed_at) == (None, None)


def test_saving_without_a_change_changes_nothing(translated, alice):
    before = make.last_event().id
    text = making.write(alice, translated)
    assert (text.state, make.last_event().id) == (TextState.REVIEWED, before)


def test_what_changed_in_the_source_since_is_told_by_field(translated, alice):
    making.write(alice, translated, summary="How to ask.")
    dutch = making.text(translated, "nl")
    (change,) = queries.source_changes(dutch, making.text(translated))
    assert change.name == "summary"
    assert queries.source_changes(making.text(translated), None) == []


def test_an_outdated_text_is_not_submitted_until_the_changes_are_taken_over(translated, alice, bob):
    making.write(alice, translated, title="Asking well")
    dutch = making.text(translated, "nl")
    texts.write_text(
        module=making.again(translated),
        language="nl",
        version=dutch.version,
        **(making.DUTCH | {"title": "Goed vragen"}),
    )
    assert refusal(texts.submit_text, making.text(translated, "nl")) == ["behind"]
    making.write(bob, translated, "nl", title="Goed vragen")
    assert making.submit(translated, "nl").state == TextState.SUBMITTED


def test_a_translation_that_needs_no_change_waits_for_a_review_again(translated, alice, bob):
    making.write(alice, translated, title="Asking!")
    seen = making.text(translated).source_digest
    with acting_as(making.seen_as(bob)):
        texts.take_over_changes(text=making.text(translated, "nl"), seen=seen)
    assert statuses(translated)["nl"] == "submitted"
    with pytest.raises(Refused, match="own_writing"):
        making.approve(bob, translated, "nl")
    making.approve(alice, translated, "nl")
    assert statuses(translated)["nl"] == "reviewed"


def test_taking_over_needs_something_to_take_over_and_the_source_that_was_shown(translated, alice):
    dutch = making.text(translated, "nl")
    assert refusal(texts.take_over_changes, text=dutch, seen="") == ["not_behind"]
    making.write(alice, translated, title="Asking!")
    dutch = making.text(translated, "nl")
    assert refusal(texts.take_over_changes, text=dutch, seen="0" * 64) == ["source_moved"]


def test_who_saves_an_older_version_is_refused(translated, alice):
    seen = making.text(translated).version
    making.write(alice, translated, title="First")
    late = {"module": making.again(translated), "language": "en", "version": seen}
    assert refusal(texts.write_text, **late, **making.CONTENT) == ["somebody_was_faster"]
    assert making.text(translated).title == "First"


def test_what_is_not_finished_is_not_submitted(module, alice):
    making.write(alice, module, body="![](photo.png)", objectives=[])
    reasons = refusal(texts.submit_text, making.text(module))
    assert reasons == ["no_objectives", "no_such_picture", "picture_without_words"]
    making.write(alice, module, body="")
    assert refusal(texts.submit_text, making.text(module)) == ["no_body"]


@pytest.mark.parametrize("status", list(rules.Status))
def test_the_list_finds_what_needs_work_as_the_rules_see_it(translated, alice, bob, status):
    """The same question asked of the database and of the rules."""
    making.write(alice, translated, title="Asking!")
    making.write(bob, translated, "es")
    for number, step in enumerate((making.write, making.reviewed)):
        other = making.module(f"other-{number}")
        step(alice, other) if step is making.write else step(alice, bob, other)
    making.write(alice, making.module("third"))
    making.submit(queries.find_by_slug("third"))
    everything = queries.modules_in_order()
    for language in ALL:
        with making.asking(f"/library/?work={status}&language={language}"):
            asked = {"work": status, "language": language}
            found = {m.slug for m in queries.all_modules(ALL, asked).items}
        known = {m.slug for m in everything if statuses(m)[language] == status}
        assert found == known, language


def test_facts_change_with_their_version_and_leave_texts_alone(translated):
    seen = translated.version
    modules.change_module(module=translated, version=seen, minutes=90)
    assert make.last_event().facts["fields"] == ["minutes"]
    old = {"module": making.again(translated), "version": seen, "minutes": 60}
    assert refusal(modules.change_module, **old) == ["somebody_was_faster"]
    assert statuses(translated)["nl"] == "reviewed"
