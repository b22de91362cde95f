"""`history optimise`: the memory model fitted to one's own answers, taken when it foretells the last of them better."""

from typing import Any

from studycli.cli.config import write_setting
from studycli.cli.context import Context
from studycli.cli.output import mention, put, put_json
from studycli.cli.stop import Exit, Stop
from studycli.core.messages import _, n_
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
        mention(_("studycli history reschedule --dry-run tells which cards would move"))
    return Exit.DONE


def _attempt(context: Context, found: list[Course]) -> Trial | None:
    from studycli.history.fitting import fit, is_there

    if not is_there():
        told = _(
            'fitting needs fsrs-rs-python: pip install ".[optimize]" in the folder that studycli was installed from'
        )
        raise Stop(Exit.USAGE, "extra", told)
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
        return n_(
            "{n} answer on a later day; it takes {least} to tell, so nothing was fitted",
            "{n} answers on a later day; it takes {least} to tell, so nothing was fitted",
            answers,
        ).format(least=LEAST_ANSWERS)
    if not trial.is_better:
        fate = _("{judged}; the present parameters are kept")
    else:
        fate = _("{judged}; they would be taken") if dry_run else _("{judged}; the fitted parameters are set")
    return fate.format(judged=_judged(trial))


def _judged(trial: Trial) -> str:
    told = n_(
        "log loss over the last {held_out} of {n} answer: {loss} now, {fitted} fitted",
        "log loss over the last {held_out} of {n} answers: {loss} now, {fitted} fitted",
        trial.answers,
    )
    return told.format(held_out=f"{trial.held_out:,}", loss=f"{trial.loss:.4f}", fitted=f"{trial.fitted_loss:.4f}")
