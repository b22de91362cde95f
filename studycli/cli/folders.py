"""Where data, configuration and cache live."""

import os
from pathlib import Path
from typing import NamedTuple


class Folders(NamedTuple):
    data: Path
    config: Path
    cache: Path

    @property
    def own_decks(self) -> Path:
        return self.data / "decks"

    @property
    def config_file(self) -> Path:
        return self.config / "config.toml"


def folders() -> Folders:
    """All three under STUDYCLI_HOME when it is set, else where the platform keeps such things."""
    if home := os.environ.get("STUDYCLI_HOME"):
        base = Path(home).expanduser()
        return Folders(base / "data", base / "config", base / "cache")
    from platformdirs import PlatformDirs

    places = PlatformDirs("studycli", appauthor=False)
    return Folders(places.user_data_path, places.user_config_path, places.user_cache_path)


def shipped_decks() -> Path | None:
    """The decks that came with the program: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    return next((path for path in (package / "shipped", package.parent / "decks") if path.is_dir()), None)
