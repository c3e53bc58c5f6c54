"""Noise tells every synapse of a recurrent network how redundant it is; noiseprune measures it and prunes.

The rule is that of Moore & Chaudhuri, "Using noise to probe recurrent neural network structure and
prune synapses" (NeurIPS 2020). W[i, j] acts from neuron j onto neuron i: row = target.

>>> import noiseprune
>>> result = noiseprune.run("ring:n=20,forward=1/0.5", keep=0.6, samples=200, runs=4, prunings=2)
>>> result.rules.noise.plan.rule, result.edges.weight.shape
('noise', (80,))
"""

from importlib.metadata import version

from .arrays import Arrays
from .commands import compare, covariance, prune, record, resume, run, sweep
from .errors import InputError, Interrupted, Note, RunError
from .fields import Record
from .network import Network
from .options import Option
from .progress import Progress, Step
from .recording import Recorded, Recording
from .result import Result
from .results import load
from .sweep import SweepResult

__version__ = version("noiseprune")

__all__ = [
    "Arrays", "InputError", "Interrupted", "Network", "Note", "Option", "Progress", "Record", "Recorded", "Recording",
    "Result", "RunError", "Step", "SweepResult", "compare", "covariance", "load", "prune", "record", "resume", "run", "sweep",
]  # fmt: skip
