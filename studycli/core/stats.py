"""Figures over a history: what was answered and remembered, what comes, and what is hard."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from studycli.core.history import Event, Kind, effective
from studycli.core.model import CardId, NoteId, note_of
from studycli.core.schedule import Rating, State

MATURE_DAYS = 21
FORECAST_DAYS = 30
# Fewer answers say nothing about a deck.
LEAST_TESTED = 10

# Card, study day, rating, interval (days, or negative seconds in a learning step) and milliseconds of an answer that
# counts. A plain tuple, because there may be a million. The rating is None where memory was not tested (crammed), and
# RESET where the card was made new.
Answer = tuple[CardId, int, int | None, int, int]
RESET = 0
_AGAIN = int(Rating.AGAIN)
_IN_STEPS = -1


@dataclass(frozen=True, slots=True)
class Share:
    passed: int = 0
    tested: int = 0

    @property
    def ratio(self) -> float | None:
        """From 0 to 1; None when nothing was tested."""
        return self.passed / self.tested if self.tested else None

    def __add__(self, other: "Share") -> "Share":
        return Share(self.passed + other.passed, self.tested + other.tested)


@dataclass(frozen=True, slots=True)
class Day:
    """One study day. `young` and `mature` are its true retention."""

    day: int
    reviews: int
    ms: int
    young: Share
    mature: Share


@dataclass(frozen=True, slots=True)
class Tally:
    """Days with reviews in their order, and the true retention of each card that was tested."""

    days: tuple[Day, ...]
    cards: dict[CardId, Share]


@dataclass(frozen=True, slots=True)
class Period:
    """Several days in one: `days` counts those with reviews."""

    days: int
    reviews: int
    ms: int
    young: Share
    mature: Share


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days in a row with a review. The current one may end yesterday, while nothing was answered today."""

    current: int
    longest: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a card stands. `due` is UTC ms in a learning step, a study day in review, None when new or suspended."""

    card: CardId
    state: State
    due: int | None
    lapses: int
    difficulty: float | None


@dataclass(frozen=True, slots=True)
class HardNote:
    """`lapses` of all its cards, `difficulty` of its hardest."""

    note: NoteId
    lapses: int
    difficulty: float


@dataclass(frozen=True, slots=True)
class Group:
    """The true retention of a deck or a tag."""

    name: str
    share: Share


@dataclass(frozen=True, slots=True)
class MissedPoint:
    note: NoteId
    point: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """All of it. `forecast` counts the cards of each day from today on; the lists begin with the worst."""

    today: int
    days: tuple[Day, ...]
    streak: Streak
    forecast: tuple[int, ...]
    hardest: tuple[HardNote, ...]
    decks: tuple[Group, ...]
    tags: tuple[Group, ...]
    missed: tuple[MissedPoint, ...]

    @property
    def periods(self) -> dict[str, Period]:
        """Today, the 30 and the 365 days that end with it, and all."""
        return {"today": self._last(1), "month": self._last(30), "year": self._last(365), "all": total(self.days)}

    def _last(self, days: int) -> Period:
        return total(day for day in self.days if self.today - days < day.day <= self.today)


def answers(events: Iterable[Event]) -> Iterator[Answer]:
    """The answers of a history, in the order of the fold; undone ones are left out."""
    for event in effective(events):
        if event.kind in (Kind.REVIEW, Kind.RESET):
            rating = RESET if event.kind == Kind.RESET else None if event.mode == "cram" else event.rating
            yield event.card, event.study_day, rating, event.interval or 0, event.duration_ms or 0


def tally(in_order: Iterable[Answer]) -> Tally:
    """Count answers that come in the order of the fold.

    Memory is tested by an answer when the card's answer before it led to an interval in days and was on an earlier
    study day; it is passed unless it was again. The card is mature when that interval was at least MATURE_DAYS.
    """
    days: dict[int, list[int]] = {}  # reviews, ms, passed and tested while young, passed and tested when mature
    cards: dict[CardId, list[int]] = {}  # last interval, last study day, passed, tested
    for card, day, rating, interval, ms in in_order:
        last = cards.get(card)
        if rating == RESET:
            if last:
                last[0] = _IN_STEPS
            continue
        counts = days.get(day)
        if counts is None:
            counts = days[day] = [0] * 6
        counts[0] += 1
        counts[1] += ms
        if rating is None:
            continue
        if last is None:
            cards[card] = [interval, day, 0, 0]
            continue
        if last[0] >= 0 and day > last[1]:
            passed = rating > _AGAIN
            age = 4 if last[0] >= MATURE_DAYS else 2
            counts[age] += passed
            counts[age + 1] += 1
            last[2] += passed
            last[3] += 1
        last[0] = interval
        last[1] = day
    return Tally(
        tuple(_day(day, counts) for day, counts in sorted(days.items())),
        {card: Share(passed, tested) for card, (_, _, passed, tested) in cards.items() if tested},
    )


def total(days: Iterable[Day]) -> Period:
    count = reviews = ms = 0
    young = mature = Share()
    for day in days:
        count, reviews, ms = count + 1, reviews + day.reviews, ms + day.ms
        young, mature = young + day.young, mature + day.mature
    return Period(count, reviews, ms, young, mature)


def streak(days: Iterable[int], today: int) -> Streak:
    """From the study days with reviews, in any order."""
    longest = run = 0
    last = None
    for day in sorted({day for day in days if day <= today}):
        run = run + 1 if last == day - 1 else 1
        longest = max(longest, run)
        last = day
    return Streak(run if last is not None and last >= today - 1 else 0, longest)


def forecast(standings: Iterable[Standing], today: int, day_of: Callable[[int], int]) -> tuple[int, ...]:
    """Cards that fall due on each day from today on, overdue ones today. `day_of` is the study day of UTC ms."""
    counts = [0] * FORECAST_DAYS
    for standing in standings:
        if standing.due is None:
            continue
        day = standing.due if standing.state is State.REVIEW else day_of(standing.due)
        if day - today < FORECAST_DAYS:
            counts[max(0, day - today)] += 1
    return tuple(counts)


def hardest(standings: Iterable[Standing]) -> tuple[HardNote, ...]:
    """Notes that were forgotten: by lapses, then by difficulty."""
    lapses: Counter[NoteId] = Counter()
    difficulty: dict[NoteId, float] = {}
    for standing in standings:
        if standing.lapses:
            note = note_of(standing.card)
            lapses[note] += standing.lapses
            difficulty[note] = max(difficulty.get(note, 0.0), standing.difficulty or 0.0)
    worst = sorted(lapses, key=lambda note: (-lapses[note], -difficulty[note], note))
    return tuple(HardNote(note, lapses[note], difficulty[note]) for note in worst)


def weakest(shares: Iterable[tuple[str, Share]], least: int = LEAST_TESTED) -> tuple[Group, ...]:
    """Shares of the same name in one, by how few were passed; those with fewer than `least` tested are left out."""
    passed: Counter[str] = Counter()
    tested: Counter[str] = Counter()
    for name, share in shares:
        passed[name] += share.passed
        tested[name] += share.tested
    groups = (Group(name, Share(passed[name], count)) for name, count in tested.items() if count >= max(1, least))
    return tuple(sorted(groups, key=lambda group: (group.share.ratio, -group.share.tested, group.name)))


def misses(events: Iterable[Event]) -> Iterator[tuple[CardId, str, int]]:
    """Card, text and 1 for each point that an answer missed; undone ones are left out."""
    for event in effective(events):
        if event.kind == Kind.REVIEW:
            yield from ((event.card, point, 1) for _, point in event.missed)


def most_missed(counted: Iterable[tuple[CardId, str, int]]) -> tuple[MissedPoint, ...]:
    """Points by how often they were missed."""
    times: Counter[tuple[NoteId, str]] = Counter()
    for card, point, count in counted:
        times[note_of(card), point] += count
    points = (MissedPoint(note, point, count) for (note, point), count in times.items())
    return tuple(sorted(points, key=lambda missed: (-missed.times, missed.note, missed.point)))


def _day(day: int, counts: Sequence[int]) -> Day:
    reviews, ms, *shares = counts
    return Day(day, reviews, ms, Share(*shares[:2]), Share(*shares[2:]))
