"""What is exported is content: it does not follow the language of the interface."""

import pytest

from studycli.core import messages
from studycli.exporters.registry import EXPORTERS


@pytest.mark.parametrize("suffix", [exporter.suffix for exporter in EXPORTERS])
@pytest.mark.parametrize("language", [(), ("--lang", "both")], ids=["one", "both"])
def test_the_same_bytes_in_both_languages(own, tmp_path, chinese_translations, suffix, language):
    def exported(spoken):
        messages.use(spoken, chinese_translations if spoken == "zh" else None)
        target = tmp_path / f"{spoken}{suffix}"
        told = own("export", "-o", target, "--ui-lang", spoken, *language)
        assert told.status == 0, told.err
        assert messages.spoken() == spoken
        return target.read_bytes()

    try:
        assert exported("en") == exported("zh")
    finally:
        messages.use("en", None)
