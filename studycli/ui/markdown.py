"""Markdown for the terminal: in full for an answer, lightly for a question."""

from rich.console import RenderableType
from rich.text import Text

from studycli.ui.prose import light


def question_text(text: str, width: int) -> Text:
    """Without `rich.markdown`, which would hold up the first screen."""
    return light(text, width)


def answer_view(text: str) -> RenderableType:
    """Takes the width that it is given when it is drawn."""
    from studycli.ui.rich_markdown import AnswerMarkdown

    return AnswerMarkdown(text)
