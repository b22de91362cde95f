"""Somebody's question bank as notes: one file per shape, in the order that breaks a tie."""

from studycli.importers.importer import Importer
from studycli.importers.labelled import LABEL_ONLY, LABELLED

IMPORTERS: tuple[Importer, ...] = (LABELLED, LABEL_ONLY)
