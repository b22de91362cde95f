"""cmark with the extensions that cards need, giving back the memory of each text.

The library's own function keeps every tree and every result for ever: 170 MB for 10,000 notes.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

_EXTENSIONS = ("table", "strikethrough", "autolink")


def markdown_to_html(text: str) -> str:
    """HTML of a Markdown text, raw HTML in it left out."""
    from cmarkgfm._cmark import ffi, lib

    parser, extensions = _parser()
    encoded = text.encode()
    lib.cmark_parser_feed(parser, encoded, len(encoded))
    root = lib.cmark_parser_finish(parser)
    result = lib.cmark_render_html(root, 0, extensions)
    try:
        return str(ffi.string(result).decode("utf-8"))
    finally:
        free_tree, free = _freeing()
        free_tree(int(ffi.cast("uintptr_t", root)))
        free(int(ffi.cast("uintptr_t", result)))


@cache
def _parser() -> tuple[Any, Any]:
    """The parser and its extensions. It takes one text after the other: a new one costs as much as a short text."""
    from cmarkgfm import cmark

    lib = cmark._cmark.lib
    cmark.core_extensions_ensure_registered()
    parser = lib.cmark_parser_new(0)
    for name in _EXTENSIONS:
        lib.cmark_parser_attach_syntax_extension(parser, cmark.find_syntax_extension(name))
    return parser, lib.cmark_parser_get_syntax_extensions(parser)


@cache
def _freeing() -> tuple[Callable[[int], object], Callable[[int], object]]:
    """What frees a tree and a result; where the library hides them, as on Windows, the memory is not given back."""
    from cmarkgfm import _cmark

    try:
        library = ctypes.CDLL(_cmark.__file__)
        free_tree, free = library.cmark_node_free, library.free
    except (OSError, AttributeError):
        return id, id
    for function in (free_tree, free):
        function.argtypes, function.restype = [ctypes.c_void_p], None
    return free_tree, free
