"""Words that are stored and read by programs, as people are shown them."""

from studycli.core.messages import N_, _

_WORDS = {
    *(N_("new"), N_("learning"), N_("review"), N_("relearning"), N_("due"), N_("unanswered")),
    *(N_("again"), N_("hard"), N_("good"), N_("easy")),
    *(N_("suspend"), N_("unsuspend"), N_("bury"), N_("unbury"), N_("reset"), N_("reschedule")),
    *(N_("flag"), N_("unflag"), N_("remark"), N_("alias"), N_("undo")),
    *(N_("suspended"), N_("buried"), N_("updated"), N_("default")),
}


def shown(word: str) -> str:
    """The word in the language of the interface; what is no such word stays as it is."""
    return _(word) if word in _WORDS else word
