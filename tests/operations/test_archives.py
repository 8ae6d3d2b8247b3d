"""A file that was tampered with is refused before anything of it is unpacked."""

import json
import stat
import zipfile

import pytest

from app.operations.archives import MANIFEST, SMALL, BadArchive, is_harmless, reading, writing

KIND = "tandem-backup"
FACTS = {"kind": KIND, "tenant": "be", "owner": "be", "made_at": "2026-11-20T10:00:00+00:00"}


@pytest.fixture
def whole(tmp_path):
    """A good archive with two members."""
    path = tmp_path / "whole.zip"
    with writing(path) as archive:
        for name in ("tables/people.jsonl", "files/a/b"):
            with archive.member(name) as member:
                member.write(b"hello " * 100)
        archive.close({**FACTS, "tables": {}})
    return path


def opened(path, kind=KIND):
    with reading(path, kind) as reader:
        reader.verify()
        return reader.manifest


def test_a_good_one_is_read(whole, tmp_path):
    """Negative control of all that follows."""
    assert opened(whole)["tenant"] == "be"
    with reading(whole, KIND) as reader:
        reader.unpack("files/", tmp_path / "out")
    assert (tmp_path / "out" / "a" / "b").read_bytes() == b"hello " * 100
    assert whole.stat().st_mode & 0o777 == 0o600


def remade(whole, change=lambda manifest: None, also=()):
    """The same with another manifest and further members, as a forger would make it."""
    path = whole.with_name("remade.zip")
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        manifest = json.loads(old.read(MANIFEST))
        for name in old.namelist():
            if name != MANIFEST:
                new.writestr(name, old.read(name))
        for info, data in also:
            new.writestr(info, data)
            name = info if isinstance(info, str) else info.filename
            manifest["members"][name] = {"bytes": len(data), "sha256": "0" * 64}
        change(manifest)
        new.writestr(MANIFEST, json.dumps(manifest))
    return path


def linked(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "name", ["../evil", "files/../../evil", "/etc/evil", "files//x", "C:\\evil", "files/a\\..\\x"]
)
def test_a_name_that_leads_out_is_refused(whole, name):
    assert not is_harmless(name)
    with pytest.raises(BadArchive, match="nothing that Tandem packs"):
        opened(remade(whole, also=[(name, b"x")]))


def test_a_link_is_refused(whole):
    with pytest.raises(BadArchive, match="nothing that Tandem packs"):
        opened(remade(whole, also=[(linked("files/link"), b"/etc/passwd")]))


def test_another_way_of_packing_is_refused(whole):
    info = zipfile.ZipInfo("files/x")
    info.compress_type = zipfile.ZIP_LZMA
    with pytest.raises(BadArchive, match="nothing that Tandem packs"):
        opened(remade(whole, also=[(info, b"x")]))


def test_what_would_fill_the_disk_is_refused(whole):
    with pytest.raises(BadArchive, match="would fill the disk"):
        opened(remade(whole, also=[("files/bomb", bytes(SMALL + 1))]))


def test_the_same_name_twice_is_refused(whole):
    path = whole.with_name("twice.zip")
    path.write_bytes(remade(whole).read_bytes())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("files/a/b", b"other")
    with pytest.raises(BadArchive, match="twice"):
        opened(path)


def test_a_member_that_the_manifest_does_not_know_is_refused(whole):
    with pytest.raises(BadArchive, match="not as its manifest says"):
        opened(remade(whole, lambda manifest: manifest["members"].pop("files/a/b")))


def test_a_member_that_is_missing_is_refused(whole):
    def add(manifest):
        manifest["members"]["files/more"] = {"bytes": 1, "sha256": "0" * 64}

    with pytest.raises(BadArchive, match="not as its manifest says"):
        opened(remade(whole, add))


def test_a_member_that_was_changed_is_refused(whole):
    def change(manifest):
        manifest["members"]["files/a/b"]["sha256"] = "0" * 64

    with pytest.raises(BadArchive, match="was changed or is damaged"):
        opened(remade(whole, change))


def test_damage_anywhere_is_refused_or_changes_nothing(whole):
    """Each byte once: what stands in a zip twice may be read from the other place."""
    good, found, refused = whole.read_bytes(), contents(whole), 0
    for place in range(len(good)):
        whole.write_bytes(good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :])
        try:
            assert contents(whole) == found, place
        except BadArchive:
            refused += 1
    assert refused > len(good) // 2


def contents(path):
    with reading(path, KIND) as reader:
        reader.verify()
        members = reader.manifest.pop("members")
        return reader.manifest, {name: b"".join(reader.pieces(name)) for name in members}


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.pop("tenant"),
        lambda manifest: manifest.update(tenant=["be"]),
        lambda manifest: manifest.update(members=[]),
        lambda manifest: manifest.update(members={"files/a/b": 7}),
        lambda manifest: manifest.update(format=2),
        lambda manifest: manifest.update(kind="tandem-export"),
    ],
)
def test_a_manifest_that_is_none_is_refused(whole, change):
    with pytest.raises(BadArchive):
        opened(remade(whole, change))


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", b"\x1f\x8b" + bytes(30)])
def test_any_other_file_is_refused(tmp_path, data):
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(BadArchive, match="no archive of Tandem"):
        opened(tmp_path / "x.zip")


def test_what_breaks_off_leaves_no_file(tmp_path):
    with pytest.raises(ZeroDivisionError), writing(tmp_path / "half.zip"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
