"""The lines at the bottom: how far the session is, where each rating leads, which keys there are."""

from collections.abc import Collection, Mapping, Sequence

from rich.cells import cell_len
from rich.text import Text

from studycli.core.messages import N_, _
from studycli.core.schedule import Rating
from studycli.ui.keymap import KEYS, KeyHelp, When, keys_for, worded
from studycli.ui.styles import BAR_DONE, BOLD, DIM, KEY, WIDEST

_LEAST_BAR, _MOST_BAR = 8, 30
_DAYS_A_MONTH, _DAYS_A_YEAR = 30.44, 365.25
_RATINGS = {Rating.AGAIN: N_("Again"), Rating.HARD: N_("Hard"), Rating.GOOD: N_("Good"), Rating.EASY: N_("Easy")}


def interval_text(interval: int) -> str:
    """An interval as a review keeps it: days, or negative seconds."""
    if interval < 0:
        return _seconds_text(-interval)
    if interval < 30:
        return _("{days}d").format(days=interval)
    if interval < 365:
        return _("{months}mo").format(months=_short(interval / _DAYS_A_MONTH))
    return _("{years}y").format(years=_short(interval / _DAYS_A_YEAR))


def duration_text(seconds: float) -> str:
    """Minutes, with seconds or hours where they matter."""
    whole = round(seconds)
    if whole < 60:
        return _("{seconds} s").format(seconds=whole)
    if whole < 600 and whole % 60:
        return _("{minutes} min {seconds} s").format(minutes=whole // 60, seconds=whole % 60)
    hours, minutes = divmod(round(whole / 60), 60)
    if not hours:
        return _("{minutes} min").format(minutes=minutes)
    return (_("{hours} h {minutes} min") if minutes else _("{hours} h")).format(hours=hours, minutes=minutes)


def rating_name(rating: Rating) -> str:
    return _(_RATINGS[rating])


def rating_bar(intervals: Mapping[Rating, int | None], width: int, proposed: Rating | None = None) -> Text:
    """The four keys with their intervals, in as few lines as fit; the proposed one is marked."""
    entries = [_entry(rating, interval, rating is proposed) for rating, interval in intervals.items()]
    column = max(entry.cell_len for entry in entries) + 2
    in_line = next((n for n in (4, 2) if n * column <= width), 1)
    lines = []
    for start in range(0, len(entries), in_line):
        line = Text()
        for entry in entries[start : start + in_line]:
            entry.pad_right(column - entry.cell_len)
            line.append_text(entry)
        line.rstrip()
        lines.append(line)
    return Text("\n").join(lines)


def progress_bar(done: int, left: int, seconds_left: float | None, width: int) -> Text:
    """A bar with what it stands for in words; where there is no room, the words."""
    width = min(width, WIDEST)
    words = f" {progress_text(done, left, seconds_left)}"
    room = min(width - cell_len(words) - 2, _MOST_BAR)
    if room < _LEAST_BAR:
        return Text(words, DIM)
    filled = room * done // (done + left) if done + left else 0
    return Text.assemble(" ", ("━" * filled, BAR_DONE), ("─" * (room - filled), DIM), " ", (words, DIM))


def progress_text(done: int, left: int, seconds_left: float | None = None) -> str:
    if seconds_left is None or not left:
        return _("{done} done, {left} left").format(done=done, left=left)
    return _("{done} done, {left} left, about {time}").format(done=done, left=left, time=_minutes(seconds_left))


def hint_line(
    when: When,
    width: int,
    leave_out: Collection[str] = (),
    table: tuple[KeyHelp, ...] = KEYS,
    letters: Collection[str] = (),
) -> Text:
    """The keys that work now, as many as fit in one line; `leave_out` names keys that would do nothing, `letters` are
    those of the choices."""
    keys = [worded(key) for key in keys_for(when, table, letters) if key.word and key.keys[0] not in leave_out]
    between = " " * (2 if width < WIDEST // 2 else 3)
    while _length(keys, between) > width and (last := _last_optional(keys)):
        keys.remove(last)
    line = Text(" ")
    for number, key in enumerate(keys):
        line.append(between if number else "").append(key.label, KEY).append(f" {key.word}", DIM)
    return line


def _entry(rating: Rating, interval: int | None, proposed: bool) -> Text:
    mark, style = ("›", BOLD) if proposed else (" ", "")
    where = "" if interval is None else interval_text(interval)
    return Text.assemble(mark, (str(int(rating)), KEY), f" {rating_name(rating)} ", (where, DIM), style=style)


def _length(keys: Sequence[KeyHelp], between: str) -> int:
    return 1 + sum(cell_len(key.label) + 1 + cell_len(key.word) for key in keys) + len(between) * (len(keys) - 1)


def _last_optional(keys: Sequence[KeyHelp]) -> KeyHelp | None:
    """The first key is what one does next, and stays too."""
    return next((key for key in reversed(keys[1:]) if not key.stays), None)


def _seconds_text(seconds: int) -> str:
    if seconds < 60:
        return _("{seconds}s").format(seconds=seconds)
    if seconds < 3600:
        return _("{minutes}m").format(minutes=_short(seconds / 60))
    if seconds < 86_400:
        return _("{hours}h").format(hours=_short(seconds / 3600))
    return _("{days}d").format(days=_short(seconds / 86_400))


def _short(number: float) -> str:
    """One digit after the point below ten, and none that is 0."""
    return f"{number:.1f}".removesuffix(".0") if number < 9.95 else f"{number:.0f}"


def _minutes(seconds: float) -> str:
    return _("{minutes} min").format(minutes=max(1, round(seconds / 60)))
