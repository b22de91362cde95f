"""Parameters of the memory model fitted to answers, by the extra `optimize`."""

from collections.abc import Sequence
from importlib.util import find_spec

from studycli.core.optimise import Course

# As many as the published ones have; the rest is single precision.
_DECIMALS = 4


def is_there() -> bool:
    """Whether the extra is installed."""
    return find_spec("fsrs_rs_python") is not None


def fit(courses: Sequence[Course]) -> tuple[float, ...]:
    """The parameters under which the last answer of each course is least surprising."""
    from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview

    items = [
        FSRSItem([FSRSReview(rating=int(answer.rating), delta_t=answer.elapsed_days) for answer in course])
        for course in courses
    ]
    fitted = FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(items)
    return tuple(round(each, _DECIMALS) for each in fitted)
