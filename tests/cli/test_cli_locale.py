"""Every command where the locale has no UTF-8: nothing is a fault, and what cannot be written is replaced legibly."""

import json
import os
import subprocess
import sys

import pytest

DECK = r"""
title: {en: Networks, zh: 网络}
notes:
- id: dropout
  title: {en: Dropout, zh: 随机失活}
  question: {en: What does dropout do?, zh: 随机失活做什么？}
  answer:
    en: |
      It’s “noise” … x² ≥ 0, h̃ × 2, α, naïve.

      $$\frac{\alpha}{1-p}$$

      | a | b |
      |---|---|
      | 1 | 2 |
    zh: 训练时随机屏蔽神经元。
  points: [{en: silence, zh: 屏蔽神经元}]
"""
PROGRAM = [sys.executable, "-m", "studycli"]
LOCALES = [
    {"LC_ALL": "C", "PYTHONUTF8": "0"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONUTF8": "1", "PYTHONIOENCODING": "ascii"},
    {"PYTHONUTF8": "1", "PYTHONIOENCODING": "latin-1"},
    {"PYTHONUTF8": "1", "PYTHONIOENCODING": "gbk"},
]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locales as on POSIX")


@pytest.fixture(params=LOCALES, ids=lambda locale: " ".join(locale.values()))
def studycli(request, tmp_path):
    (tmp_path / "nets.yaml").write_text(DECK, encoding="utf-8")
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    path = os.pathsep.join(os.path.abspath(path) for path in sys.path)  # noqa: PTH100  # "" is here
    decks = {"STUDYCLI_HOME": str(tmp_path / "home"), "STUDYCLI_DECKS": str(tmp_path / "nets.yaml")}
    environment = kept | {"PYTHONPATH": path, "STUDYCLI_NOW": "2026-03-01T12:00:00+00:00"} | decks | request.param

    def call(*arguments, status=0, given=b""):
        # As bytes, as the shell gives them: the encoding of this process does not count.
        command = [*PROGRAM, *(argument.encode() for argument in arguments)]
        done = subprocess.run(command, input=given, capture_output=True, env=environment, timeout=60)
        assert status is None or done.returncode == status, done.stderr
        assert b"Traceback" not in done.stderr and b"fault in studycli" not in done.stderr
        return done

    call.encoding = request.param.get("PYTHONIOENCODING", "ascii")
    return call


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",), ("quiz", "--help"), ("search", "--help"), ("decks",), ("due",), ("stats",), ("check",),
        ("config",), ("history",), ("show", "dropout"), ("show", "dropout", "--lang", "zh"), ("dedupe",),
        ("rate", "dropout", "3"), ("suspend", "dropout"), ("completion", "bash"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_each_command_works(studycli, arguments):
    done = studycli(*arguments)
    if "--help" not in arguments:  # which Click writes in UTF-8 where it finds ASCII
        (done.stdout + done.stderr).decode(studycli.encoding)


def test_what_is_found_is_legible(studycli):
    found = studycli("search", "随机", "--lang", "zh").stdout.decode(studycli.encoding)
    title = "随机失活" if studycli.encoding == "gbk" else r"\u968f\u673a\u5931\u6d3b"
    assert found == f"dropout\tnets\t{title}\n"


def test_an_answer_is_legible(studycli):
    shown = studycli("show", "dropout", "--lang", "en").stdout.decode(studycli.encoding)
    if studycli.encoding == "ascii":
        assert 'It\'s "noise" ... x^2 >= 0, h~ x 2, alpha, naive.' in shown
        assert r"\frac{\alpha}{1-p}" in shown
    assert "?oise" not in shown


def test_json_stays_json(studycli):
    told = json.loads(studycli("search", "随机", "--json").stdout.decode(studycli.encoding))
    assert told["results"][0]["id"] == "dropout"
    assert studycli("show", "无", "--json", status=4 if studycli.encoding != "ascii" else None).stdout


def test_what_stands_for_a_file_is_in_utf_8(studycli):
    assert "title: {en: Dropout, zh: 随机失活}" in studycli("show", "dropout", "-o", "-").stdout.decode("utf-8")
    bank = "## 什么是卷积？\n\n答案：局部加权和。\n\n## 什么是池化？\n\n答案：取最大值。\n".encode()
    assert "局部加权和" in studycli("import", "-", "-o", "-", given=bank).stdout.decode("utf-8")


@pytest.mark.parametrize("arguments", [("show", "无"), ("import", "没有.md"), ("search", '"没有'), ("quiz", "无")])
def test_an_error_is_one_legible_line(studycli, arguments):
    done = studycli(*arguments, status=None)
    assert done.returncode in (2, 3, 4)
    told = done.stderr.decode(studycli.encoding)
    assert told.startswith("studycli: ") and told.count("\n") == 1
