"""The library's index on disk: a cache that answers look-ups, searches and what is due."""
