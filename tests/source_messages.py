"""What the code says to people: the messages marked for translation, and prose that is not marked."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parent.parent / "studycli"
# Two words with a blank between, or one with a capital as a label; statements of SQL are neither.
_PROSE = re.compile(r"[A-Za-z]{2,}[,;:.]? [a-z]{2,}|^[A-Z][a-z]+:?$")
_SQL = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|PRAGMA|ATTACH|DETACH|BEGIN|COMMIT|ALTER|WITH|FROM|WHERE|AND|OR|ON"
    r"|JOIN|LEFT|UNION|EXISTS|NOT|CASE|ORDER|GROUP|VACUUM|REPLACE|LIMIT|ANALYZE|SAVEPOINT|ROLLBACK)\b"
    r"|(?s:.*)(\bJOIN [a-z]|\(SELECT |\bIS NOT NULL|\b(AND|OR) is_like\()"
)
_MARKS = {"_", "N_", "n_"}
# Raised for programmers, and never shown.
_INTERNAL = {"ValueError", "TypeError", "AssertionError", "NotImplementedError", "KeyError", "LookupError"}
# What these are called with is no text for people.
_CODE = {
    "compile",
    "fullmatch",
    "match",
    "search",
    "sub",
    "namedtuple",
    "TypeVar",
    "NewType",
    "execute",
    "executemany",
    "version",
}
# Columns of tables that are messages, and what stands before the text in the message: what a key does and its word in
# the hint line, the meaning of a setting.
_COLUMNS = {"KeyHelp": {2: "", 4: "key|"}, "Setting": {3: ""}}
# Templates of HTML begin with a tag.
_HTML = re.compile(r"\s*<[!/a-z]")


class Message(NamedTuple):
    text: str
    plural: str | None
    place: str


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def messages(path: Path) -> Iterator[Message]:
    """Texts given to `_`, `N_` and `n_`, columns of tables, help texts of options, HELP and SUMMARY of commands."""
    for node in ast.walk(_tree(path)):
        match node:
            case ast.Call(func=ast.Name(id="_" | "N_"), args=[ast.Constant(value=str(text))]):
                yield Message(text, None, _place(path, node))
            case ast.Call(
                func=ast.Name(id="n_"), args=[ast.Constant(value=str(one)), ast.Constant(value=str(many)), _]
            ):
                yield Message(one, many, _place(path, node))
            case ast.keyword(arg="help", value=ast.Constant(value=str(text))):
                yield Message(text, None, _place(path, node.value))
            case ast.Call(func=ast.Name(id=table), args=columns) if table in _COLUMNS:
                for column, before in _COLUMNS[table].items():
                    match columns[column:]:
                        case [ast.Constant(value=str(text)), *_rest]:
                            yield Message(before + text, None, _place(path, columns[column]))
            case ast.Assign(targets=[ast.Name(id="HELP" | "SUMMARY")], value=ast.Constant(value=str(text))):
                yield Message(text, None, _place(path, node))


def unmarked(path: Path) -> Iterator[tuple[str, str]]:
    """Place and text of prose that is never translated."""
    tree = _tree(path)
    skipped = {id(inner) for node in ast.walk(tree) for aside in _asides(node) for inner in ast.walk(aside)}
    for node in ast.walk(tree):
        text = _text(node)
        if text and id(node) not in skipped and _PROSE.search(text) and not (_SQL.match(text) or _HTML.match(text)):
            yield _place(path, node), text


def _asides(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, what is marked, what only programmers see, lists of words, annotations, parts of an f-string."""
    match node:
        case ast.Call(func=func, args=arguments):
            yield from _in_call(node, func, arguments)
        case ast.Expr(value=ast.Constant(value=str())) | ast.keyword(arg="help"):
            yield node
        case ast.Assign(targets=[ast.Name(id="HELP" | "SUMMARY" | "__all__")]):
            yield node
        case ast.FunctionDef(returns=ast.AST() as aside) | ast.Assert(msg=ast.AST() as aside):
            yield aside
        case ast.Compare(left=ast.Constant() as aside, ops=[ast.In()]):
            yield aside
        case ast.arg(annotation=ast.AST() as aside) | ast.AnnAssign(annotation=aside):
            yield aside
        case ast.JoinedStr(values=parts):
            yield from (part for part in parts if isinstance(part, ast.Constant))


def _in_call(call: ast.Call, func: ast.expr, arguments: list[ast.expr]) -> Iterator[ast.AST]:
    match func:
        case ast.Name(id=name) if name in _MARKS | _INTERNAL | _CODE:
            yield call
        case ast.Name(id=table) if table in _COLUMNS:
            yield from (arguments[column] for column in _COLUMNS[table] if column < len(arguments))
        case ast.Attribute(attr=name) if name in _CODE:
            yield call
        case ast.Attribute(value=ast.Constant() as words, attr="split"):
            yield words


def _text(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in parts)
    return ""


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(PACKAGE.parent)}:{getattr(node, 'lineno', 0)}"
