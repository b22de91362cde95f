"""A sub- and a superscript on one base, put so that TeXicode draws both.

Of `x_i^2` it loses one or tears them apart; `{x_i}^2` it draws as print does.
"""

from studycli.ui.tex import LIMITS, argument_end

# Deeper groups are left as they are; nobody writes them on a card.
_DEEPEST = 20


def nested(tokens: list[str], depth: int = 0) -> list[str]:
    """The tokens with `x_i^2` and `x^2_i` as `{x_i}^2`, but for sums and the like, whose scripts are limits."""
    if depth > _DEEPEST:
        return tokens
    result: list[str] = []
    at = 0
    while at < len(tokens):
        if tokens[at].isspace():
            result.append(tokens[at])
            at += 1
            continue
        base_end = _base_end(tokens, at)
        end, scripts = _scripts(tokens, base_end)
        base = _inside(tokens[at:base_end], depth)
        if len(scripts) == 2 and base[0] not in LIMITS:
            lower, upper = (_inside(scripts[mark], depth) for mark in "_^")
            result += ["{", *base, "_", *lower, "}", "^", *upper]
            at = end
        else:
            result += base
            at = base_end
    return result


def _base_end(tokens: list[str], at: int) -> int:
    """The index after what scripts would hang on: a group, a command with its arguments, or one token."""
    if tokens[at] == "\\left":
        return _bracket_end(tokens, at)
    if tokens[at] in ("\\right", "\\begin", "\\end"):
        return min(len(tokens), at + 1)
    end = argument_end(tokens, at)
    while tokens[at].startswith("\\") and end < len(tokens) and tokens[end] == "{":
        end = argument_end(tokens, end)
    return max(end, at + 1)


def _bracket_end(tokens: list[str], at: int) -> int:
    """The index after the delimiter of the `\\right` that closes this `\\left`; after the `\\left` where none does."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += {"\\left": 1, "\\right": -1}.get(tokens[place], 0)
        if not depth:
            return min(len(tokens), place + 2)
    return at + 1


def _scripts(tokens: list[str], at: int) -> tuple[int, dict[str, list[str]]]:
    """The first script of each kind that follows, by its mark, and the index after them."""
    found: dict[str, list[str]] = {}
    while at + 1 < len(tokens) and tokens[at] in ("_", "^") and tokens[at] not in found:
        end = _base_end(tokens, at + 1)
        found[tokens[at]] = tokens[at + 1 : end]
        at = end
    return at, found


def _inside(unit: list[str], depth: int) -> list[str]:
    """The same unit, what stands in its groups put likewise."""
    if unit[0] == "\\left" and len(unit) > len(["\\left", "(", "\\right", ")"]):
        return [*unit[:2], *nested(unit[2:-2], depth + 1), *unit[-2:]]
    result: list[str] = []
    at = 0
    while at < len(unit):
        if unit[at] != "{":
            result.append(unit[at])
            at += 1
            continue
        end = argument_end(unit, at)
        closed = unit[end - 1] == "}"
        result += ["{", *nested(unit[at + 1 : end - closed], depth + 1), *["}"] * closed]
        at = end
    return result
