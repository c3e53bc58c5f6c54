"""The Python lines of the documentation run, one block after another."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import noiseprune

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="session")
def docs() -> Path:
    """Return the folder of the documentation."""
    if not DOCS.is_dir():
        pytest.skip("there is no documentation beside a source distribution")
    return DOCS


@pytest.fixture
def here(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder with the networks in data/."""
    (tmp_path / "data").symlink_to(data.resolve())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(page: Path) -> list[tuple[int, str]]:
    """Return the blocks of Python that are run, each with its line."""
    text = page.read_text(encoding="utf-8")
    found = []
    for block in re.finditer(r"^(<!-- not run: .* -->\n)?```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if not block[1]:
            found.append((text.count("\n", 0, block.start()) + 2, block[2]))
    assert found, f"{page} has no Python"
    return found


def execute(cells: list[tuple[int, str]], name: str) -> None:
    """Execute the cells with common variables; an error names the place."""
    variables: dict[str, Any] = {}
    for line, text in cells:
        exec(compile("\n" * (line - 1) + text, name, "exec"), variables)  # noqa: S102 — our own lines


@pytest.mark.filterwarnings("ignore::noiseprune.Note")
def test_page(docs: Path, here: Path) -> None:
    """The page about the package."""
    execute(blocks(docs / "python.md"), "docs/python.md")


@pytest.mark.filterwarnings("ignore::noiseprune.Note")
def test_tutorial(docs: Path, here: Path) -> None:
    """The last part of the tutorial, after the run that it speaks of."""
    noiseprune.run("data/celegans-hermaphrodite-chemical.mtx", out="celegans", samples=200, prunings=2, runs=4, progress=False)
    execute(blocks(docs / "tutorial.md"), "docs/tutorial.md")
