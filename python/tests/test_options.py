"""Keywords are the program's flags, which the program checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.linalg import solve_continuous_lyapunov

import noiseprune
from noiseprune.options import flags

from .conftest import SMALL


@pytest.mark.parametrize(
    ("reason", "options", "arguments"),
    [
        ("an underscore is a hyphen", {"step_size": 0.01}, ["--step-size=0.01"]),
        ("all digits of a number", {"keep": 1 / 3}, ["--keep=0.3333333333333333"]),
        ("a number of NumPy", {"keep": np.float64(0.5), "seed": np.int64(3)}, ["--keep=0.5", "--seed=3"]),
        ("a switch", {"force": True}, ["--force=true"]),
        ("None is left out", {"keep": None}, []),
        ("a negative number is no flag", {"input": -1}, ["--input=-1"]),
        ("several, with commas", {"controls": ["weight", "shuffled"]}, ["--controls=weight,shuffled"]),
        ("shares as an array", {"keep": np.array([0.25, 0.5])}, ["--keep=0.25,0.5"]),
        ("columns", {"columns": {"source": "a", "target": "b"}}, ["--columns=source=a,target=b"]),
        ("conditions", {"where": {"type": ["a,b", "c"], "x": "1"}}, ["--where=type=a,b", "--where=type=c", "--where=x=1"]),
        ("one condition", {"where": "type=a"}, ["--where=type=a"]),
        (
            "terms of a stimulus",
            {"stimulus": ["0-9: step 1 at 2, 3", "7: constant 1"]},
            ["--stimulus=0-9: step 1 at 2, 3", "--stimulus=7: constant 1"],
        ),
        ("a stimulus by neurons", {"stimulus": {"AVAL": "step 1 at 20"}}, ["--stimulus=AVAL: step 1 at 20"]),
        ("a file", {"leak": Path("leak.csv")}, ["--leak=leak.csv"]),
    ],
)
def test_flags(reason: str, options: Any, arguments: list[str]) -> None:
    assert flags(options, None) == arguments


def test_files_are_found_from_another_folder(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    given: Any = {"neurons": "@some.txt", "stimulus": ["7: file u.csv every 0.1 linear", '"a: file b": step 1 at 2']}
    assert flags(given, tmp_path / "work") == [
        f"--neurons=@{tmp_path}/some.txt", f'--stimulus=7: file "{tmp_path}/u.csv" every 0.1 linear', '--stimulus="a: file b": step 1 at 2',
    ]  # fmt: skip


def test_an_unknown_keyword_is_refused_by_the_program(directed: Any) -> None:
    with pytest.raises(noiseprune.InputError, match="unknown flag: --kep"):
        noiseprune.run(directed, kep=0.2, **SMALL)


def test_what_only_a_terminal_has_use_for(directed: Any) -> None:
    with pytest.raises(noiseprune.InputError, match=r"result\.info"):
        noiseprune.run(directed, json=True, **SMALL)


def test_labels_of_a_file_are_its_own() -> None:
    with pytest.raises(noiseprune.InputError, match="leave them out"):
        noiseprune.run("ring:n=3", labels=["a", "b", "c"], **SMALL)


def test_a_value_for_each_neuron(directed: Any) -> None:
    """The exact covariance solves A C + C Aᵀ + σ² I = 0 with A = W − D."""
    leak = directed.sum(axis=1) + np.linspace(1, 2, 12)
    result = noiseprune.covariance(directed, leak=leak, sigma=0.5, covariance="exact", progress=False)
    exact = solve_continuous_lyapunov(directed - np.diag(leak), -0.25 * np.eye(12))
    assert result.covariance_matrix is not None
    np.testing.assert_allclose(result.covariance_matrix, exact, rtol=1e-12, atol=1e-14)
    assert result.spec.network.leak == "leak.npy"


def test_a_file_beside_an_array(directed: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """The program runs in another folder then, where a name of the present one means nothing."""
    np.save(tmp_path / "leak.npy", np.full(12, 9.0))
    monkeypatch.chdir(tmp_path)
    result = noiseprune.prune(directed, leak="leak.npy", diagonal="original", samples=200, progress=False)
    assert result.pruned is not None
    assert (result.pruned.diagonal() == -9).all()
