"""Cards to draw, and the screen that they are drawn on."""

import io
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.segment import Segment

from studycli.core.model import Card, Choice, Cloze, MultipleChoice, Note, NoteId, OpenQuestion, Text
from studycli.core.schedule import Rating

INTERVALS = {Rating.AGAIN: -60, Rating.HARD: -360, Rating.GOOD: -600, Rating.EASY: 8}


def both(en: str, zh: str) -> Text:
    return Text((("en", en), ("zh", zh)))


def drawn(renderable: RenderableType, width: int) -> str:
    """Without colour, and without blanks at the ends of lines."""
    file = io.StringIO()
    Console(file=file, width=width, highlight=False, color_system=None).print(Group(renderable))
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def line_widths(renderable: RenderableType, width: int) -> list[int]:
    """The columns that each line takes, before the console would cut it."""
    console = Console(file=io.StringIO(), width=width, highlight=False)
    lines = Segment.split_lines(console.render(renderable, console.options))
    return [sum(cell_len(segment.text) for segment in line if not segment.control) for line in lines]


def note(body: OpenQuestion | Cloze | MultipleChoice, points: Sequence[Text] = (), **extra: object) -> Note:
    return Note(id=NoteId("sample"), body=body, points=tuple(points), **extra)  # type: ignore[arg-type]


TEMPERATURE = note(
    OpenQuestion(
        both(
            "Why is a *softmax* divided by a temperature $T$, and what happens as $T \\to 0$?\n\n"
            "```python\np = softmax(z / T)\n```",
            "为什么 *softmax* 要除以温度 $T$？当 $T \\to 0$ 时会发生什么？\n\n- 先说分布\n- 再说梯度，尤其是蒸馏时梯度的大小怎样变化",
        ),
        both(
            r"""Dividing the logits changes how **sharp** the distribution is:

$$p_i = \frac{e^{z_i / T}}{\sum_{j=1}^{K} e^{z_j / T}}$$

- As $T \to 0$ all weight goes to the largest logit: `argmax`.
- As $T \to \infty$ every class gets $\frac{1}{K}$, and
  1. the entropy is largest,
  2. the gradient of each logit is smallest, which is why distillation scales its loss.

| $T$ | entropy | use |
|----:|:--------|:----|
| 0.5 | low     | greedy decoding |
| 2.0 | high    | distillation |

```python
def soften(logits: Tensor, temperature: float = 2.0) -> Tensor:
    # the larger the temperature, the softer the targets for the student
    return torch.softmax(logits / temperature, dim=-1)
```

![sharpness of a softmax](img/softmax.png)""",
            r"""除以温度会改变分布的**尖锐程度**：

$$p_i = \frac{e^{z_i / T}}{\sum_{j=1}^{K} e^{z_j / T}}$$

- 当 $T \to 0$ 时，全部权重落在最大的 logit 上，即 `argmax`。
- 当 $T \to \infty$ 时，每一类都得到
  相同的权重 $\frac{1}{K}$。

| 温度 | 熵 | 用途 |
|--:|:--------|:----|
| 0.5 | 低 | 贪心解码 |
| 2.0 | 高 | 知识蒸馏 |

混淆矩阵写作 $\begin{pmatrix} a & b \\ c & d \end{pmatrix}$，于是准确率为

$$\text{准确率} = \frac{a + d}{\text{全部样本}}$$

```python
p = softmax(z / T)  # 温度越高，学生网络学到的目标就越平缓，损失要乘以温度的平方
```""",
        ),
        reversed=True,
    ),
    points=(
        both("The temperature divides the logits, not the probabilities", "温度作用于 logit，而不是概率"),
        both("Small $T$ is sharp, large $T$ is flat", "$T$ 小则尖锐，$T$ 大则平缓"),
        both("The order of the classes stays the same", "类别的顺序不变"),
    ),
    hint=both("Think of the two limits.", "想想两个极限。"),
    explanation=both(
        "The gradient of the logits shrinks by $1/T$, so a distillation loss is multiplied by $T^2$.",
        "对 logit 的梯度缩小为 $1/T$，所以蒸馏损失要乘以 $T^2$。",
    ),
    pitfalls=(
        both(
            "The temperature changes which class wins. It does not: a positive divisor keeps the order.",
            "温度会改变预测的类别。并不会：除以正数不改变顺序。",
        ),
    ),
    references=("Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural Network, 2015",),
)

DROPOUT = note(
    Cloze(
        both(
            "Inverted dropout scales what is kept by {{c1::$\\frac{1}{1-p}$::by what?}} in training, so that nothing is"
            " scaled at {{c2::test time}}.",
            "反向 dropout 在训练时把保留的值乘以 {{c1::$\\frac{1}{1-p}$::多少？}}，因此{{c2::测试时}}不必再缩放。",
        )
    )
)

AXES = note(
    MultipleChoice(
        both(
            "Over which axes does batch normalisation of an NCHW tensor take its mean?",
            "对 NCHW 张量做批归一化时，均值沿哪些轴计算？",
        ),
        (
            Choice(both("N, H, W", "N、H、W"), True, both("One mean for each channel.", "每个通道一个均值。")),
            Choice(
                both("C, H, W", "C、H、W"),
                False,
                both(
                    "That is layer normalisation; it does not look at the batch at all.",
                    "那是层归一化，与批内其他样本毫无关系。",
                ),
            ),
            Choice(both("H and W only", "仅 H、W")),
        ),
    )
)

LAYOUT = note(
    OpenQuestion(
        both(
            "Compare the normalisations.\nUse `NCHW`, and mind $\\epsilon$.",
            "比较几种归一化。\n用 `NCHW` 记号，别忘了 $\\epsilon$。",
        ),
        both(
            r"""# Normalisation

> Subtract a mean, divide by a deviation.

| name | mean over | depends on the batch | at test time | typical use |
|------|-----------|----------------------|--------------|-------------|
| batch | N, H, W | yes | running averages | convolutions |
| layer | C, H, W | no | the same | transformers |

- In code:

  ```python
  y = (x - mean) / sqrt(var + eps)
  ```
- and `List<int>` stays as it is, as does $\unknown{x}$.

---

$$y = \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} \cdot \gamma + \beta, \qquad \mu = \frac{1}{N H W} \sum_{n,h,w} x_{n,c,h,w}$$""",
            r"""# 归一化

> 减去均值，除以标准差。

| 名称 | 均值沿 | 是否依赖批 | 测试时 | 常见用途 |
|------|-----------|----------------------|--------------|-------------|
| 批归一化 | N、H、W | 是 | 用滑动平均 | 卷积网络 |
| 层归一化 | C、H、W | 否 | 与训练相同 | Transformer |

1. 写成代码：

   ```python
   y = (x - mean) / sqrt(var + eps)
   ```
2. `List<int>` 保持原样。

$$y = \begin{cases} \gamma x + \beta, & \text{仿射} \\ x, & \text{否则} \end{cases}$$""",
        ),
    )
)

CARDS = {
    "open": Card(TEMPERATURE),
    "reversed": Card(TEMPERATURE, "reverse"),
    "cloze": Card(DROPOUT, "c1"),
    "choices": Card(AXES),
    "layout": Card(LAYOUT),
}
