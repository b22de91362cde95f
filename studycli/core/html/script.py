"""Text that is set high or low: as Unicode's own characters where it has them, else as a formula."""

from studycli.core.html.inline import formula

_HIGH = dict(zip("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_LOW = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def script_of(text: str, name: str) -> str:
    """Markdown for the text of a `sub` or `sup`."""
    text = " ".join(text.split())
    letters = _HIGH if name == "sup" else _LOW
    if all(character in letters for character in text):
        return "".join(letters[character] for character in text)
    sign = "^" if name == "sup" else "_"
    return formula(f"{sign}{{\\text{{{_tex(text)}}}}}", False)


def _tex(text: str) -> str:
    return "".join(f"\\{character}" if character in "{}$%&#_" else character for character in text if character != "\\")
