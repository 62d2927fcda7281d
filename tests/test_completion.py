"""Completion in bash: installed by the command, and asked as bash asks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("bash"), reason="no bash"),
]
ASK = """
. "$HOME/.bashrc"
COMP_WORDS=({words}); COMP_CWORD={last}; COMP_LINE="${{COMP_WORDS[*]}}"; COMP_POINT=${{#COMP_LINE}}
$(complete -p vbparse | sed 's/.*-F \\([^ ]*\\) .*/\\1/') vbparse
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """A home in which completion is installed, and a command `vbparse`."""
    program = tmp_path / "bin" / "vbparse"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom vbparse.cli import main\nmain()\n", "utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "HOME": str(tmp_path), "PATH": f"{program.parent}:{os.environ['PATH']}"}
    subprocess.run(["vbparse", "--install-completion", "bash"], env=environment, check=True, capture_output=True)
    return environment


def complete(home: dict[str, str], *words: str) -> list[str]:
    """What bash offers for the last word."""
    script = ASK.format(words=" ".join(f"'{word}'" for word in words), last=len(words) - 1)
    said = subprocess.run(["bash", "-c", script], env=home, check=True, capture_output=True, text=True)
    return said.stdout.split()


def test_commands_and_options_are_completed(home: dict[str, str]) -> None:
    assert complete(home, "vbparse", "obl") == ["obligations"]
    assert {"ingest", "search", "serve"} <= set(complete(home, "vbparse", ""))
    assert "--accept-secret" in complete(home, "vbparse", "ingest", "--acc")
    assert complete(home, "vbparse", "user", "ad") == ["add"]
