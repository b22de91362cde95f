"""A line of text as it is typed: each key turns it into the next."""

from dataclasses import dataclass, replace

# What a lapse note has room for; more would not be read at the next reveal.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """`asks` says what the line is for."""

    asks: str
    text: str = ""

    def press(self, key: str) -> "Line":
        """The line after a key; a key that writes nothing leaves it as it is."""
        match key:
            case "space":
                return self._with(f"{self.text} ")
            case "backspace":
                return replace(self, text=self.text[:-1])
            case "ctrl-u":
                return replace(self, text="")
            case _ if len(key) == 1 and key.isprintable():
                return self._with(self.text + key)
        return self

    def _with(self, text: str) -> "Line":
        return replace(self, text=text[:_LONGEST])
