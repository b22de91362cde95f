"""Packages that lie, bite or are broken: refused in words, and nothing is written."""

import contextlib
import json

import packages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.anki import collection, container
from studycli.anki.container import Bounds
from studycli.anki.days import read_days
from studycli.anki.fault import PackageFault
from studycli.anki.reviews import Here, read
from studycli.cli.app import run

DECK = "format: 1\nnotes:\n- id: a\n  question: Q\n  answer: A\n"
ANSWERED = packages.ANSWER[0]
SMALL = Bounds(most=1 << 20, ratio=20, unsuspicious=1 << 16)


def rows(path, bounds=SMALL):
    with container.opened(path, bounds) as package:
        return package.execute("select * from revlog").fetchall()


@pytest.mark.parametrize(
    "make",
    [
        lambda path: packages.legacy(path, packages.ANSWER),
        lambda path: packages.todays(path, packages.collection(packages.ANSWER)),
        lambda path: packages.package(path, {"collection.anki2": packages.collection(packages.ANSWER)}),
    ],
)
def test_every_generation_is_read(tmp_path, make):
    assert rows(make(tmp_path / "phone.colpkg")) == [packages.ANSWER]


def truncated(path):
    path.write_bytes(packages.legacy(path).read_bytes()[:300])
    return path


def not_a_zip(path):
    path.write_bytes(b"SQLite format 3\0 and more")
    return path


def a_view(path):
    endless = "with recursive n(id) as (select 1 union all select id + 1 from n) select id, id, 3, 1, 1, 1, 1 from n"
    schema = packages.SCHEMA.replace("create table revlog", "create table other") + f"create view revlog as {endless};"
    return packages.package(path, {"collection.anki21": packages.collection(schema=schema)})


def torn(path):
    data = bytearray(packages.collection(packages.ANSWER))
    data[4096:] = b"\xff" * (len(data) - 4096)
    return packages.package(path, {"collection.anki21": bytes(data)})


HOSTILE = [
    (lambda path: packages.todays(path, bytes(1 << 19)), "unpacks to more than 20 times"),
    (lambda path: packages.package(path, {"collection.anki21": bytes(1 << 19)}), "unpacks to more than 20 times"),
    (lambda path: packages.package(path, {"../../collection.anki21": b"x"}), "holds no collection"),
    (lambda path: packages.package(path, {"collection.anki21b": b"not zstd"}), "is damaged"),
    (lambda path: packages.package(path, {"collection.anki21": b"not SQLite" * 99}), "cannot be read"),
    (lambda path: packages.package(path, {"collection.anki21": b""}), "has no table cards"),
    (packages.cut_short, "is damaged"),
    (packages.encrypted, "is damaged"),
    (truncated, "is damaged"),
    (not_a_zip, "is damaged"),
    (a_view, "has no table revlog"),
    (torn, "cannot be read"),
]


@pytest.mark.parametrize(("make", "words"), HOSTILE)
def test_hostile_packages_are_refused_in_words(tmp_path, make, words):
    with pytest.raises(PackageFault, match=words):
        rows(make(tmp_path / "phone.colpkg"))


@given(data=st.data(), inside=st.booleans())
@settings(deadline=None, max_examples=100)
def test_any_damage_is_read_or_refused_in_words(tmp_path_factory, data, inside):
    """The zip around the collection may be damaged, or the collection alone."""
    path = tmp_path_factory.mktemp("damaged") / "phone.colpkg"
    sound = packages.collection(packages.ANSWER) if inside else packages.legacy(path, packages.ANSWER).read_bytes()
    damaged = bytearray(sound)
    for at in data.draw(st.lists(st.integers(0, len(sound) - 1), min_size=1, max_size=20)):
        damaged[at] = data.draw(st.integers(0, 255))
    if inside:
        packages.todays(path, bytes(damaged))
    else:
        path.write_bytes(damaged)
    with contextlib.suppress(PackageFault), container.opened(path) as package:
        days, cards = read_days(package), collection.cards(package)
        read(cards, collection.rows(package), days, Here(frozenset("a"), lambda card: (), {}))


def test_no_collection_is_that_large(tmp_path):
    path = packages.legacy(tmp_path / "phone.colpkg", packages.ANSWER)
    with pytest.raises(PackageFault, match="larger than"):
        rows(path, Bounds(most=1000))


@pytest.fixture(autouse=True)
def deck(home):
    (home / "deck.yaml").write_text(DECK, encoding="utf-8")


def imported(home, capfd, path):
    status = run(["import", str(path), "--history", "--json", "--decks", str(home / "deck.yaml")])
    return status, json.loads(capfd.readouterr().out)


def test_a_refused_package_leaves_no_event(home, capfd):
    for make, _ in HOSTILE[2:]:
        status, answer = imported(home, capfd, make(home / "phone.colpkg"))
        assert status == 3
        assert answer["history"] == {"taken": 0, "known": 0, "unknown": 0}
        assert answer["files"][0]["problems"][0]["message"].startswith(str(home / "phone.colpkg"))
        assert answer["error"]["code"] == "package"
    assert run(["history", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["events"] == []


def test_a_missing_file_is_named(home, capfd):
    status, answer = imported(home, capfd, home / "none.colpkg")
    assert (status, answer["error"]["code"]) == (3, "unreadable")


def test_rows_that_no_anki_writes_are_counted_and_left_out(home, capfd):
    broken = [(5, 10, 3, 4, 500, 2000, 1), (ANSWERED + 1, 10, 9, 4, 1, 1, 1), (ANSWERED + 2, 10, 3, "x", 1, 1, 1)]
    path = packages.legacy(home / "phone.colpkg", packages.ANSWER, *broken)
    assert imported(home, capfd, path)[1]["history"] == {"taken": 1, "known": 0, "unknown": 0}
    assert run(["import", str(path), "--history", "--decks", str(home / "deck.yaml")]) == 0
    assert "3 rows of its review log cannot be read" in capfd.readouterr().err


def test_the_study_day_is_that_of_the_collection(home, capfd):
    """22:13:20 on 14 November 2023 in Greenwich is 23:13:20 an hour east; five hours later its next day has begun."""
    rows = [packages.ANSWER, (ANSWERED + 5 * 3_600_000, 10, 3, 9, 500, 2000, 1)]
    assert imported(home, capfd, packages.legacy(home / "phone.colpkg", *rows))[1]["history"]["taken"] == 2
    assert run(["history", "--json"]) == 0
    events = json.loads(capfd.readouterr().out)["events"]
    assert [event["study_day"] for event in events] == [19_675, 19_676]


def test_options_of_decks_do_not_go_with_it(home, capfd):
    assert run(["import", "x.colpkg", "--history", "-o", "deck.yaml"]) == 2


def test_the_collection_cannot_be_written_to(tmp_path):
    path = packages.legacy(tmp_path / "phone.colpkg", packages.ANSWER)
    with pytest.raises(PackageFault), container.opened(path) as package:
        package.execute("delete from revlog")
