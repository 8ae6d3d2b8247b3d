"""What people type compares as they mean it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.text import fold, is_possible_phone, normal_phone, phone_digits


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("N’Diaye", "ndiaye"),
        ("N'Diaye", "ndiaye"),
        ("Nguyễn  Thị ", "nguyen thi"),
        ("ÇELİK", "celik"),
        ("Yılmaz", "yilmaz"),
        ("Łukasz Sørensen", "lukasz sorensen"),
        ("Đặng", "dang"),
        ("Straße", "strasse"),
        ("Œuvre ﬁne", "oeuvre fine"),
        ("El-Amrani", "el amrani"),
        ("ʿAlī", "ali"),
        ("a_b, c/d", "a b c d"),
        ("Marie.Dupont+x@Example.org", "marie.dupont+x@example.org"),
        ("سارة", "سارة"),
        ("", ""),
    ],
)
def test_case_accents_and_punctuation_do_not_count(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("0481 10 10 38", "BE", "+32481101038"),
        ("0481/10.10.38", "BE", "+32481101038"),
        ("0032 481 10 10 38", "BE", "+32481101038"),
        ("+32 (0)481 10 10 38", "FR", "+32481101038"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("+33 71 10 10 57", "FR", "+3371101057"),
        ("+31 61 10 10 11", "NL", "+3161101011"),
        ("0033 71", "BE", "+3371"),
        ("12", "BE", "12"),
        ("0481 10 10 38", None, "0481101038"),
        ("none", "BE", ""),
        ("", "BE", ""),
    ],
)
def test_a_number_is_normal_or_kept_as_typed_and_never_refused(
    typed: str, country: str | None, kept: str
) -> None:
    assert normal_phone(typed, country) == kept
    assert normal_phone(kept, country) == kept


def test_digits_of_other_scripts_are_digits() -> None:
    assert phone_digits("٠٤٨١ x 12") == "048112"


@pytest.mark.parametrize(
    ("typed", "possible"),
    [
        ("+32 470 12 34 56", True),
        ("0032 (0)470 12.34.56", True),
        ("+33 6 12 34 56 78", True),
        ("+212 612 345678", True),
        ("+1 202 555 0100", True),
        ("+32 470 12 34", False),
        ("+33 6 12 34 56", False),
        ("0033 6 12 34 56 78 9", False),
        ("+212 612 3456789", False),
        ("+999 12345678", False),
        ("06 12 34 56", True),
        ("12345678901234", True),
    ],
)
def test_a_number_that_names_its_country_is_as_long_as_numbers_there(typed, possible):
    """Without a country it may be of any, and nothing is held against it."""
    assert is_possible_phone(typed, "BE") is possible
