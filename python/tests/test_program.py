"""The program: its version, its failures, and its progress."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import noiseprune
from noiseprune.progress import Notebook, Terminal, display

from .conftest import SMALL, command

STEP = noiseprune.Step("covariance", 30, 120, 4.2)


def test_one_version() -> None:
    version = importlib.metadata.version("noiseprune")
    assert noiseprune.__version__ == version
    assert command("--version").stdout.split()[-1] == version


def test_the_command_by_the_package() -> None:
    for arguments, code in ((["--version"], 0), (["run", "nothing.mtx"], 2)):
        ended = subprocess.run([sys.executable, "-m", "noiseprune", *arguments], capture_output=True, text=True, check=False)
        said = command(*arguments)
        assert (ended.returncode, ended.stdout, ended.stderr) == (code, said.stdout, said.stderr)


def test_no_program(monkeypatch: Any) -> None:
    monkeypatch.setenv("NOISEPRUNE_PROGRAM", "/nowhere/simulate")
    with pytest.raises(noiseprune.RunError, match="NOISEPRUNE_PROGRAM"):
        noiseprune.run("ring:n=20", **SMALL)


@pytest.mark.skipif(sys.platform == "win32", reason="the program here is a shell script")
@pytest.mark.parametrize(
    ("reason", "script", "sentence", "notes"),
    [
        ("a sentence", "echo 'simulate: the disk is full' >&2; exit 1", "the disk is full", []),
        ("a message before it", """echo '{"message": "look"}' >&2; echo 'simulate: no' >&2; exit 1""", "no", ["look"]),
        ("no sentence", "exit 3", "exit code 3", []),
    ],
)
def test_a_failed_run(reason: str, script: str, sentence: str, notes: list[str], tmp_path: Path, monkeypatch: Any, recwarn: Any) -> None:
    program = tmp_path / "simulate"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("NOISEPRUNE_PROGRAM", str(program))
    with pytest.raises(noiseprune.RunError, match=sentence) as caught:
        noiseprune.run("ring:n=20", **SMALL)
    assert caught.value.result is None
    assert [str(w.message) for w in recwarn] == notes


def test_what_was_found_before_a_failure(tmp_path: Path) -> None:
    """Above threshold the second neuron, which alone inhibits the first, is never active, and the network diverges."""
    runaway = np.array([[1.5, 2.0], [-2.0, -0.5]])
    options: dict[str, Any] = {"stepper": "euler-maruyama", "activation": "rectified", "input": 1, "samples": 50, "replicas": 4}
    with pytest.raises(noiseprune.RunError, match="the network diverged while the networks were compared") as caught:
        noiseprune.run(runaway, leak=1, controls=[], runs=4, duration=800, progress=False, **options)
    result = caught.value.result
    assert result.complete is False
    assert result.trajectories is None
    assert result.pruned.shape == (2, 2)


def test_an_earlier_result_is_not_that_of_a_failed_run(tmp_path: Path) -> None:
    runaway = np.array([[1.5, 2.0], [-2.0, -0.5]])
    noiseprune.covariance("ring:n=20,forward=1/0.5", samples=200, out=tmp_path / "out", progress=False)
    options: dict[str, Any] = {"leak": 1, "activation": "rectified", "input": 1, "covariance_from": "self", "burn_in": 600}
    with pytest.raises(noiseprune.RunError, match="diverged") as caught:
        noiseprune.covariance(runaway, out=tmp_path / "out", force=True, progress=False, **options)
    assert caught.value.result is None


def test_a_function_is_called_with_each_step(directed: Any) -> None:
    seen: list[noiseprune.Step] = []
    noiseprune.run(directed, **{**SMALL, "progress": seen.append})
    assert {"covariance", "trajectories"} <= {step.phase for step in seen}
    assert all(0 <= step.share <= 1 for step in seen)


def test_an_error_of_the_function_ends_the_program(directed: Any) -> None:
    def fail(step: noiseprune.Step) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        noiseprune.run(directed, **{**SMALL, "progress": fail})


def test_a_line_of_the_terminal(capsys: Any) -> None:
    terminal = Terminal()
    terminal.show(STEP)
    terminal.close()
    assert "covariance: 25%, 4 s left" in capsys.readouterr().err
    assert not isinstance(display(True), Terminal)  # pytest keeps standard error


def test_a_cell_of_a_notebook(monkeypatch: Any) -> None:
    shown: list[str] = []
    handle = types.SimpleNamespace(update=shown.append)
    module: Any = types.ModuleType("IPython.display")
    module.HTML, module.display = str, lambda html, display_id=False: handle if display_id else shown.append(html)
    shell: Any = types.ModuleType("IPython")
    shell.get_ipython = lambda: types.SimpleNamespace(kernel=object())
    monkeypatch.setitem(sys.modules, "IPython", shell)
    monkeypatch.setitem(sys.modules, "IPython.display", module)
    notebook = display(True)
    assert isinstance(notebook, Notebook)
    notebook.show(STEP)
    notebook.announce("memory: < 1 GB")
    notebook.close()
    assert shown == [
        '<progress max="1" value="0.2500"></progress> covariance: 25%, 4 s left', "<pre>memory: &lt; 1 GB</pre>", "",
    ]  # fmt: skip
