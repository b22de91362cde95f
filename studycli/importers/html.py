"""HTML marks in a bank's text as Markdown. What is no known tag, such as `<vector>`, is text and stays."""

import re

_CODE = re.compile(r"(?<!`)(`{1,20})(?!`).{1,1000}?(?<!`)\1(?!`)", re.S)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_IMAGE = re.compile(r"<img\b([^<>]*)>", re.I)
_ATTRIBUTE = re.compile(r"\b(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_LINK = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"']?([^\"'\s<>]+)[\"']?[^<>]*>(.{0,1000}?)</a>", re.I | re.S)
_SCRIPT = re.compile(r"<(su[bp])>([^<>]*)</\1>", re.I)
_PAIRS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "kbd": "`", "tt": "`", "del": "~~", "s": "~~"}
_TAG = re.compile(rf"</?({'|'.join(_PAIRS)})(?:\s[^<>]*)?>", re.I)
_BREAK = re.compile(r"[ \t]*<br\s*/?>[ \t]*\n?", re.I)
_FRAMES = re.compile(r"</?(?:p|div|center|span|font|u|a|details|summary|section|h[1-6]|hr)\b[^<>]*>", re.I)


def markdown_of(text: str) -> str:
    """The text with known tags as Markdown and without comments; code spans are left alone."""
    if "<" not in text:
        return text
    pieces: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        pieces += [_converted(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*pieces, _converted(text[at:])]).strip("\n")


def _converted(text: str) -> str:
    text = _IMAGE.sub(_image, _COMMENT.sub("", text))
    text = _LINK.sub(r"[\2](\1)", text)
    text = _SCRIPT.sub(lambda match: f"{'_' if match[1].lower() == 'sub' else '^'}{match[2]}", text)
    text = _TAG.sub(lambda match: _PAIRS[match[1].lower()], text)
    if "|" not in text:
        text = _BREAK.sub("\\\\\n", text)
    return _FRAMES.sub("", text)


def _image(match: re.Match[str]) -> str:
    found = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(match[1])}
    return f"![{found.get('alt', '')}]({found['src']})" if "src" in found else match[0]
