"""Names of the files beside a deck."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycli.core.media import Beside, hashed_name, is_media, path_of, safe_level, safe_name

ONE, TWO = "0123456789abcdef", "fedcba9876543210"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a.png", "a.png"),
        ("图 1.png", "图-1.png"),
        ("../../a.png", "a.png"),
        ("C:\\a.png", "C-a.png"),
        (".a", "a"),
        ("a.", "a"),
        ("CON.png", "_CON.png"),
        ("...", "unnamed"),
        ("a" * 300 + ".png", "a" * 80 + ".png"),
        ("a.tar.gz", "a.tar.gz"),
    ],
)
def test_a_safe_name(name, safe):
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_every_system_has(name):
    for made in (safe_name(name), safe_level(name)):
        assert made and made[0] not in ".- " and made[-1] not in ". "
        assert len(made.encode()) < 200
        assert not set(made) & set('/\\:*?"<>|\0')
    assert safe_name(safe_name(name)) == safe_name(name)


def test_a_name_that_is_taken_gets_the_hash():
    beside = Beside("cnn", {"b.png": TWO}.get)
    assert [beside.name(name, digest) for name, digest in (("a.png", ONE), ("a.png", ONE), ("A.png", TWO))] == [
        "a.png",
        "a.png",
        f"A-{TWO}.png",
    ]
    assert beside.name("b.png", ONE) == f"b-{ONE}.png"
    assert beside.name("b.png", TWO) == "b.png"


def test_a_hash_in_the_name_is_not_added_again():
    assert hashed_name("a b.PNG", ONE) == f"a-b-{ONE}.png"
    assert hashed_name(f"a-b-{ONE}.png", ONE) == f"a-b-{ONE}.png"
    assert Beside("cnn").name(f"a-b-{ONE}.png", ONE) == "a-b.png"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("cnn-media/a.png", "cnn-media/a.png"),
        ("my%20deck-media/%E5%9B%BE.png", "my deck-media/图.png"),
        ("../a.png", None),
        ("a/%2e%2e/b.png", None),
        ("..%5Ca.png", None),
        ("/etc/a.png", None),
        ("C:/a.png", None),
        ("https://a.b/c.png", None),
        ("data:image/png;base64,x.png", None),
        ("a.yaml", None),
        ("a", None),
    ],
)
def test_an_address_means_a_file_beside_the_deck_or_none(address, path):
    assert path_of(address) == path


@given(st.text(min_size=1, max_size=40))
def test_what_a_deck_says_leads_to_the_file(deck):
    beside = Beside(safe_level(deck))
    assert path_of(beside.address("a.png")) == f"{beside.folder}/a.png"


def test_what_may_lie_beside_a_deck():
    assert is_media("a.PNG") and is_media("b.mp3")
    assert not any(map(is_media, ("a.yaml", "a.yml", "a.exe", "a.html", "png", "")))
