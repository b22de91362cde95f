"""Somebody's question bank as notes: one file per shape, in the order that breaks a tie."""

from studycli.importers.anki_text import ANKI_TEXT
from studycli.importers.bold_numbered import BOLD_NUMBERED
from studycli.importers.bold_questions import BOLD_QUESTIONS
from studycli.importers.bullets import BULLETS
from studycli.importers.csv_table import CSV
from studycli.importers.details import DETAILS
from studycli.importers.hashcards import HASHCARDS
from studycli.importers.headings import HEADINGS
from studycli.importers.importer import Importer
from studycli.importers.json_bank import JSON
from studycli.importers.labelled import LABEL_ONLY, LABELLED
from studycli.importers.list_headings import LIST_HEADINGS
from studycli.importers.logseq import LOGSEQ
from studycli.importers.mdanki import MDANKI
from studycli.importers.mochi import MOCHI
from studycli.importers.obsidian import OBSIDIAN
from studycli.importers.org import ORG
from studycli.importers.plain import PLAIN
from studycli.importers.table import TABLE

IMPORTERS: tuple[Importer, ...] = (
    LABELLED,
    LABEL_ONLY,
    BOLD_NUMBERED,
    PLAIN,
    LIST_HEADINGS,
    DETAILS,
    HEADINGS,
    TABLE,
    BOLD_QUESTIONS,
    BULLETS,
    HASHCARDS,
    OBSIDIAN,
    MOCHI,
    MDANKI,
    LOGSEQ,
    ORG,
    ANKI_TEXT,
    CSV,
    JSON,
)
