"""What is read in bulk is what the pure functions make of the events."""

from history_strategies import histories
from hypothesis import given, settings

from studycli.core import stats
from studycli.core.history import fold
from studycli.core.model import CardId
from studycli.core.stats import Standing
from studycli.history import figures
from studycli.history.log import Log


@settings(deadline=None, max_examples=25)
@given(histories())
def test_bulk_reading_gives_what_the_events_give(tmp_path_factory, events):
    log = Log.open(tmp_path_factory.mktemp("log"))
    log.take_in(events)
    assert log.ask(lambda db: list(figures.answers(db))) == list(stats.answers(events))
    assert stats.most_missed(log.ask(figures.misses)) == stats.most_missed(stats.misses(events))
    told = {standing.card: standing for standing in log.ask(figures.standings)}
    log.close()
    for card in {event.card for event in events}:
        kept = fold(CardId(card), [event for event in events if event.card == card])
        due = None if kept.suspended else kept.due
        assert told[card] == Standing(card, kept.state, due, kept.lapses, kept.memory and kept.memory.difficulty)
