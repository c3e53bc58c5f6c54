"""The program's commands as functions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import cast

from .network import Network
from .options import Option
from .progress import Progress
from .recording import Recording
from .result import Result
from .results import AnyResult
from .simulate import continue_in, simulate
from .sweep import SweepResult


def run(
    network: Network, *, labels: Sequence[str] | None = None, weight: str = "weight",
    out: str | os.PathLike[str] | None = None, progress: Progress = True, **options: Option,
) -> Result:  # fmt: skip
    """Measure the covariance, prune, simulate again under the same noise, and compare.

    The network dx = (−Dx + Wx) dt + σ dB is driven with white noise. A synapse of weight w from
    neuron j onto neuron i is kept with the probability p = min(1, K|w|(C_ii + C_jj − 2 sign(w) C_ij)),
    C the covariance of x, and then has the weight w/p.

    Args:
        network: the weights W of shape (N, N), row = target and column = source, as a NumPy array or
            a SciPy sparse matrix; a NetworkX graph, whose edges go from source to target; or the name
            of a file or generator.
        labels: the names of the neurons of a matrix.
        weight: the attribute of a graph's edges that is their weight.
        out: the folder for the files of the results; without it they go with the Result.
        progress: whether to show progress, or a function to call with each :class:`Step`.
        options: the flags of ``simulate run`` with underscores, such as ``keep=0.2``, ``seed=7``,
            ``controls=["weight", "shuffled"]`` or ``leak=array``; the program checks them.

    Raises:
        InputError: the input was wrong.
        RunError: the run failed.
        Interrupted: by Ctrl-C; :func:`resume` continues.

    >>> import numpy, noiseprune
    >>> W = numpy.array([[0, 1, 0.5], [1, 0, 0], [0.5, 0, 0]])
    >>> result = noiseprune.run(W, keep=0.7, samples=200, runs=4, prunings=2)
    >>> result.pruned.shape, result.edges.target.tolist(), result.network.symmetric
    ((3, 3), [0, 0, 1, 2], True)
    """
    return cast(Result, simulate("run", [network], labels, weight, out, progress, options))


def prune(
    network: Network, *, labels: Sequence[str] | None = None, weight: str = "weight",
    out: str | os.PathLike[str] | None = None, progress: Progress = True, **options: Option,
) -> Result:  # fmt: skip
    """Measure the covariance and prune, without simulating again; arguments as in :func:`run`.

    ``result.pruned`` is A = W − D of the pruned network.
    """
    return cast(Result, simulate("prune", [network], labels, weight, out, progress, options))


def covariance(
    network: Network, *, labels: Sequence[str] | None = None, weight: str = "weight",
    out: str | os.PathLike[str] | None = None, progress: Progress = True, **options: Option,
) -> Result:  # fmt: skip
    """Only measure the covariance C = E[x xᵀ] − E[x] E[x]ᵀ of the activity; arguments as in :func:`run`.

    ``result.edges`` has it on the synapses, with standard errors; ``covariance="dense"`` gives
    ``result.covariance_matrix``, of shape (N, N).
    """
    return cast(Result, simulate("covariance", [network], labels, weight, out, progress, options))


def compare(
    original: Network, pruned: Network, *, labels: Sequence[str] | None = None, weight: str = "weight",
    out: str | os.PathLike[str] | None = None, progress: Progress = True, **options: Option,
) -> Result:  # fmt: skip
    """Compare the spectra and the trajectories of two networks of the same neurons; arguments as in :func:`run`.

    A matrix with a negative diagonal, such as ``result.pruned``, is taken for A = W − D. Neurons are
    matched by name where both networks have names, and by position otherwise; ``labels`` are those of both.
    """
    return cast(Result, simulate("compare", [original, pruned], labels, weight, out, progress, options))


def sweep(
    networks: Network | Sequence[Network], *, labels: Sequence[str] | None = None, weight: str = "weight",
    out: str | os.PathLike[str] | None = None, progress: Progress = True, **options: Option,
) -> SweepResult:  # fmt: skip
    """Prune to several budgets, and say down to which the dynamics survive.

    Args:
        networks: one network, or a list of several.
        options: those of ``simulate sweep``, such as ``keep=[0.1, 0.2, 0.4]`` and ``level=0.1``.

    The other arguments are those of :func:`run`. ``result.table`` is a tidy table.
    """
    several = networks if isinstance(networks, (list, tuple)) else [cast("Network", networks)]
    return cast(SweepResult, simulate("sweep", several, labels, weight, out, progress, options))


def record(
    network: Network, *others: Network, labels: Sequence[str] | None = None, weight: str = "weight",
    out: str | os.PathLike[str] | None = None, progress: Progress = True, **options: Option,
) -> Recording:  # fmt: skip
    """Record a long simulation: the states of the network at equal intervals, and statistics of them.

    Frames are streamed to the disk, so that memory does not grow with the duration.

    Args:
        others: networks of the same neurons, such as ``result.pruned``, which are recorded under the same noise.
        options: those of ``simulate record``, such as ``duration=1000``, ``every=0.1``, ``neurons=["AVAL", "AVAR"]``,
            ``replicas=4`` or ``stimulus={"AVAL": "step 1 at 20"}``.

    The other arguments are those of :func:`run`, and so are the exceptions.

    >>> import noiseprune
    >>> recording = noiseprune.record("ring:n=20,forward=1/0.5", duration=10, every=0.1, neurons="0-4")
    >>> recording.frames.shape, recording.time[-1].round(3), recording.statistics.mean.shape
    ((100, 5), np.float64(9.9), (5,))
    """
    return cast(Recording, simulate("record", [network, *others], labels, weight, out, progress, options))


def resume(folder: str | os.PathLike[str], *, progress: Progress = True, **options: Option) -> AnyResult:
    """Continue an interrupted run, sweep or recording; its files are in the end the same, byte for byte.

    Args:
        folder: where it was interrupted: ``out``, or the attribute ``folder`` of the exception.
        options: those that change no number, such as ``workers=8``.
    """
    return continue_in(folder, progress, options)
