import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.problem import Problem
from studycli.importers.bank import MAXIMUM_BYTES, Bank, decode

TEXT = "### 1. 什么是霜？\r\n答案：冰晶。\r露\n"
READ = "### 1. 什么是霜？\n答案：冰晶。\n露\n"


def decoded(data: bytes, encoding: str | None = None) -> Bank:
    bank = decode(data, path="folder/霜.md", encoding=encoding)
    assert isinstance(bank, Bank), bank
    return bank


def refused(data: bytes, encoding: str | None = None) -> Problem:
    problem = decode(data, path="x.md", encoding=encoding)
    assert isinstance(problem, Problem), problem
    return problem


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
        (TEXT.encode("gb18030"), "gb18030"),
    ],
)
def test_the_encoding_is_found_and_lines_end_in_lf(data: bytes, encoding: str) -> None:
    bank = decoded(data)
    assert (bank.text, bank.encoding, bank.name, bank.path) == (READ, encoding, "霜.md", "folder/霜.md")


@pytest.mark.parametrize("encoding", ["big5", "utf-16-le", "utf_8"])
def test_a_named_encoding_is_taken(encoding: str) -> None:
    text = "什麼是霜？"
    bank = decoded(text.encode(encoding), encoding)
    assert (bank.text, bank.encoding) == (text, codecs.lookup(encoding).name)


@pytest.mark.parametrize(
    ("data", "encoding", "line", "code", "message"),
    [
        (b"", None, 0, "empty", "the file is empty"),
        (b" \n\t\n", None, 0, "empty", "the file holds nothing but white space"),
        (codecs.BOM_UTF8, None, 0, "empty", "the file holds nothing but white space"),
        (b"%PDF-1.7 x", None, 0, "not-text", "this is a PDF, not text; save it as Markdown"),
        (b"PK\x03\x04x", None, 0, "not-text", "this is a zip archive, such as a Word document, not text; save it"),
        (b"<!DOCTYPE html>\n<p>x", None, 0, "html", "this is a web page; save its text as Markdown"),
        (b" <!-- a --><HTML lang=en>", None, 0, "html", "this is a web page"),
        (b"a\nb\0c", None, 2, "not-text", "a NUL character: this is no text, or its encoding has to be named"),
        (b"a\n\xff\0\xfe", None, 2, "encoding", "byte 2 is no text; name the file's encoding with --encoding"),
        (b"ab\n\xff\xff\xff", None, 2, "encoding", "byte 3 is neither UTF-8 nor GB18030; name the file's encoding"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", None, 1, "encoding", "byte 2 is not utf-16; name"),
        (b"a\xe9b", "utf-8", 1, "encoding", "byte 1 is not utf-8; name the file's encoding with --encoding"),
        (b"abc", "utf-99", 0, "encoding", "no text encoding is called 'utf-99'; usual ones are"),
        (b"abc", "hex", 0, "encoding", "no text encoding is called 'hex'"),
        (b"abc", "a\0b", 0, "encoding", "no text encoding is called"),
        (b"+2AA-", "utf-7", 0, "encoding", "character 0 is half a surrogate pair; not utf-7"),
    ],
)
def test_what_is_no_text_is_refused_with_the_remedy(
    data: bytes, encoding: str | None, line: int, code: str, message: str
) -> None:
    problem = refused(data, encoding)
    assert (problem.line, problem.code, problem.is_error) == (line, code, True)
    assert problem.message.startswith(message)


def test_a_file_beyond_the_cap_is_refused() -> None:
    data = b"x" * (MAXIMUM_BYTES + 1)
    assert refused(data).message == "20.0 MB, and at most 20 MB are read; split the file, or take --no-limit"
    assert isinstance(decode(data, path="x.md", limited=False), Bank)


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from([None, "gb18030", "utf-16", "utf-7", "latin-1"]))
def test_no_bytes_raise(data: bytes, encoding: str | None) -> None:
    bank = decode(data, path="x", encoding=encoding)
    if isinstance(bank, Bank):
        assert bank.text.strip()
        assert "\r" not in bank.text
        bank.text.encode()
    else:
        assert bank.is_error
