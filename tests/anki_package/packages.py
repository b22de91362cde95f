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
