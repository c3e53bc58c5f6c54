"""What a sweep over budgets has found."""

from __future__ import annotations

import csv
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .saved import Saved

if TYPE_CHECKING:
    import pandas


class SweepResult(Saved):
    """The files of a sweep's folder, each read when it is first asked for.

    The fields of sweep.json are attributes too: ``level`` and ``networks``, a list of records.
    """

    json_file = "sweep.json"

    @cached_property
    def table(self) -> pandas.DataFrame:
        """A row for each network, rule, share kept, pruning and measure, with its value, as in sweep.csv (needs pandas).

        ``keep`` is the share of the synapses that was asked for; the measure ``kept`` of pruning 0 is
        the share that was kept.
        """
        from pandas import DataFrame

        with (self.folder / "sweep.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        types = {"keep": "float64", "pruning": "int64", "value": "float64"}
        columns = {name: [row[k] for row in rows] for k, name in enumerate(header)}
        table: DataFrame = DataFrame({name: np.array(texts, dtype=types.get(name, "object")) for name, texts in columns.items()})
        return table

    @property
    def sentences(self) -> list[str]:
        """Of each network, down to which share of the synapses each rule keeps the error below the level."""
        return [network.sentence for network in self.info["networks"]]

    @property
    def report(self) -> Path:
        """The page with the figures, for a browser."""
        return self.folder / "sweep.html"

    @property
    def pictures(self) -> list[Path]:
        """The error over the share kept: a picture of each network."""
        return sorted(self.folder.glob("*.png"))
