"""The way in: as `studycli`, or as `python -m studycli`."""

import atexit
import gc


def main() -> None:
    # Imports and a first screen make few objects that end in circles; looking for them costs a twentieth of the start,
    # and a tenth of a short run is what Python does at its end: it looks through all there is.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    from studycli.cli.app import main as run_program

    run_program()


if __name__ == "__main__":
    main()
