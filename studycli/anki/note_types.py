"""Note types of a collection: their fields and templates, whichever Anki wrote them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studycli.anki import protobuf
from studycli.anki.fault import PackageFault
from studycli.core.messages import _

_CLOZE = 1
_OCCLUSION = 6


@dataclass(frozen=True, slots=True)
class Template:
    """What makes a card: HTML with fields in braces, of its front and its back."""

    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """`is_occlusion`: asked by masks over a picture."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    is_cloze: bool = False
    is_occlusion: bool = False


def has_table(collection: sqlite3.Connection, name: str) -> bool:
    found = collection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", (name,))
    return bool(found.fetchone()[0])


def document(collection: sqlite3.Connection, column: str) -> Mapping[str, Any]:
    """A JSON object in the one row that schema 11 has."""
    (text,) = collection.execute(f"SELECT {column} FROM col").fetchone() or (None,)  # a name of our own
    try:
        made = json.loads(text or "{}")
    except (TypeError, ValueError, RecursionError) as fault:
        message = _("its list of {what} is damaged ({fault}); export it from Anki again")
        raise PackageFault(message.format(what=column, fault=fault)) from fault
    return made if isinstance(made, dict) else {}


def read_note_types(collection: sqlite3.Connection) -> dict[int, NoteType]:
    """By Anki's number of each."""
    if not has_table(collection, "notetypes"):
        models = document(collection, "models")
        return {int(key): _of_json(model) for key, model in models.items() if key.isdecimal() and _is_model(model)}
    fields: dict[int, dict[int, str]] = defaultdict(dict)
    for number, place, name in collection.execute("SELECT ntid, ord, name FROM fields"):
        fields[number][place] = str(name)
    templates = _templates(collection)
    made: dict[int, NoteType] = {}
    for number, name, config in collection.execute("SELECT id, name, config FROM notetypes"):
        message = config if isinstance(config, bytes) else b""
        names = tuple(fields[number][place] for place in sorted(fields[number]))
        is_cloze, is_occlusion = protobuf.whole(message, 1) == _CLOZE, protobuf.whole(message, 9) == _OCCLUSION
        made[number] = _made(str(name), names, tuple(templates[number]), is_cloze, is_occlusion)
    return made


def _templates(collection: sqlite3.Connection) -> Mapping[int, list[Template]]:
    templates: dict[int, list[Template]] = defaultdict(list)
    if has_table(collection, "templates"):
        for number, config in collection.execute("SELECT ntid, config FROM templates ORDER BY ntid, ord"):
            message = config if isinstance(config, bytes) else b""
            templates[number].append(Template(protobuf.text(message, 1), protobuf.text(message, 2)))
    return templates


def _is_model(model: object) -> bool:
    return isinstance(model, dict) and all(isinstance(model.get(key), list) for key in ("flds", "tmpls"))


def _of_json(model: Mapping[str, Any]) -> NoteType:
    fields = tuple(str(each.get("name", "")) for each in model["flds"] if isinstance(each, dict))
    templates = tuple(
        Template(str(each.get("qfmt", "")), str(each.get("afmt", "")))
        for each in model["tmpls"]
        if isinstance(each, dict)
    )
    is_occlusion = model.get("originalStockKind") == _OCCLUSION
    return _made(str(model.get("name", "")), fields, templates, model.get("type") == _CLOZE, is_occlusion)


def _made(
    name: str, fields: tuple[str, ...], templates: tuple[Template, ...], is_cloze: bool, is_occlusion: bool
) -> NoteType:
    shown = "".join(template.front for template in templates)
    masked = {"Question Mask", "Answer Mask"} <= set(fields)
    by_hand = "image-occlusion" in shown or "imageOcclusion" in shown
    is_cloze = is_cloze or "cloze:" in shown or (not templates and "Cloze" in name)
    return NoteType(name, fields, templates, is_cloze, is_occlusion or masked or by_hand)
