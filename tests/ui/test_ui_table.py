import io

from rich.console import Console

from studycli.ui.table import table_view

HEADS = ("name", "title", "notes", "due")
ROWS = [("deep-learning/cnn", "卷积神经网络", "30", "2"), ("rnn", "循环", "4", "12")]


def drawn(width, optional=("title",)):
    console = Console(file=io.StringIO(), width=width)
    console.print(table_view(HEADS, ROWS, width, optional))
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_words_to_the_left_and_numbers_to_the_right():
    assert drawn(60) == [
        "name               title         notes  due",
        "deep-learning/cnn  卷积神经网络     30    2",
        "rnn                循环              4   12",
    ]


def test_what_can_be_spared_is_left_out_before_anything_is_folded():
    assert drawn(40) == [
        "name               notes  due",
        "deep-learning/cnn     30    2",
        "rnn                    4   12",
    ]


def test_the_rest_is_folded_and_names_at_their_joints():
    assert drawn(24) == [
        "name          notes  due",
        "deep-            30    2",
        "learning/cnn",
        "rnn               4   12",
    ]
