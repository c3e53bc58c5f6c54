"""An interrupted run is continued to the same bytes."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

import noiseprune

from .conftest import SMALL, contents

LONG = {**SMALL, "samples": 300_000, "keep": 0.5}


class InterruptAt:
    """A function for progress that interrupts once, when the measurement of the covariance is under way."""

    def __init__(self, share: float) -> None:
        self.share, self.seen, self.done = share, [], False  # type: ignore[var-annotated]

    def __call__(self, step: noiseprune.Step) -> None:
        self.seen.append(step)
        if step.share >= self.share and not self.done:
            self.done = True
            raise KeyboardInterrupt


def test_interrupted_and_resumed(data: Path, tmp_path: Path) -> None:
    network = data / "celegans-hermaphrodite-gap.mtx"
    whole = noiseprune.run(network, out=tmp_path / "whole", **LONG)
    with pytest.raises(noiseprune.Interrupted) as caught:
        noiseprune.run(network, out=tmp_path / "part", **{**LONG, "progress": InterruptAt(0.05)})
    assert caught.value.folder == tmp_path / "part"
    assert str(tmp_path / "part") in str(caught.value)
    assert not (tmp_path / "part" / "result.json").exists()
    resumed = noiseprune.resume(tmp_path / "part", progress=False)
    assert resumed.info == whole.info
    assert contents(tmp_path / "part") == contents(tmp_path / "whole")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send to oneself")
def test_interrupted_by_a_signal_without_out(data: Path) -> None:
    network = data / "celegans-hermaphrodite-gap.mtx"
    started = threading.Event()
    sender = threading.Thread(target=lambda: (started.wait(), os.kill(os.getpid(), signal.SIGINT)))
    sender.start()
    with pytest.raises(KeyboardInterrupt) as caught:
        noiseprune.run(network, **{**LONG, "progress": lambda step: started.set() if step.share > 0.02 else None})
    sender.join()
    folder = caught.value.folder
    assert folder is not None
    resumed: Any = noiseprune.resume(folder, progress=False)
    assert resumed.complete
    shutil.rmtree(folder.parent)


def test_an_array_is_resumed_without_its_file(directed: Any, tmp_path: Path) -> None:
    options = {**LONG, "samples": 5_000_000}
    whole = noiseprune.prune(directed, out=tmp_path / "whole", **{k: v for k, v in options.items() if k != "runs"})
    del options["runs"]
    with pytest.raises(noiseprune.Interrupted):
        noiseprune.prune(directed, out=tmp_path / "part", **{**options, "progress": InterruptAt(0.05)})
    noiseprune.resume(tmp_path / "part", progress=False)
    assert contents(tmp_path / "part") == contents(whole.folder)


def test_interrupted_twice(data: Path, tmp_path: Path) -> None:
    """The second interruption kills the program; what was saved before is continued."""

    def interrupt(step: noiseprune.Step) -> None:
        if step.share > 0.1:
            raise KeyboardInterrupt

    network = data / "celegans-hermaphrodite-gap.mtx"
    whole = noiseprune.prune(network, samples=200_000, progress=False)
    with pytest.raises(noiseprune.Interrupted) as caught:
        noiseprune.prune(network, samples=200_000, checkpoint="50ms", out=tmp_path / "part", progress=interrupt)
    assert caught.value.folder == tmp_path / "part"
    noiseprune.resume(tmp_path / "part", progress=False)
    assert contents(tmp_path / "part") == contents(whole.folder)


def test_nothing_to_resume(tmp_path: Path) -> None:
    with pytest.raises(noiseprune.InputError, match="there is nothing to resume"):
        noiseprune.resume(tmp_path, progress=False)
