"""A text as it is typed: each key turns it into the next."""

from dataclasses import dataclass, replace

from studycli.ui.paste import text_of

# What a lapse note has room for; more would not be read at the next reveal.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """`asks` says what the line is for; the cursor stands between `left` and `right`.

    Where several lines are pasted and it is to be one, blanks part them.
    """

    asks: str
    left: str = ""
    right: str = ""
    longest: int = _LONGEST
    is_one: bool = True

    @property
    def text(self) -> str:
        return self.left + self.right

    @property
    def prompt(self) -> str:
        """What it is for, parted from what is typed; a wide colon or question mark holds its own blank."""
        return self.asks if self.asks.endswith(("：", "？")) else f"{self.asks} "

    def press(self, key: str) -> "Line":
        """The line after a key; a key that writes nothing leaves it as it is."""
        left, right = self.left, self.right
        match key:
            case "backspace":
                left = left[:-1]
            case "delete":
                right = right[1:]
            case "ctrl-u":
                left = ""
            case "left":
                left, right = left[:-1], left[-1:] + right
            case "right":
                left, right = left + right[:1], right[1:]
            case "home" | "ctrl-a":
                left, right = "", left + right
            case "end":
                left, right = left + right, ""
            case _:
                left += self._written(key)[: max(0, self.longest - len(left) - len(right))]
        return replace(self, left=left, right=right)

    def _written(self, key: str) -> str:
        if key == "space":
            return " "
        if (text := text_of(key)) is not None:
            return text.strip("\n").replace("\n", " ") if self.is_one else text
        return key if len(key) == 1 and key.isprintable() else ""
