"""Banks of every shape that tells itself, of any size, the same for the same arguments: random sentences."""

import json
import random
from collections.abc import Callable
from typing import NamedTuple

from library import CODE, han, latin


class Question(NamedTuple):
    """`line` is an answer of one sentence, `answer` one of several blocks."""

    number: int
    title: str
    text: str
    line: str
    answer: str


class Kind(NamedTuple):
    """How one question stands in a bank of a shape, and how the bank begins."""

    write: Callable[[Question], str]
    suffix: str = ".md"
    head: str = ""


KINDS = {
    "labelled": Kind(
        lambda q: (
            f"### {q.number}. {q.title}\n\n**题目：** {q.text}\n\n**答案：**\n\n{q.answer}\n\n**解析：** {q.line}\n\n"
        )
    ),
    "label-only": Kind(lambda q: f"**问题：** {q.text}\n\n**答案：** {q.answer}\n\n"),
    "bold-numbered": Kind(lambda q: f"**{q.number}. {q.text}**\n\n{q.answer}\n\n"),
    "plain": Kind(lambda q: f"{q.number}. {q.text}\n答：{q.answer}\n\n", ".txt"),
    "list-headings": Kind(lambda q: f"{q.number}. ### {q.text}\n\n{indented(q.answer, ' ' * 6)}\n\n"),
    "details": Kind(
        lambda q: f"### {q.number}. {q.text}\n\n<details><summary>Answer</summary>\n\n{q.answer}\n\n</details>\n\n"
    ),
    "details, asking": Kind(
        lambda q: f"<details>\n<summary><b>{q.text}</b></summary><br>\n\n{q.answer}\n\n</details>\n\n"
    ),
    "headings": Kind(lambda q: f"## {q.number}. {q.text}\n\n{q.answer}\n\n"),
    "table": Kind(lambda q: f"| {q.text} | {q.line} |\n", head="| Question | Answer |\n|---|---|\n"),
    "bold-questions": Kind(lambda q: f"**{q.text}**\n\n{q.answer}\n\n"),
    "bullets": Kind(lambda q: f"- **{q.text}**\n    - Answer: {q.line}\n"),
    "hashcards": Kind(lambda q: f"Q: {q.text}\nA: {q.answer}\n\n"),
    "obsidian": Kind(lambda q: f"{q.text}::{q.line}\n\n", head="#flashcards\n\n"),
    "mdanki": Kind(lambda q: f"## {q.text}\n\n{q.answer}\n\n[#{q.title}]()\n\n"),
    "logseq": Kind(lambda q: f"- {q.text} #card\n\t- {q.line}\n\t- {q.title}\n"),
    "org": Kind(lambda q: f"* {q.text} :fc:\n{q.line}\n", ".org"),
    "anki-text": Kind(lambda q: f"{q.text}\t<b>{q.title}</b> {q.line}\n", ".txt", "#separator:tab\n#html:true\n"),
    "csv": Kind(lambda q: f'{q.text},"{q.line}",{q.title}\n', ".csv", "question,answer,tags\n"),
    "json": Kind(lambda q: json.dumps({"question": q.text, "answer": q.answer}, ensure_ascii=False) + "\n", ".jsonl"),
}


def bank_text(kind: Kind, size: int) -> tuple[str, int]:
    """A bank of about so many bytes, and how many questions it has."""
    dice = random.Random(1)
    pieces = [kind.head]
    length = len(kind.head)
    while length < size:
        pieces.append(kind.write(_question(dice, len(pieces))))
        length += len(pieces[-1].encode())
    return "".join(pieces), len(pieces) - 1


def _question(dice: random.Random, number: int) -> Question:
    is_han = dice.random() < 0.5
    text = f"什么是{han(dice, 8)}和{han(dice, 6)}？" if is_han else f"What is {latin(dice, 4)} good for?"
    line = f"{han(dice, 25)}，{han(dice, 12)}。" if is_han else f"{latin(dice, 12).capitalize()}."
    return Question(number, han(dice, 6), text, line, _answer(dice, line))


def _answer(dice: random.Random, line: str) -> str:
    """A sentence, a list with names in bold, a paragraph, and in three of ten some code."""
    items = "\n".join(f"- **{han(dice, 4)}**：{han(dice, 20)}" for _ in range(dice.randint(2, 4)))
    code = f"\n\n{CODE}" if dice.random() < 0.3 else ""
    return f"{line}\n\n{items}\n\n{latin(dice, 20)}.{code}"


def indented(text: str, by: str) -> str:
    return "\n".join(by + line if line else line for line in text.split("\n"))
