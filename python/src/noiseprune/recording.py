"""What a recording holds: the frames of each network, and their statistics."""

from __future__ import annotations

import csv
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .arrays import Arrays, read_arrays
from .fields import Record
from .saved import Saved

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Recorded:
    """What was recorded of one network.

    Attributes:
        facts: the network and a summary of its statistics, of recording.json.
    """

    def __init__(self, facts: Record, folder: Path, statistics: Path, replicas: int) -> None:
        self.facts = facts
        names = ["frames"] if replicas == 1 else [f"frames-{replica}" for replica in range(replicas)]
        self._frames = [folder / f"{name}.npy" for name in names]
        self._statistics = statistics

    @cached_property
    def replicas(self) -> list[NDArray[np.floating]]:
        """The frames of each replica, of shape (frames, recorded neurons), mapped into memory and only to be read.

        It is empty where the frames were not kept as .npy, by ``format``.
        """
        return [np.load(path, mmap_mode="r") for path in self._frames if path.exists()]

    @property
    def frames(self) -> NDArray[np.floating] | None:
        """The frames of the first replica, or None where there are none as .npy."""
        return self.replicas[0] if self.replicas else None

    @cached_property
    def statistics(self) -> Arrays | None:
        """Means, covariances at lags, densities, … over all replicas, and their standard errors; see docs/python.md for their shapes."""
        return read_arrays(self._statistics)

    def __repr__(self) -> str:
        return f"<noiseprune Recorded in {self._frames[0].parent}>"


class Recording(Saved):
    """The files of a recording's folder, each read when it is first asked for.

    The fields of recording.json are attributes too, such as ``schedule`` and ``spec``. ``frames``, ``replicas`` and
    ``statistics`` are those of the first network.
    """

    json_file = "recording.json"

    @cached_property
    def recorded(self) -> list[Recorded]:
        """What was recorded of each network, in the order in which they were given."""
        networks = self.info["networks"]
        names = ["statistics"] if len(networks) == 1 else [f"statistics-{k}" for k in range(len(networks))]
        replicas = self.info["spec"].record.replicas
        return [
            Recorded(facts, self.folder / facts.folder, self.folder / f"{name}.npz", replicas)
            for facts, name in zip(networks, names, strict=True)
        ]

    @property
    def original(self) -> Recorded:
        """The first network."""
        return self.recorded[0]

    @property
    def pruned(self) -> Recorded | None:
        """The second network, under the same noise as the first, or None of a single network."""
        return self.recorded[1] if len(self.recorded) > 1 else None

    @property
    def frames(self) -> NDArray[np.floating] | None:
        """The frames of the first network's first replica, of shape (frames, recorded neurons), mapped into memory."""
        return self.original.frames

    @property
    def replicas(self) -> list[NDArray[np.floating]]:
        """The frames of each of the first network's replicas."""
        return self.original.replicas

    @property
    def statistics(self) -> Arrays | None:
        """The statistics of the first network."""
        return self.original.statistics

    @cached_property
    def time(self) -> NDArray[np.float64]:
        """The time of each frame."""
        times: NDArray[np.float64] = np.load(self.folder / "time.npy")
        return times

    @cached_property
    def _columns(self) -> list[dict[str, str]]:
        with (self.folder / "neurons.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @property
    def labels(self) -> list[str]:
        """The name of the neuron of each column, or its number where neurons have no names."""
        return [column["label"] for column in self._columns]

    @property
    def indices(self) -> NDArray[np.int64]:
        """The number of the neuron of each column, counted from 0."""
        return np.array([int(column["neuron"]) for column in self._columns], dtype=np.int64)

    @property
    def report(self) -> Path:
        """The page with the figures, for a browser."""
        return self.folder / "report.html"
