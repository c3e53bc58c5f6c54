"""What a run, a pruning, a measurement of the covariance or a comparison has found."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .arrays import Arrays, read_arrays
from .coupling import coupling_files, read_coupling, read_labels
from .saved import Saved

if TYPE_CHECKING:
    import pandas
    from numpy.typing import NDArray
    from scipy.sparse import csr_array


class Result(Saved):
    """The files of a folder, each read when it is first asked for.

    The fields of result.json are attributes too, as in ``result.rules.noise.trajectory_error.mean``;
    all of them are in :attr:`info`, also ``info.pruned``, whose name here is that of the network.
    """

    json_file = "result.json"

    @cached_property
    def edges(self) -> Arrays | None:
        """A value for each of M synapses: ``target``, ``source``, ``weight``, ``diff_cov``, ``covariance``, ``probability_RULE``, …

        ``weight[k]`` is W[target[k], source[k]]. ``diff_cov`` is C_ii + C_jj − 2 sign(w) C_ij, and
        the probability to be kept by noise-prune is min(1, K |w| diff_cov). ``variance`` has shape (N,).
        """
        return read_arrays(self.folder / "edges.npz")

    @cached_property
    def spectra(self) -> Arrays | None:
        """A value for each of N eigenvalues or eigenvectors: ``eps_lambda_RULE``, ``eps_v_RULE``, ``cos_theta_RULE``."""
        return read_arrays(self.folder / "spectra.npz")

    @cached_property
    def trajectories(self) -> Arrays | None:
        """Errors over T times: ``times``, ``error_mean_RULE`` of shape (T,), and ``trace_RULE`` of shape (traced neurons, T), …"""
        return read_arrays(self.folder / "trajectories.npz")

    @cached_property
    def covariance_matrix(self) -> NDArray[np.float64] | None:
        """The covariance C of shape (N, N), with ``covariance="dense"`` or ``"exact"``, otherwise None."""
        path = self.folder / "covariance.npy"
        return np.load(path) if path.exists() else None

    @cached_property
    def pruned_by(self) -> dict[str, csr_array[np.float64]]:
        """A = W − D of the first network pruned by each rule, as :attr:`pruned` is that of ``"noise"``."""
        return {rule: read_coupling(path) for rule, path in coupling_files(self.folder).items()}

    @property
    def pruned(self) -> csr_array[np.float64] | None:
        """A = W − D of the noise-pruned network, of shape (N, N), row = target; the diagonal is minus the leak."""
        return self.pruned_by.get("noise")

    @cached_property
    def labels(self) -> list[str] | None:
        """The names of the neurons, in the order of the rows of :attr:`pruned`, or None where they have none."""
        return read_labels(self.folder / "pruned.labels.csv")

    @property
    def report(self) -> Path:
        """The page with the figures, for a browser."""
        return self.folder / "report.html"

    @cached_property
    def measures(self) -> pandas.DataFrame:
        """A row for each rule, measure, statistic and pruning, with its value (needs pandas)."""
        from pandas import DataFrame

        rows = [
            (rule, over.measure, over.get("statistic", ""), pruning, value)
            for rule, found in (self.info["rules"] or {}).items()
            for over in found.over_prunings or []
            for pruning, value in enumerate(over["values"])
        ]
        table: DataFrame = DataFrame(rows, columns=["rule", "measure", "statistic", "pruning", "value"])
        return table
