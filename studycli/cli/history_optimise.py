"""`history optimise`: the memory model fitted to one's own answers, taken when it foretells the last of them better."""

from typing import Any

from studycli.cli.config import write_setting
from studycli.cli.context import Context
from studycli.cli.output import counted, put, put_json, say
from studycli.cli.stop import Exit, Stop
from studycli.core.optimise import LEAST_ANSWERS, Course, Trial, attempt, courses, foretold


def optimise(context: Context, *, dry_run: bool) -> int:
    """Write the fitted parameters into the configuration; with `dry_run`, or when they are no better, leave it."""
    found = courses(context.log.events())
    trial = _attempt(context, found)
    taken = trial is not None and trial.is_better and not dry_run
    if trial is not None and taken:
        write_setting(context.folders.config_file, "parameters", list(trial.parameters))
    if context.json:
        put_json(_facts(trial, len(foretold(found)), taken=taken))
    else:
        put(_sentence(trial, len(foretold(found)), dry_run=dry_run))
    if taken:
        say("studycli: studycli history reschedule --dry-run tells which cards would move")
    return Exit.DONE


def _attempt(context: Context, found: list[Course]) -> Trial | None:
    from studycli.history.fitting import fit, is_there

    if not is_there():
        raise Stop(
            Exit.USAGE,
            "extra",
            'fitting needs fsrs-rs-python: pip install ".[optimize]" in the folder that studycli was installed from',
        )
    return attempt(found, context.settings.parameters, fit)


def _facts(trial: Trial | None, answers: int, *, taken: bool) -> dict[str, Any]:
    return {
        "answers": answers,
        "held_out": trial and trial.held_out,
        "loss": trial and trial.loss,
        "fitted_loss": trial and trial.fitted_loss,
        "parameters": trial and list(trial.parameters),
        "taken": taken,
    }


def _sentence(trial: Trial | None, answers: int, *, dry_run: bool) -> str:
    if trial is None:
        return f"{counted(answers, 'answer')} on a later day; it takes {LEAST_ANSWERS} to tell, so nothing was fitted"
    judged = (
        f"log loss over the last {trial.held_out:,} of {counted(trial.answers, 'answer')}: "
        f"{trial.loss:.4f} now, {trial.fitted_loss:.4f} fitted"
    )
    if not trial.is_better:
        return f"{judged}; the present parameters are kept"
    return f"{judged}; {'they would be taken' if dry_run else 'the fitted parameters are set'}"
