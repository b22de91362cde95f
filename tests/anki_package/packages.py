"""Small packages written by hand, sound and hostile ones."""

import io
import json
import sqlite3
import sys
import zipfile

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CONF = json.dumps({"creationOffset": -60, "rollover": 4})
SCHEMA = f"""
create table col (id integer primary key, crt integer, conf text);
insert into col values (1, 1700000000, '{CONF}');
create table notes (id integer primary key, guid text);
create table cards (id integer primary key, nid integer, ord integer, mod integer, type integer, queue integer,
                    due integer, odue integer);
create table revlog (id integer primary key, cid integer, ease integer, ivl integer, factor integer, time integer,
                     type integer);
insert into notes values (1, 'studycli:a'), (2, 'somebody else');
insert into cards values (10, 1, 0, 1700000000, 2, 2, 9, 0), (20, 2, 0, 1700000000, 2, 2, 9, 0);
"""
ANSWER = (1_700_000_000_000, 10, 3, 4, 500, 2000, 1)


def collection(*rows, schema=SCHEMA):
    """The bytes of a database with these rows in its review log."""
    database = sqlite3.connect(":memory:")
    database.executescript(schema)
    if rows:
        database.executemany("insert into revlog values (?, ?, ?, ?, ?, ?, ?)", rows)
    database.commit()
    try:
        return database.serialize()
    finally:
        database.close()


def package(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def legacy(path, *rows):
    return package(path, {"collection.anki21": collection(*rows), "collection.anki2": b"a stub", "media": "{}"})


def todays(path, data):
    """A package as Anki writes it today, around any bytes."""
    return package(path, {"meta": b"\x08\x03", "collection.anki21b": zstd.compress(data), "media": b""})


def cut_short(path):
    """A sound package whose compressed part ends in the middle."""
    packed = zstd.compress(collection(ANSWER))
    return package(path, {"collection.anki21b": packed[: len(packed) // 2]})


def encrypted(path):
    """A package whose zip says that its member needs a password."""
    data = bytearray(legacy(path).read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as made:
        offset, directory = made.getinfo("collection.anki21").header_offset, made.start_dir
    data[offset + 6] |= 1
    data[directory + 8] |= 1
    path.write_bytes(data)
    return path


MODELS = {
    "1": {"name": "Basic", "type": 0, "flds": [{"name": "Front"}, {"name": "Back"}], "tmpls": [{"qfmt": "{{Front}}", "afmt": "{{Back}}"}]},
    "2": {"name": "Cloze", "type": 1, "flds": [{"name": "Text"}, {"name": "Extra"}], "tmpls": [{"qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}<br>{{Extra}}"}]},
    "3": {
        "name": "Capital",
        "type": 0,
        "flds": [{"name": "Country"}, {"name": "Capital"}, {"name": "Map"}],
        "tmpls": [
            {"qfmt": "The capital of {{Country}}?", "afmt": "{{FrontSide}}<hr>It is {{Capital}}{{#Map}}{{Map}}{{/Map}}"},
            {"qfmt": "{{Capital}} is the capital of", "afmt": "{{Country}}"},
        ],
    },
}  # fmt: skip
DECKS = {"1": {"name": "Default"}, "5": {"name": "World::Europe", "desc": "All of <b>it</b>."}}
FOREIGN = [
    (1, "Which lock is <i>reentrant</i>?", "One that its owner may take <b>again</b>:<pre><code class='language-java'>synchronized (x) {\n}</code></pre>"),
    (1, "Big O of a heap", "<table><tr><td>push</td><td>\\(O(\\log n)\\)</td></tr><tr><td>peek</td><td>[$]O(1)[/$]</td></tr></table>"),
    (1, "Three colours", "<ol><li>red<li>green<li>blue</ol><div>and</div><div><br></div><div>more * or _less_</div>"),
    (2, "A byte has {{c1::eight::how many?}} bits, {{c2::a nibble {{c3::four}}}}.", "H<sub>2</sub>O has none."),
    (3, "France", "Paris", '<img src="fr map.png">[sound:fr.mp3]'),
    (3, "Nowhere", "", ""),
    (1, "", "a back without a front"),
]  # fmt: skip


def foreign(path, notes=FOREIGN, media=None, models=MODELS, decks=DECKS, homes=()):
    """A package of the oldest kind with these notes, by the numbers of their guids or in turn: type and fields.

    `homes` are the decks of those that are not in deck 5.
    """
    database = sqlite3.connect(":memory:")
    database.executescript(
        "create table col (id integer primary key, crt integer, conf text, models text, decks text);"
        "create table notes (id integer primary key, guid text, mid integer, tags text, flds text);"
        "create table cards (id integer primary key, nid integer, did integer, ord integer, due integer, type integer, odid integer);"
        "create table revlog (id integer primary key);"
    )
    database.execute("insert into col values (1, 1700000000, '{}', ?, ?)", (json.dumps(models), json.dumps(decks)))
    numbered = notes if isinstance(notes, dict) else dict(enumerate(notes, 1))
    for number, (type_, *fields) in numbered.items():
        row = (number, f"guid {number}", type_, " geo a::b leech ", "\x1f".join(fields))
        database.execute("insert into notes values (?, ?, ?, ?, ?)", row)
        database.execute(
            "insert into cards values (?, ?, ?, 0, ?, 0, 0)", (number, number, dict(homes).get(number, 5), number)
        )
    database.commit()
    data = database.serialize()
    database.close()
    media = {"fr map.png": b"png", "fr.mp3": b"mp3"} if media is None else media
    listed = json.dumps({str(at): name for at, name in enumerate(media)})
    files = {str(at): content for at, content in enumerate(media.values())}
    return package(path, {"collection.anki2": data, "media": listed, **files})
