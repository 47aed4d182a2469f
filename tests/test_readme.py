"""What the README shows is what the shell prints."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from pathlib import Path

from conftest import ROOT, Built

BLOCKS = re.compile(r"```sql\n([^`]*)```\n\n```\n([^`]*)```")


def printed(built: Built, query: str) -> str:
    """Ask as one does in the shell."""
    shell = str(Path(sysconfig.get_path("scripts"), "duckdb"))
    command = [shell, "-readonly", str(built.database), "-c", query]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return run.stdout


def test_answers_of_the_readme_are_what_the_shell_prints(reference: Built) -> None:
    readme = (ROOT / "README.md").read_text()
    asked = readme.partition("## Ask the data")[2].partition("\n## ")[0]
    blocks = BLOCKS.findall(asked)
    assert len(blocks) == 10
    for query, output in blocks:
        if "from trend(" not in query:
            assert printed(reference, query) == output, query
