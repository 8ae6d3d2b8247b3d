"""`tandem tenants check`: every mistake of a country's data at once, each with file and line."""

import json

import pytest

ANY = pytest.mark.parametrize


def spoil(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} no longer says {old!r}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_with(file, words):
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_what_is_shipped_has_no_mistakes_and_says_what_is_asked_for(ground):
    said = ground.command("check")
    assert said.exit_code == 0, said.output
    assert "no mistakes" in said.output
    assert "still asked for: es/tenant.toml: retention.mentee_years" in said.output
    assert "still asked for: es/funding.toml: amounts of fse-plus-state" in said.output


def test_no_amount_of_spain_is_invented(ground):
    text = (ground.tenants / "es" / "funding.toml").read_text()
    assert text.count('amount = ""') == text.count("\n[[schemes.versions]]") > 5


def test_every_mistake_is_told_at_once_with_its_line(ground):
    spain = ground.tenants / "es"
    spoil(spain / "tenant.toml", '"EUR"', '"EURO"')
    spoil(spain / "tenant.toml", "callback_days = 2", "callback_days = 0")
    spoil(spain / "antennas.csv", "ES51", "ES99")
    spoil(spain / "imports" / "es.toml", "[values.gender]", "[values.gender]\nz = ['z']")
    spoil(spain / "funding.toml", 'cadence = "year"', 'cadense = "year"')
    catalogue = spain / "wording" / "es" / "LC_MESSAGES" / "messages.po"
    with catalogue.open("a") as file:
        file.write('\nmsgid "No such text"\nmsgstr "x"\n')
        file.write('\nmsgid "The host %(name)s"\nmsgstr "x"\n')
    said = ground.command("check", "es")
    assert said.exit_code == 1
    currency = line_with(spain / "tenant.toml", "EURO")
    days = line_with(spain / "tenant.toml", "callback_days = 0")
    gender = line_with(spain / "imports" / "es.toml", "z = ['z']")
    cadence = line_with(spain / "funding.toml", "cadense")
    words = f"{catalogue.relative_to(ground.tenants)}: line {line_with(catalogue, 'No such')}"
    for told in (
        f"es/tenant.toml: line {currency} currency = 'EURO'",
        f"es/tenant.toml: line {days} intake.callback_days = 0",
        "es/antennas.csv: line 3 nuts2 = 'ES99'",
        f"es/imports/es.toml: line {gender} values.gender.z",
        f"es/funding.toml: line {cadence} schemes.5.versions.1.cadense = 'year': unknown key",
        f"{words} 'No such text': is no text of the product",
    ):
        assert told in said.output, (told, said.output)


def test_placeholders_that_differ_are_a_mistake(ground):
    catalogue = ground.tenants / "es" / "wording" / "es" / "LC_MESSAGES" / "messages.po"
    with catalogue.open("a") as file:
        file.write('\n#, python-format\nmsgid "Write to %(email)s."\nmsgstr "A %(mail)s."\n')
    with (ground.translations / "en" / "LC_MESSAGES" / "messages.po").open("a") as file:
        file.write(
            '\n#, python-format\nmsgid "Write to %(email)s."\nmsgstr "Write to %(email)s."\n'
        )
    said = ground.command("check", "es")
    assert said.exit_code == 1
    assert "'Write to %(email)s.': " in said.output


@ANY("file", ["tenant.toml", "funding.toml", "imports/es.toml"])
def test_what_is_no_toml_is_told_with_its_line(ground, file):
    path = ground.tenants / "es" / file
    for broken, line in (("# first\nbroken = = 1\n", 2), ("# first\n# second\nx = [\n", 3)):
        path.write_text(broken, encoding="utf-8")
        said = ground.command("check", "es")
        assert said.exit_code == 1
        assert f"es/{file}: line {line}: must be TOML" in said.output, said.output


def test_a_scheme_says_what_is_allowed(ground):
    path = ground.tenants / "es" / "funding.toml"
    spoil(path, 'status = "read"', 'status = "guessed"')
    spoil(path, 'valid_from = ""', 'valid_from = "soon"')
    spoil(path, 'code = "fse-plus-madrid"', 'code = "fse-plus-state"')
    said = ground.command("check", "es").output
    assert "status = 'guessed': allowed: read, derived, unverified, not found" in said
    assert "valid_from = 'soon': allowed: a day, 2026-01-31" in said
    spoil(path, 'status = "guessed"', 'status = "read"')
    spoil(path, 'valid_from = "soon"', "valid_from = 2026-01-31")
    said = ground.command("check", "es").output
    assert "each code once; twice: fse-plus-state" in said


def test_one_document_for_programs_and_one_country_at_a_time(ground):
    spoil(ground.tenants / "be" / "tenant.toml", '"EUR"', '"EURO"')
    said = ground.command("check", "es", "--json")
    assert (said.exit_code, json.loads(said.output)["mistakes"]) == (0, [])
    said = ground.command("check", "--json")
    assert said.exit_code == 1
    assert len(json.loads(said.output)["mistakes"]) == 1
    said = ground.command("check", "zz")
    assert (said.exit_code, "zz/: folder: there is none" in said.output) == (1, True)


def test_two_countries_with_one_host_are_told(ground):
    spoil(ground.tenants / "es" / "tenant.toml", "es.localhost", "be.localhost")
    said = ground.command("check", "es")
    assert (
        "es/tenant.toml: line 3 host = 'be.localhost': must differ from that of be" in said.output
    )
