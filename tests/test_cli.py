"""The command line as a whole."""

from click.testing import CliRunner

from app.cli import main


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path, monkeypatch):
    taken = tmp_path / "taken"
    taken.write_text("a file, and no folder")
    monkeypatch.setenv("TANDEM_INSTANCE", str(taken))
    said = CliRunner().invoke(main, ["tenants", "migrate"])
    assert said.exit_code == 1
    assert said.output.splitlines() == [f"Error: {taken / 'be'}: Not a directory"]


def test_help_names_every_group_and_needs_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("TANDEM_INSTANCE", str(tmp_path / "nowhere"))
    said = CliRunner().invoke(main, ["imports", "run", "--help"])
    assert said.exit_code == 0
    assert "--dry-run" in said.output
    assert not (tmp_path / "nowhere").exists()
