"""What all tests share: the networks of the repository, small options, and the command itself."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from noiseprune.program import program

#: Runs that end within a second.
SMALL: dict[str, Any] = {"samples": 200, "runs": 4, "prunings": 2, "progress": False}


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of networks."""
    folder = Path(__file__).parents[2] / "data"
    if not folder.is_dir():
        pytest.skip("there are no networks beside a source distribution")
    return folder


@pytest.fixture
def directed() -> np.ndarray[Any, Any]:
    """Return the weights W of 12 neurons, row = target, that differ from their transpose."""
    rng = np.random.default_rng(7)
    weights = rng.uniform(0.1, 1, (12, 12)) * (rng.random((12, 12)) < 0.4)
    np.fill_diagonal(weights, 0)
    weights[0, 1], weights[1, 0] = 1 / 3, 0  # a weight that needs all bits
    return weights


def command(*arguments: object, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program as a terminal does."""
    return subprocess.run([str(program()), *map(str, arguments)], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
