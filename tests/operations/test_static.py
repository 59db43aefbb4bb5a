"""Static files are collected when they have changed, and only then."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import get_finder

from factcheck.operations import static


@pytest.fixture
def source(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A folder of static files, the only one there is."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "a.css").write_text("a { color: red }")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    get_finder.cache_clear()
    yield folder
    get_finder.cache_clear()


def test_collect_first_time_collects_then_nothing_changed_does_not(source: Path, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    assert static.collect(stamp)
    assert (tmp_path / "collected" / "a.css").exists()
    assert not static.collect(stamp)


def test_collect_changed_added_or_lost_file_collects_again(source: Path, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    static.collect(stamp)
    (source / "a.css").write_text("a { color: tan }")
    assert static.collect(stamp)
    (source / "b.css").write_text("")
    assert static.collect(stamp)
    (source / "b.css").unlink()
    assert static.collect(stamp)
    assert not (tmp_path / "collected" / "b.css").exists()


def test_collect_collected_folder_gone_collects_again(source: Path, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    static.collect(stamp)
    (tmp_path / "collected" / "a.css").unlink()
    (tmp_path / "collected").rmdir()
    assert static.collect(stamp)
