"""The search language: text -> tree, or the fault and the column where it stands.

query  = all { "or" all }          all  = part { part }
part   = "-" part | "(" query ")" | phrase in quotes | name:value | measure<number | word
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, NoReturn

from studycli.core.messages import _
from studycli.core.query_tree import (
    EVERYTHING,
    And,
    Compare,
    Content,
    Everything,
    Has,
    Is,
    Lang,
    Measure,
    Name,
    Named,
    Not,
    Operator,
    Or,
    Phrase,
    Query,
    QueryFault,
    Standing,
    Word,
    joined,
)

__all__ = ["EVERYTHING", "Everything", "Query", "QueryFault", "parse"]

# SQLite takes expressions a thousand levels deep; nobody types a tenth of it.
MOST_TERMS = 100
MOST_LEVELS = 20

_FIELDS = (*Name, "is", "has", "lang")

_TOKEN = re.compile(r'\s+|[()]|-(?=\S)|"[^"]*"|[A-Za-z]+:"[^"]*"|[^\s()"]+')
# What follows the colon tells a field from `std::vector`, from an address and from a colon that ends a sentence.
_FIELD = re.compile(r"([A-Za-z]+):(?!:|//)(.*)", re.S)
_COMPARE = re.compile(rf"({'|'.join(Measure)})(<=|>=|<|>|=)(.*)", re.A | re.I | re.S)
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?", re.A)


def parse(text: str) -> Query | QueryFault:
    """The tree of a query, or its first fault."""
    try:
        return _Parser(tuple(_tokens(text))).whole()
    except _FaultError as fault:
        return fault.fault


class _FaultError(Exception):
    def __init__(self, column: int, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.fault = QueryFault(column, message, suggestion)


class _Token(NamedTuple):
    column: int
    text: str

    @property
    def is_or(self) -> bool:
        return self.text.lower() == "or"


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _FaultError(at + 1, _('this quote is not closed; add a " where the phrase ends'))
        if not found[0].isspace():
            yield _Token(at + 1, found[0])
        at = found.end()


class _Parser:
    def __init__(self, tokens: tuple[_Token, ...]) -> None:
        self._tokens = tokens
        self._at = 0
        self._levels = 0
        self._terms = 0

    def whole(self) -> Query:
        if not self._tokens:
            return EVERYTHING
        query = self._any()
        if token := self._next:
            _fail(token, _("no parenthesis is open here; remove this one or add ( before"))
        return query

    @property
    def _next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _any(self) -> Query:
        parts = [self._all()]
        while (token := self._next) and token.is_or:
            self._at += 1
            if self._next is None or self._next.text == ")":
                _fail(token, _("'or' wants something after it; put \"or\" in quotes to look for the word"))
            parts.append(self._all())
        return joined(Or, parts)

    def _all(self) -> Query:
        """One part at least: the callers have seen that there is one."""
        parts: list[Query] = []
        while (token := self._next) and token.text != ")" and not (token.is_or and parts):
            parts.append(self._part(token))
        return joined(And, parts)

    def _part(self, token: _Token) -> Query:
        self._at += 1
        if token.text in ("-", "("):
            self._levels += 1
            if self._levels > MOST_LEVELS:
                _fail(token, _("more than {levels} levels of ( and -; make it simpler").format(levels=MOST_LEVELS))
            inner = self._without(token) if token.text == "-" else self._group(token)
            self._levels -= 1
            return inner
        self._terms += 1
        if self._terms > MOST_TERMS:
            _fail(token, _("more than {words} words; leave some out").format(words=MOST_TERMS))
        return _leaf(token)

    def _without(self, minus: _Token) -> Query:
        after = self._next
        if after is None or after.text == ")" or after.column > minus.column + 1:
            _fail(minus, _("'-' wants a word right after it"))
        return Not(self._part(after))

    def _group(self, opening: _Token) -> Query:
        if self._next is None:
            _fail(opening, _("this parenthesis is not closed; add a )"))
        if self._next.text == ")":
            _fail(opening, _("there is nothing between the parentheses"))
        inner = self._any()
        if self._next is None:
            _fail(opening, _("this parenthesis is not closed; add a )"))
        self._at += 1
        return inner


def _leaf(token: _Token) -> Query:
    text = token.text
    if token.is_or:
        _fail(token, _("'or' wants something before it; put \"or\" in quotes to look for the word"))
    if text.startswith('"'):
        return Phrase(text[1:-1]) if text[1:-1].strip() else _fail(token, _("there is nothing between the quotes"))
    if found := _COMPARE.fullmatch(text):
        return _compare(token, Measure(found[1].lower()), Operator(found[2]), found[3])
    if (found := _FIELD.fullmatch(text)) and (found[2] or found[1].lower() in _FIELDS):
        return _field(token, found[1].lower(), found[2].strip('"'))
    return Word(text)


def _compare(token: _Token, measure: Measure, operator: Operator, number: str) -> Query:
    if not _NUMBER.fullmatch(number):
        _fail(
            token, _("{comparison} wants a number").format(comparison=f"{measure}{operator}"), f"{measure}{operator}7"
        )
    return Compare(measure, operator, float(number))


def _field(token: _Token, name: str, value: str) -> Query:
    if name not in _FIELDS:
        message = _("there is no field {name}:; put it in quotes to look for the words").format(name=name)
        _fail(token, message, _near(name, _FIELDS, ":"))
    if not value.strip():
        _fail(token, _("{name}: wants a value right after it").format(name=name))
    match name:
        case "is":
            return Is(Standing(_one_of(token, name, value, Standing)))
        case "has":
            return Has(Content(_one_of(token, name, value, Content)))
        case "lang":
            wants = _("lang: wants a code such as en or zh")
            return Lang(value.lower()) if _CODE.fullmatch(value) else _fail(token, wants)
        case _:
            return Named(Name(name), value)


def _one_of(token: _Token, name: str, value: str, known: Iterable[str]) -> str:
    words = [str(word) for word in known]
    if value.lower() not in words:
        near = _near(value.lower(), words)
        message = _("{name}: takes {known}").format(name=name, known=", ".join(words))
        _fail(token, message, near and f"{name}:{near}")
    return value.lower()


def _near(word: str, known: Iterable[str], suffix: str = "") -> str:
    """The most similar known word, or ""."""
    from difflib import get_close_matches

    return next((f"{near}{suffix}" for near in get_close_matches(word[:40], [str(name) for name in known], n=1)), "")


def _fail(token: _Token, message: str, suggestion: str = "") -> NoReturn:
    raise _FaultError(token.column, message, suggestion)
