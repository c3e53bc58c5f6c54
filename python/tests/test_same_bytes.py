"""The package gives what the command gives, byte for byte."""

from __future__ import annotations

from pathlib import Path

import noiseprune

from .conftest import SMALL, command, contents

GIVEN = ("--keep=0.3", "--samples=200", "--runs=4", "--prunings=2", "--quiet")


def test_run_of_a_file(data: Path, tmp_path: Path) -> None:
    network = data / "celegans-hermaphrodite-gap.mtx"
    assert command("run", network, "--out", tmp_path / "command", *GIVEN).returncode == 0
    noiseprune.run(network, keep=0.3, out=tmp_path / "package", **SMALL)
    assert "result.json" in contents(tmp_path / "package")
    assert contents(tmp_path / "package") == contents(tmp_path / "command")


def test_a_file_named_from_the_present_folder(data: Path, tmp_path: Path, monkeypatch: object) -> None:
    network = (data / "celegans-hermaphrodite-gap.mtx").read_bytes()
    (tmp_path / "gap.mtx").write_bytes(network)
    assert command("prune", "gap.mtx", "--out=command", "--samples=200", "--quiet", folder=tmp_path).returncode == 0
    monkeypatch.chdir(tmp_path)  # type: ignore[attr-defined]
    result = noiseprune.prune("gap.mtx", samples=200, progress=False)
    assert contents(result.folder) == contents(tmp_path / "command")


def test_two_runs_of_an_array(directed: object, tmp_path: Path) -> None:
    """No name of a temporary folder may reach a result."""
    for name in ("first", "second"):
        noiseprune.run(directed, out=tmp_path / name, **SMALL)  # type: ignore[arg-type]
    assert contents(tmp_path / "first") == contents(tmp_path / "second")
