"""What a document is, is read off its content; its name is cleaned."""

import io
import zipfile

import pytest

from app.documents.rules import ENDINGS, clean_name, media_type_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
WORD, TABLE = "word/document.xml", "xl/workbook.xml"


def archive(*names, mimetype=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "ending"),
    [
        ("a.pdf", b"%PDF-1.7 x", "pdf"),
        ("a.exe", b"%PDF-1.7 x", "pdf"),
        ("a.png", PNG, "png"),
        ("a.jpg", b"\xff\xd8\xff\xe0 x", "jpg"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "webp"),
        ("a.docx", archive("[Content_Types].xml", WORD), "docx"),
        ("a.xlsx", archive("[Content_Types].xml", TABLE), "xlsx"),
        ("a.odt", archive(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        ("a.ods", archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        ("a.csv", "nom;montant\nÉlise;3\n".encode(), "csv"),
        ("A.TXT", "Bonjour\r\n".encode("cp1252"), "txt"),
        ("a.eml", b"From: x@y.example\r\nSubject: z\r\n\r\nHello", "eml"),
    ],
)
def test_what_is_taken(name, content, ending):
    assert ENDINGS[media_type_of(name, content)][0] == ending


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<html><script>alert(1)</script></html>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.exe", b"MZ\x90\0"),
        ("a.txt", b"MZ\x90\0"),
        ("a.pdf", b"no pdf at all"),
        ("a.zip", archive("a.txt")),
        ("a.docx", archive("a.txt")),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.docm", archive("[Content_Types].xml", WORD, "word/vbaProject.bin")),
        ("a.odg", archive(mimetype="application/vnd.oasis.opendocument.graphics")),
        ("a.xlsx", archive(mimetype="application/pdf")),
        ("a.eml", b"<html>"),
        ("noname", b"text"),
    ],
)
def test_what_is_not_taken(name, content):
    assert media_type_of(name, content) is None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\fakepath\\Rapport : 2026.PDF", "Rapport 2026.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("fac\u202efdp.exe", "facfdp.pdf"),
        ("\x00\x1f.pdf", "pdf.pdf"),
        ("   ", "document.pdf"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
        ("Nom\r\nX-Header: 1.pdf", "NomX-Header 1.pdf"),
    ],
)
def test_a_name_is_one_clean_line_with_a_fitting_ending(name, kept):
    assert clean_name(name, "application/pdf") == kept
