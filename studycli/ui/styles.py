"""Styles of the cards: the terminal's own colours, and only those that can be read on light and on dark."""

BOLD = "bold"
ITALIC = "italic"
DIM = "dim"
CODE = "cyan"
GAP = "bold magenta"
MATCH = "bold magenta"
LINK = "underline"
RIGHT = "green"
WRONG = "red"
KEY = "bold"
BORDER = "dim"
BAR_DONE = "green"

# Wider lines are hard to read.
WIDEST = 100

# Rich paints some of these on a black ground.
MARKDOWN_STYLES = {
    "markdown.code": CODE,
    "markdown.code_block": CODE,
    "markdown.item.bullet": "none",
    "markdown.item.number": "none",
    "markdown.link": LINK,
    "markdown.link_url": LINK,
    "markdown.block_quote": DIM,
    "markdown.table.header": BOLD,
    "markdown.table.border": DIM,
    "markdown.hr": DIM,
}
