"""Ids for notes whose author wrote none: the same question always gets the same id."""

import unicodedata
from collections.abc import Collection, Sequence
from hashlib import sha256

from studycli.core.model import NoteId, Text


def derived_ids(prompts: Sequence[Text], taken: Collection[str]) -> tuple[NoteId, ...]:
    """One id per question or cloze, in order; equal ones get `-2`, `-3`, and none is one that is taken.

    Only the first language counts, in NFC and with white space collapsed.
    """
    used, times, ids = set(taken), dict[str, int](), list[NoteId]()
    for prompt in prompts:
        stem = _stem(prompt)
        count = times.get(stem, 0) + 1
        while (name := stem if count == 1 else f"{stem}-{count}") in used:
            count += 1
        times[stem] = count
        used.add(name)
        ids.append(NoteId(name))
    return tuple(ids)


def _stem(prompt: Text) -> str:
    first = prompt.variants[0][1] if prompt.variants else ""
    collapsed = " ".join(unicodedata.normalize("NFC", first).split())
    digest = sha256(collapsed.encode("utf-8", "surrogatepass")).hexdigest()
    return f"n-{digest[:12]}"
