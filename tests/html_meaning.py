"""What a reader sees of the HTML that our own renderer makes: two texts with the same meaning are equal here."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

_MARKS = ("em", "strong", "del")
_INLINE = (*_MARKS, "a", "code", "span", "br", "img")


def meaning(html):
    """The page as nested tuples, without what leaves no trace on the screen."""
    text = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", html).replace("<br>", "<br />")
    return _blocks(_content(ElementTree.fromstring(f"<body>{text}</body>"), ()))


def _content(element, marks):
    """Leaves with their marks, and blocks as tuples, in order."""
    yield from _leaf(element.text, marks)
    for child in element:
        tag = child.tag
        if tag in _MARKS:
            yield from _content(child, tuple(dict.fromkeys((*marks, tag))))
        elif tag == "a":
            yield from _content(child, (*marks, unquote(child.get("href", ""))))
        elif tag == "br":
            yield ("br",)
        elif tag == "code" or (tag == "span" and "image" in child.get("class", "")):
            inside = "".join(child.itertext())
            # Code that is a blank is seen as one.
            yield (tag, " ".join(inside.split()), marks) if inside.strip() else ("text", inside, marks)
        elif tag == "pre":
            yield ("block", "pre", _language(child[0]), "".join(child.itertext()).rstrip("\n"))
        elif tag == "span":
            yield from _content(child, marks)
        else:
            yield from _block(child, tag)
        yield from _leaf(child.tail, marks)


def _block(element, tag):
    if tag == "p":
        yield from (("block", "end"), *_content(element, ()), ("block", "end"))
        return
    where = (element.get("start", ""), element.get("align", ""))
    inner = _blocks(_content(element, ()))
    if inner or tag in ("td", "th", "hr"):
        yield ("block", tag, where, inner)


def _language(code):
    """A name that no language has, such as `(x)`, says nothing."""
    named = code.get("class", "")
    return named if re.fullmatch(r"language-[\w+#.-]+", named) else ""


def _leaf(text, marks):
    if text:
        yield ("text", text, marks)


def _blocks(content):
    """Runs of leaves as lines of words, parted by the blocks between them."""
    blocks, run = [], []
    for piece in (*content, ("block", "end")):
        if piece[0] == "block":
            blocks += _paragraphs(run)
            run = []
            blocks += [piece] if piece != ("block", "end") else []
        else:
            run.append(piece)
    return tuple(blocks)


def _paragraphs(run):
    """The lines of a run; empty ones leave no trace but that of a paragraph's end."""
    lines, words = [], []
    for piece in (*run, ("br",)):
        if piece == ("br",):
            lines += [tuple(words)] if words else []
            words = []
        elif piece[0] == "text":
            words += [(word, piece[2]) for word in re.findall(r"\s+|\S+", piece[1])]
        else:
            words.append(piece)
    return [("line", line) for line in map(_line, lines) if line]


def _line(words):
    """Letters one by one with their marks, as one blank for many and none at either end."""
    letters = []
    for word in words:
        if len(word) == 3:
            letters.append(word)
        elif word[0].isspace():
            letters += [(" ", ())] if letters and letters[-1] != (" ", ()) else []
        else:
            letters += [(letter, tuple(sorted(word[1]))) for letter in word[0]]
    return tuple(letters[:-1] if letters and letters[-1] == (" ", ()) else letters)
