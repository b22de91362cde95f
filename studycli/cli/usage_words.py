"""What Typer says of a command line it cannot take, in our words; it says it in English only."""

import re

from studycli.core.messages import N_, _

# Typer's sentence -> ours; groups go in by name. One that is not here stays as it is.
_SENTENCES = tuple(
    (re.compile(pattern), message)
    for pattern, message in (
        (
            r"No such option: (?P<option>\S+) \(Possible options: (?P<near>.*)\)",
            N_("no such option: {option}; did you mean {near}?"),
        ),
        (
            r"No such option: (?P<option>\S+) Did you mean (?P<near>.*)\?",
            N_("no such option: {option}; did you mean {near}?"),
        ),
        (r"No such option: (?P<option>\S+)", N_("no such option: {option}")),
        (
            r"No such command '(?P<word>.*)'\. Did you mean '(?P<near>.*)'\?",
            N_("no such command: {word}; did you mean {near}?"),
        ),
        (r"No such command '(?P<word>.*)'\.(?: .*)?", N_("no such command: {word}")),
        (r"Missing command\.", N_("a command is missing")),
        (r"Missing (?:argument|option|parameter) '(?P<name>.*)'\.", N_("{name} is missing")),
        (r"Option '(?P<option>.*)' requires an argument\.", N_("{option} needs a value")),
        (r"Option '(?P<option>.*)' does not take a value\.", N_("{option} takes no value")),
        (r"Got unexpected extra argument(?:s|\(s\))? \((?P<words>.*)\)", N_("nothing is known to do with: {words}")),
        (
            r"Invalid value for '(?P<name>.*)': '(?P<value>.*)' is not a valid (?:int|integer).*\.",
            N_("{name} must be a whole number, not {value!r}"),
        ),
        (
            r"Invalid value for '(?P<name>.*)': '(?P<value>.*)' is not a valid float.*\.",
            N_("{name} must be a number, not {value!r}"),
        ),
        (
            r"Invalid value for '(?P<name>.*)': (?P<value>\S+) is not in the range (?P<range>.*)\.",
            N_("{name} must be in the range {range}, not {value}"),
        ),
        (
            r"Invalid value for '(?P<name>.*)': '(?P<value>.*)' is not one of (?P<words>.*)\.",
            N_("{name} must be one of {words}, not {value!r}"),
        ),
    )
)


def worded(sentence: str) -> str:
    """The sentence in the language of the interface."""
    for pattern, message in _SENTENCES:
        if match := pattern.fullmatch(sentence):
            return _(message).format(**match.groupdict())
    return sentence
