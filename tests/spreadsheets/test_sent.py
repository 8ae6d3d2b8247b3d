"""A file that was sent lies on disk only while it is read."""

import io

import pytest
from werkzeug.datastructures import FileStorage

from app.spreadsheets.sent import held
from app.spreadsheets.tables import Unreadable


def test_it_is_there_while_it_is_read_and_gone_afterwards():
    with held(FileStorage(io.BytesIO(b"a;b"), filename="../x.csv"), 3) as path:
        assert path.read_bytes() == b"a;b"
    assert not path.parent.exists()


def test_one_that_is_too_large_is_told():
    with (
        pytest.raises(Unreadable) as refused,
        held(FileStorage(io.BytesIO(b"x" * 1_048_577)), 1_048_576),
    ):
        pass
    assert (refused.value.code, refused.value.values) == ("too_large", {"most": 1})
