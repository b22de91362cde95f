"""What a question asks of its subject: what it is, how it works, where it is used, in English and Chinese."""

import re

_FACETS = {
    "definition": r"什么是|是什么|定义|概念|含义|\bwhat (?:is|are)\b|defin|\bmean",
    "mechanism": r"原理|工作|机制|过程|流程|如何|怎[么样]|\bhow\b|\bwork|mechanism|algorithm",
    "application": r"应用|用途|场景|用于|appli|\bused? (?:for|in)\b",
    "comparison": r"区别|对比|比较|差异|不同|联系|异同|differ|compar|versus|\bvs\b",
    "list": r"哪些|几种|类型|种类|方法|技术|\btypes?\b|\bkinds?\b|\bmethods?\b|\blist\b",
    "reason": r"为什么|为何|原因|\bwhy\b|reason",
    "role": r"作用|目的|意义|\brole\b|purpose",
    "strength": r"优点|优势|好处|advantage|benefit|strength",
    "weakness": r"问题|缺点|挑战|局限|drawback|disadvantage|limit|problem|pitfall",
    "code": r"实现|代码|编程|编写|implement|\bcode\b|\bwrite\b",
}
# Where something is used: 在图像识别中, in fraud detection.
_SCOPE = re.compile(r"在([^，。？?在]{2,16}?)(?:任务)?[中里上]|\b(?:in|for|on)\s+((?:the\s+)?[a-z][a-z -]{2,30})", re.I)
_EXPRESSIONS = {facet: re.compile(pattern, re.I) for facet, pattern in _FACETS.items()}


def scopes(text: str) -> frozenset[str]:
    """Where the question's subject is looked at, when it says so."""
    return frozenset(scope.lower() for found in _SCOPE.findall(text) for scope in found if scope)


def facets(text: str) -> frozenset[str]:
    return frozenset(facet for facet, expression in _EXPRESSIONS.items() if expression.search(text))
