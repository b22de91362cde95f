"""Decks and a history of any size, the same for the same arguments: random sentences in the shape of real notes."""

import random
import sqlite3
from pathlib import Path

from studycli.history.log import Log

_HAN = (
    "卷积池化梯度下降注意力机制归一化正则参数模型训练数据网络损失函数激活嵌入编码解码残差批次学习率"
    "优化器过拟合样本特征向量矩阵概率分布"
)
_LATIN = (
    "gradient attention softmax dropout layer tensor batch kernel stride embedding encoder decoder momentum variance "
    "entropy residual recurrent pooling sampling quantisation pruning latency throughput index cache thread queue"
).split()
_FORMULAS = (r"$$\frac{x-\mu}{\sqrt{\sigma^2+\epsilon}}$$", r"$$\sum_{i=1}^{n} w_i x_i + b$$")
CODE = "```python\nimport torch\nx = torch.randn(8, 16)\nassert x.mean().abs() < 1\n```"


def write_decks(folder: Path, notes: int, files: int, seed: int = 1) -> None:
    """`notes` notes in `files` decks; about 700 characters a note."""
    dice = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    each = -(-notes // files)
    for number in range(files):
        ids = range(number * each, min(notes, (number + 1) * each))
        body = "".join(_note(dice, f"n{index:06d}") for index in ids)
        text = f"format: 1\ntitle: {{en: Deck {number}, zh: 第 {number} 组}}\nnotes:\n{body}"
        (folder / f"deck-{number:04d}.yaml").write_text(text, encoding="utf-8")


def write_history(data: Path, notes: int, events: int, seed: int = 1) -> None:
    """`events` reviews of the first two thirds of the notes, the last of them due around day 20,000."""
    dice = random.Random(seed)
    log = Log.open(data)
    log.close()
    db = sqlite3.connect(data / "history.db")
    cards = max(1, notes * 2 // 3)
    db.executemany(
        "INSERT INTO events (id, device, card, at, study_day, kind, rating, duration_ms, mode, interval) "
        "VALUES (?, 'bench', ?, ?, ?, 'review', ?, 9000, 'quiz', ?)",
        (_event(dice, number, cards, events) for number in range(events)),
    )
    db.commit()
    db.close()
    log = Log.open(data)
    log.rebuild()
    log.close()


def _event(dice: random.Random, number: int, cards: int, events: int) -> tuple[object, ...]:
    day = 19_000 + number * 1000 // events
    interval = dice.choice((3, 10, 30, 90, 200, 400))
    return (
        f"{number:012x}-bench",
        f"n{number % cards:06d}",
        day * 86_400_000,
        day,
        dice.choice((1, 2, 3, 3, 3, 4)),
        interval,
    )


def _note(dice: random.Random, name: str) -> str:
    term = dice.choice(_LATIN)
    lines = [han(dice, 60), "", *(f"- **{han(dice, 4)}**：{han(dice, 25)}" for _ in range(4)), "", latin(dice, 25)]
    lines += ["", dice.choice(_FORMULAS)] * (dice.random() < 0.4)
    lines += ["", *CODE.split("\n")] * (dice.random() < 0.4)
    answer = "".join(f"    {line}\n" if line else "\n" for line in lines)
    return (
        f"- id: {name}\n  title: {{en: {term} {name[1:]}, zh: {han(dice, 5)}}}\n"
        f"  question: {{en: What is {term} and how does it meet {dice.choice(_LATIN)}?, zh: 什么是{han(dice, 6)}？}}\n"
        f"  answer: |\n{answer}  points: [{han(dice, 9)}, {han(dice, 9)}, {latin(dice, 6)}]\n"
        f"  tags: [{dice.choice(_LATIN)}, interview]\n  aliases: [{han(dice, 3)}]\n"
    )


def han(dice: random.Random, length: int) -> str:
    return "".join(dice.choice(_HAN) for _ in range(length))


def latin(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(_LATIN) for _ in range(words))
