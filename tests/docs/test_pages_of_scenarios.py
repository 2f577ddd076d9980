"""The scenarios of the how-to hold as they are written: of the file and of the programmes that the page names."""

import re
from pathlib import Path

import pytest

from peersupport import Host
from peersupport.testing.scenarios import check_scenario, load_scenarios

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "write-scenarios.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
SENTENCES = [block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "- scenario:" in block]
(FILE,) = (block for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "@hookimpl" in block)


@pytest.mark.parametrize("block", SENTENCES)
def test_each_scenario_of_the_page_holds(block: str, tmp_path: Path) -> None:
    """Who copies them sees them pass: with the README's `toddler_together.py`, and the installed programmes."""
    plugin, scenarios = tmp_path / "toddler_together.py", tmp_path / "joining.yaml"
    plugin.write_text(FILE, "utf-8")
    scenarios.write_text(block, "utf-8")
    host = Host.load(files=[plugin])
    read = load_scenarios(scenarios)
    assert read
    for scenario in read:
        assert [str(one) for one in check_scenario(host, scenario)] == []
