"""`undo`: take back the last answer."""

from studycli.cli import facts, options
from studycli.cli.context import Context
from studycli.cli.output import mention, put, put_json
from studycli.cli.shown import shown
from studycli.cli.stop import Exit
from studycli.core.clock import instant_text
from studycli.core.history import Event, Kind, Progress
from studycli.core.messages import _
from studycli.core.schedule import Rating

SUMMARY = "Take back what was recorded last."

HELP = """\
studycli undo

Take back what this device recorded last: an answer, or a card that was suspended or buried."""


def run(decks: options.Decks = None, json: options.Json = False) -> int:
    with Context(decks, json=json) as context:
        event = context.log.undo(at=context.now_ms(), study_day=context.study_day(), now=context.now_ms())
        if event is None:
            mention(_("nothing to undo"))
        if json:
            put_json(_nothing() if event is None else facts.answer(event, context.log.progress(event.card)))
        elif event is not None:
            put(_line(event, context.log.progress(event.card)))
            if event.kind == Kind.ALIAS:
                told = _("the decks are left as they are; as they were before, they are in {path}")
                mention(told.format(path=context.merged))
        return Exit.DONE


def _nothing() -> dict[str, None]:
    """The keys of an answer when there was nothing to take back."""
    return dict.fromkeys(("card", "rating", "at", "state", "stability", "difficulty", "interval_days", "due"))


def _line(event: Event, progress: Progress) -> str:
    what = Rating(event.rating).word if event.rating else event.kind
    told = _("{card}: took back {what} of {when}; now {state}")
    return told.format(card=event.card, what=shown(what), when=instant_text(event.at), state=shown(progress.state.word))
