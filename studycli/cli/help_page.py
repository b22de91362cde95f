"""Help pages in the language of the interface, wrapped by columns: Typer counts characters, and some are two wide."""

from itertools import pairwise
from typing import Any

from typer.core import TyperCommand, TyperGroup

from studycli.core.messages import _

_WIDEST = 80
_INDENT = 2


class Command(TyperCommand):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(_page(self, ctx, _width())))


class Group(TyperGroup):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        commands = [(name, _(self.commands[name].short_help or "")) for name in self.list_commands(ctx)]
        lines = [*_page(self, ctx, _width()), *_section(_("Commands:"), commands, _width())]
        formatter.write("\n".join(lines))


def _width() -> int:
    import shutil

    return min(_WIDEST, shutil.get_terminal_size().columns)


def _page(command: TyperCommand | TyperGroup, ctx: Any, width: int) -> list[str]:
    parameters: list[Any] = command.get_params(ctx)
    arguments = [_row(each, ctx) for each in parameters if each.param_type_name == "argument"]
    options = [_row(each, ctx) for each in parameters if each.param_type_name == "option" and not each.hidden]
    return [
        *_wrapped(f"{_('Usage:')} {ctx.command_path} {' '.join(command.collect_usage_pieces(ctx))}", width, 0, 7),
        "",
        *_text(_(command.help or ""), width),
        *_section(_("Arguments:"), arguments, width),
        *_section(_("Options:"), options, width),
    ]


def _row(parameter: Any, ctx: Any) -> tuple[str, str]:
    """How it is written, and what it does."""
    record = parameter.get_help_record(ctx)
    if record is None:
        return parameter.make_metavar(ctx), _(parameter.help or "")
    written, meaning = record
    english = parameter.help or ""
    extra = meaning[len(english) :].replace("[default: ", _("[default: ")).replace("[required]", _("[required]"))
    return written, (_(english) if english else "") + extra


def _text(text: str, width: int) -> list[str]:
    """Paragraphs, wrapped; one that begins with \\b keeps its lines."""
    from studycli.ui.soft_breaks import joined

    lines: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        kept = paragraph.removeprefix("\b\n")
        if kept != paragraph:
            lines += [" " * _INDENT + line for line in kept.splitlines()]
        else:
            lines += _wrapped(" ".join(joined(paragraph.splitlines(), ())), width, _INDENT, _INDENT)
        lines.append("")
    return lines[:-1]


def _section(head: str, rows: list[tuple[str, str]], width: int) -> list[str]:
    from rich.cells import cell_len

    if not rows:
        return []
    column = _INDENT + max(cell_len(written) for written, _meaning in rows) + 2
    lines = ["", head]
    for written, meaning in rows:
        first, *more = _wrapped(meaning, width - column, 0, 0) or [""]
        lines.append(f"{'':{_INDENT}}{written}{' ' * (column - _INDENT - cell_len(written))}{first}".rstrip())
        lines += [" " * column + line for line in more]
    return lines


def _wrapped(text: str, width: int, first: int, rest: int) -> list[str]:
    from studycli.ui.wrapping import breaks

    indented = " " * first + text
    cuts = [0, *breaks(indented, width, rest), len(indented)]
    parts = [indented[begin:end].rstrip() for begin, end in pairwise(cuts)]
    return [part if part is parts[0] else " " * rest + part.lstrip() for part in parts]
