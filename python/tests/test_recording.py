"""Recordings are files, mapped into memory, and are those of the command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import noiseprune

from .conftest import command, contents

SHORT: dict[str, Any] = {"duration": 20, "every": 0.05, "progress": False}


def test_frames(directed: Any) -> None:
    """The means over the frames are those of NumPy, which adds in another order."""
    names = [f"n{k}" for k in range(12)]
    recording = noiseprune.record(directed, labels=names, neurons=["n7", "n2"], pairs=["n2>n7"], **SHORT)
    assert isinstance(recording.frames, np.memmap)
    assert (recording.frames.shape, recording.frames.dtype) == ((400, 2), np.float64)
    np.testing.assert_allclose(recording.time, 0.05 * np.arange(400), rtol=1e-15)
    assert recording.labels == [names[k] for k in recording.indices]
    assert set(recording.labels) == {"n2", "n7"}
    assert recording.statistics is not None
    np.testing.assert_allclose(recording.statistics.mean, recording.frames.mean(axis=0), rtol=1e-12, atol=1e-14)
    assert recording.statistics.cross_covariance.shape == (1, len(recording.statistics.lags))
    assert recording.statistics.edge_target.dtype == np.int64
    assert recording.pruned is None
    assert "400 frames" in recording.summary
    assert recording.report.is_file()


def test_several_networks(directed: Any) -> None:
    """Under the same noise the same network does the same, and every replica has noise of its own."""
    recording = noiseprune.record(directed, directed, directed * 0.9, leak=9, replicas=2, **SHORT)
    original, same, weaker = recording.recorded
    assert recording.pruned is same
    for k in range(2):
        np.testing.assert_array_equal(original.replicas[k], same.replicas[k])
        assert (original.replicas[k] != weaker.replicas[k]).any()
    assert (original.replicas[0] != original.replicas[1]).any()
    assert recording.frames is original.frames
    assert [r.facts.network.neurons for r in recording.recorded] == [12, 12, 12]
    assert weaker.statistics is not None
    np.testing.assert_allclose(weaker.statistics.mean, np.mean(weaker.replicas, axis=(0, 1)), rtol=1e-12, atol=1e-14)


def test_a_stimulus(directed: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """Without noise the activity ends where A x + u = 0; the slowest rate is at least 1, so that e⁻³⁰ is left."""
    np.save(tmp_path / "u.npy", np.full(300, 0.5))
    monkeypatch.chdir(tmp_path)
    leak = abs(directed).sum(axis=1) + 1
    stimulus = {"3": ["step 2 at 5", "step -0.5 at 6"], "#4": "file u.npy every 0.2"}
    recording = noiseprune.record(directed, leak=leak, sigma=0, start="zero", stimulus=stimulus, duration=40, every=0.1, progress=False)
    u = np.zeros(12)
    u[3], u[4] = 1.5, 0.5
    assert recording.frames is not None
    np.testing.assert_allclose(recording.frames[-1], np.linalg.solve(np.diag(leak) - directed, u), rtol=1e-9, atol=1e-12)


def test_without_frames(directed: Any) -> None:
    recording = noiseprune.record(directed, format="none", **SHORT)
    assert recording.frames is None
    assert recording.replicas == []
    assert recording.statistics is not None


def test_the_same_bytes_as_the_command(data: Path, tmp_path: Path) -> None:
    network = data / "celegans-hermaphrodite-gap.mtx"
    given = ("--duration=20", "--every=0.05", "--neurons=0-9", "--quiet")
    assert command("record", network, "--out", tmp_path / "command", *given).returncode == 0
    recording = noiseprune.record(network, neurons="0-9", out=tmp_path / "package", **SHORT)
    assert "frames.npy" in contents(tmp_path / "package")
    assert contents(tmp_path / "package") == contents(tmp_path / "command")
    loaded = noiseprune.load(tmp_path / "package")
    assert isinstance(loaded, noiseprune.Recording)
    assert loaded.info == recording.info


def test_interrupted_and_resumed(data: Path, tmp_path: Path) -> None:
    interrupted = False

    def interrupt(step: noiseprune.Step) -> None:
        nonlocal interrupted
        if step.share > 0.05 and not interrupted:
            interrupted = True
            raise KeyboardInterrupt

    network = data / "celegans-hermaphrodite-gap.mtx"
    options: dict[str, Any] = {"neurons": "0-4", "duration": 2_000}
    noiseprune.record(network, out=tmp_path / "whole", progress=False, **options)
    with pytest.raises(noiseprune.Interrupted) as caught:
        noiseprune.record(network, out=tmp_path / "part", progress=interrupt, **options)
    assert caught.value.folder == tmp_path / "part"
    assert isinstance(noiseprune.resume(tmp_path / "part", progress=False), noiseprune.Recording)
    assert contents(tmp_path / "part") == contents(tmp_path / "whole")


def test_wrong_input(directed: Any) -> None:
    with pytest.raises(noiseprune.InputError, match="neurons"):
        noiseprune.record(directed, neurons="12", **SHORT)
    with pytest.raises(noiseprune.InputError, match="duration"):
        noiseprune.record(directed, progress=False)
