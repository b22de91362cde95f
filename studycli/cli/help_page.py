"""Help pages in the language of the interface, wrapped by columns: Typer counts characters, and some are two wide."""

from itertools import pairwise
from typing import Any

from typer.core import TyperCommand, TyperGroup

from studycli.core.messages import N_, _

_WIDEST = 80
_INDENT = 2
# What stands below something is indented by so much more.
_BELOW = 4
# Of the width, what options and commands, and what examples may take; a meaning has the rest, or lines of its own.
_NAMES, _EXAMPLES = 0.4, 0.65
# As Typer writes them.
_USAGE = {N_("[OPTIONS]"), N_("COMMAND [ARGS]...")}


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
    from rich.cells import cell_len

    parameters: list[Any] = command.get_params(ctx)
    arguments = [_row(each, ctx) for each in parameters if each.param_type_name == "argument"]
    options = [_row(each, ctx) for each in parameters if each.param_type_name == "option" and not each.hidden]
    pieces = [_(piece) if piece in _USAGE else piece for piece in command.collect_usage_pieces(ctx)]
    return [
        *_wrapped(f"{_('Usage: ')}{ctx.command_path} {' '.join(pieces)}", width, 0, cell_len(_("Usage: "))),
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
    """Paragraphs, wrapped; one that begins with a command holds examples, each a line, its comment after two blanks."""
    from studycli.core.soft_breaks import joined

    lines: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        if paragraph.startswith("studycli "):
            lines += _examples(paragraph.splitlines(), width)
        else:
            lines += _wrapped(" ".join(joined(paragraph.splitlines(), ())), width, _INDENT, _INDENT)
        lines.append("")
    return lines[:-1]


def _examples(lines: list[str], width: int) -> list[str]:
    """Commands are not broken, so that they can be copied; all comments stand beside them, or all below."""
    from rich.cells import cell_len

    rows = [(command, comment.strip()) for command, _blanks, comment in (line.partition("  ") for line in lines)]
    widest = int(width * _EXAMPLES)
    fit = all(cell_len(command) <= widest for command, comment in rows if comment)
    return _columns(rows, width, widest if fit else 0)


def _section(head: str, rows: list[tuple[str, str]], width: int) -> list[str]:
    return ["", head, *_columns(rows, width, int(width * _NAMES))] if rows else []


def _columns(rows: list[tuple[str, str]], width: int, widest: int) -> list[str]:
    """What is written with its meaning beside it, or below it where it is wider than `widest`."""
    from rich.cells import cell_len

    beside = (cell_len(written) for written, meaning in rows if meaning and cell_len(written) <= widest)
    column = _INDENT + max(beside, default=0) + 2
    lines = []
    for written, meaning in rows:
        head = " " * _INDENT + written
        if not meaning or cell_len(written) > widest:
            lines.append(head)
            lines += _indented(meaning, width, _INDENT + _BELOW) if meaning else []
        else:
            first, *more = _indented(meaning, width, column)
            lines += [head + first[cell_len(head) :], *more]
    return lines


def _indented(text: str, width: int, column: int) -> list[str]:
    return [" " * column + line for line in _wrapped(text, max(_BELOW, width - column), 0, 0)]


def _wrapped(text: str, width: int, first: int, rest: int) -> list[str]:
    from studycli.ui.wrapping import breaks

    indented = " " * first + text
    cuts = [0, *breaks(indented, width, rest), len(indented)]
    parts = [indented[begin:end].rstrip() for begin, end in pairwise(cuts)]
    return [part if part is parts[0] else " " * rest + part.lstrip() for part in parts]
