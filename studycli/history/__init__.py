"""The log of events on disk, and the progress kept beside it."""
