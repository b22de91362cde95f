"""What the program knows: pure functions and frozen dataclasses, no file, clock, dice or printing."""
