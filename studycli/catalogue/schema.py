"""The catalogue's tables. A file of any other version is made anew."""

import sqlite3
import unicodedata
import zlib

import studycli
from studycli.catalogue.fulltext import COLUMNS, WEIGHTS
from studycli.core.messages import spoken

# Raise it when the same decks would be read, folded or encoded to something else.
FORMAT = 5

# A note whose id another note had before is hidden: it has its row, but neither cards nor full text.
# `trusted` is 0 while the file may still change without its stat changing. `features` are the bits of FEATURES.
# Files follow one another in the library by `rank`, cards within their file as they lie. `edition.stamp` is another
# after every change of notes or of their order; problems are told in `edition.language`.
SCHEMA = f"""
CREATE TABLE edition (stamp TEXT NOT NULL, language TEXT NOT NULL);
INSERT INTO edition VALUES (hex(randomblob(8)), '');
CREATE TABLE files (
  id INTEGER PRIMARY KEY, rank INTEGER NOT NULL, root INTEGER NOT NULL, name TEXT NOT NULL, suffix TEXT NOT NULL,
  name_key TEXT NOT NULL, signature TEXT NOT NULL, trusted INTEGER NOT NULL, hash BLOB, deck TEXT,
  problems TEXT NOT NULL, pieces BLOB NOT NULL,
  UNIQUE (root, name, suffix));
CREATE INDEX files_rank ON files (rank);
CREATE TABLE notes (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, file INTEGER NOT NULL, position INTEGER NOT NULL, line INTEGER NOT NULL,
  hidden INTEGER NOT NULL, answered INTEGER NOT NULL, features INTEGER NOT NULL, languages TEXT NOT NULL,
  tags TEXT NOT NULL);
CREATE INDEX notes_id ON notes (id);
CREATE INDEX notes_place ON notes (file, position);
CREATE INDEX notes_hidden ON notes (id) WHERE hidden;
CREATE TABLE texts (note INTEGER PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE names (name TEXT NOT NULL, note INTEGER NOT NULL, PRIMARY KEY (name, note)) WITHOUT ROWID;
CREATE TABLE cards (
  id TEXT NOT NULL UNIQUE, file INTEGER NOT NULL, position INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  PRIMARY KEY (file, position, ordinal)) WITHOUT ROWID;
CREATE VIRTUAL TABLE fulltext USING fts5 ({", ".join(COLUMNS)}, content='', tokenize="ascii tokenchars '+#'");
INSERT INTO fulltext (fulltext, rank) VALUES ('rank', 'bm25({", ".join(map(str, WEIGHTS))})');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (fulltext, 'row');
INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', {64 << 20});
"""

# Folding follows Python's Unicode tables, and what is taken out of the index must be folded as when it was put in.
VERSION = zlib.crc32(f"{FORMAT} {SCHEMA} {studycli.__version__} {unicodedata.unidata_version}".encode()) >> 1


def is_current(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA user_version").fetchone()[0] == VERSION)


def renew_edition(db: sqlite3.Connection) -> None:
    db.execute("UPDATE edition SET stamp = hex(randomblob(8)), language = ?", (spoken(),))


def make_anew(db: sqlite3.Connection) -> None:
    """Drop whatever is there and create the tables, inside the caller's transaction."""
    # Virtual tables have no root page, so they come first; the tables that they are made of go with them.
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY rootpage"
    while left := db.execute(f"{tables} LIMIT 1").fetchone():
        db.execute(f'DROP TABLE "{left[0]}"')
    for statement in SCHEMA.split(";\n"):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {VERSION}")
