"""A file is replaced as a whole or not at all."""

import os
import sys

import pytest

from studycli.cli.files import write_whole
from studycli.cli.stop import Exit, Stop

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="permissions and links as on POSIX")
not_as_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may do everything")


def test_a_file_is_replaced_and_no_draft_is_left(tmp_path):
    path = tmp_path / "a.yaml"
    write_whole(path, b"one")
    write_whole(path, "正则".encode())
    assert path.read_bytes() == "正则".encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.yaml"]


@posix_only
def test_permissions_and_links_are_kept(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"old")
    (tmp_path / "a.yaml").chmod(0o640)
    (tmp_path / "link.yaml").symlink_to("a.yaml")
    write_whole(tmp_path / "link.yaml", b"new")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "a.yaml").read_bytes() == b"new"
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("path", ["absent/a.yaml", "folder"])
def test_what_cannot_be_written_is_told_and_leaves_nothing_behind(tmp_path, path):
    (tmp_path / "a.yaml").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(Stop) as told:
        write_whole(tmp_path / path, b"new")
    assert told.value.status is Exit.OUTPUT
    assert sorted(entry.name for entry in tmp_path.rglob("*")) == ["a.yaml", "folder"]


@posix_only
@not_as_root
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"old")
    (tmp_path / "a.yaml").chmod(0o440)
    with pytest.raises(Stop, match="may not be written"):
        write_whole(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").read_bytes() == b"old"
