"""What was done in a session, so that it can be taken back."""

from typing import NamedTuple

from studycli.core.history import Event
from studycli.core.model import CardId
from studycli.core.session import Session


class Deed(NamedTuple):
    """Something that was done while a card was shown: what was recorded, and the session as it was before."""

    card: CardId
    events: tuple[Event, ...]
    before: Session
