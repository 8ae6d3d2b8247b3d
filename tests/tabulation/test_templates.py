"""The closed list of tables that may leave a country (statistics.md, rule 1)."""

from app.indicators.measures import BY_CODE as FIGURES
from app.indicators.registry import Sensitivity
from app.tabulation.dimensions import AGES, VALUES, Dimension
from app.tabulation.origins import REGIONS
from app.tabulation.tables import Population
from app.tabulation.tally import DIMENSIONS
from app.tabulation.templates import TEMPLATES


def test_the_closed_list_keeps_to_the_first_rule() -> None:
    for template in TEMPLATES:
        assert len(template.dimensions) <= 2
        assert Dimension.ANTENNA not in template.dimensions or len(template.dimensions) == 1
        assert set(template.indicators) <= set(FIGURES), template.code
    for band in AGES:
        assert int(band[3:]) - int(band[:2]) >= 2, "bands of three years or more"
    assert set(VALUES[Dimension.ORIGIN]) == {*REGIONS.values(), "unknown"}


def test_only_what_statistics_md_calls_open_is_open() -> None:
    """Anything by origin, status, education, gender or outcome is protected."""
    by = {Dimension.ORIGIN, Dimension.EDUCATION, Dimension.GENDER, Dimension.UNEMPLOYMENT}
    for template in TEMPLATES:
        if by & set(template.dimensions) or "numerator" in template.counts:
            assert template.sensitivity == Sensitivity.PROTECTED
    assert {template.code for template in TEMPLATES if template.is_open} == {
        "duos_started",
        "duos_running",
        "mentors_available",
        "training_held",
        "funding_coverage",
        "target_population",
    }


def test_every_figure_of_the_list_declares_its_sensitivity_and_place() -> None:
    assert all(figure.sensitivity and figure.place for figure in FIGURES.values())
    for template in TEMPLATES:
        if template.is_open:
            assert {FIGURES[code].sensitivity for code in template.indicators} == {Sensitivity.OPEN}


def test_whoever_is_counted_stands_in_a_table() -> None:
    assert all(by for who, by in DIMENSIONS.items() if who != Population.TARGET)
