"""The words that say which part of a question a text is: 题目, 答案, 解析, Question, Answer, Explanation, …

A label may be bold or plain, in brackets, numbered, with a half- or full-width colon inside or outside the bold.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """`EITHER` is the answer, or the explanation where another label has the answer. `META` is about the question."""

    QUESTION = "question"
    ANSWER = "answer"
    EXPLANATION = "explanation"
    EITHER = "either"
    CODE = "code"
    META = "meta"


WORDS = {
    Role.QUESTION: "题目|题目描述|问题|问题描述|面试题|面试题目|相关面试题|问|q|question|题",
    Role.ANSWER: "答案|参考答案|满分答案|标准答案|正确答案|示例答案|答案要点|参考回答|回答要点|回答|解答|解答过程|答|"
    "a|an|ans|answer|answers|reference answer|sample answer|model answer|correct answer|expected answer|"
    "suggested answer|solution",
    Role.EXPLANATION: "解析|题目解析|详细解析|参考解析|思路|解题思路|思路解析|说明|评分|explanation|analysis|rationale",
    Role.EITHER: "答案解析|满分答案解析|答案与解析|答案及解析",
    Role.CODE: "示例代码|代码示例|源代码实例|源代码|代码实例|参考代码|代码|code|code example|example code|sample code",
    Role.META: "面试频率|难度|标签|frequency|difficulty|tags",
}
_ROLE = {word: role for role, words in WORDS.items() for word in words.split("|")}
_ANY = "|".join(sorted(map(re.escape, _ROLE), key=len, reverse=True))
_GAP = r"\s{0,3}"
_SYMBOLS = rf"[\u2600-\u27bf\u2b50\ufe0f\u200d\U0001f300-\U0001faff]{{0,4}}{_GAP}"
_LABEL = re.compile(
    rf"(?P<mark>{_SYMBOLS}(?P<open>[*_]{{1,3}})?{_SYMBOLS}(?P<bracket>[【\[])?{_GAP}"
    rf"(?:第{_GAP}(?P<before>\d{{1,4}}){_GAP})?(?P<word>{_ANY})(?:{_GAP}(?P<number>\d{{1,4}}))?"
    rf"(?P<closing>{_GAP}(?:】|\](?!\()))?(?:{_GAP}(?P<bold>[*_]{{1,3}}))?"
    rf"(?:{_GAP}(?P<colon>[:：]|(?P<stop>[.、．)）](?!\d))))?"
    rf"(?P<after>(?(bold)(?!)|(?(open){_GAP}[*_]{{1,3}}|(?!))))?)",
    re.I,
)
_LONGEST_LABEL = 60
_NEXT_BOLD = re.compile(r"(?<=[\s。！？?!.;；>])(?=\*\*)")


@dataclass(frozen=True, slots=True)
class Label:
    """`text` is the rest of its line, `mark` the label as it was written."""

    line: int
    role: Role
    word: str
    mark: str
    text: str
    number: int | None = None

    @property
    def is_letter(self) -> bool:
        """A lone `A:` may as well be the first of several choices."""
        return self.word == "a" and self.number is None


def label_of(text: str, line: int = 0) -> Label | None:
    """The label that a line begins with."""
    found = _label(text)
    return replace(found, line=line) if found and line else found


@lru_cache(maxsize=1 << 15)
def _label(text: str) -> Label | None:
    found = _LABEL.match(text := text.lstrip())
    if not found or not _is_marked(found, text):
        return None
    word = " ".join(found["word"].lower().split())
    rest = text[found.end() :].strip()
    if found["open"] and not (found["bold"] or found["after"]):
        rest = _without_stray(rest, found["open"])
    number = found["before"] or found["number"]
    return Label(0, _ROLE[word], word, found["mark"].strip(), rest, int(number) if number else None)


def split_labels(text: str) -> list[str]:
    """A line that begins with a label, cut before every further label in bold."""
    first = label_of(text)
    if not first or "**" not in first.text:
        return [text]
    cuts = [
        cut.start()
        for cut in _NEXT_BOLD.finditer(text)
        if _is_part(label_of(text[cut.start() : cut.start() + _LONGEST_LABEL]))
    ]
    return [text[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _is_part(label: Label | None) -> bool:
    return label is not None and label.role in (Role.ANSWER, Role.EXPLANATION, Role.EITHER)


def _is_marked(found: re.Match[str], text: str) -> bool:
    """A word alone is no label: it needs a colon, brackets around it, or bold that fills the line.

    A stop will do after a number, as in `Q3.`, and a lone number after 题 makes no label of it.
    """
    opened, closed = found["open"], found["bold"] or found["after"]
    if bool(found["bracket"]) != bool(found["closing"]):
        return False
    if found["bold"] and not opened:
        return False
    if found["colon"] in (":", "："):
        return True
    if found["stop"]:
        return bool(found["number"])
    if found["bracket"]:
        return True
    return bool(opened and closed) and not text[found.end() :].strip() and len(found["word"]) > 1


def _without_stray(text: str, mark: str) -> str:
    """Text whose opening bold mark went with the label, as in `**Q: text**`."""
    return text.replace(mark, "", 1).strip() if text.count(mark) % 2 else text
