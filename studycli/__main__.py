"""The way in: as `studycli`, or as `python -m studycli`."""

import gc


def main() -> None:
    # Imports and a first screen make few objects that end in circles; looking for them costs a twentieth of the start.
    gc.set_threshold(100_000)
    from studycli.cli.app import main as run_program

    run_program()


if __name__ == "__main__":
    main()
