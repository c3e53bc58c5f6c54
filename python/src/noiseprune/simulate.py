"""From the arguments of a function to a command line, and from its end to a result."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from .errors import InputError
from .folder import make_folders
from .network import Network, is_file, save_network
from .options import Option, flags, needs_folder
from .process import execute
from .progress import Progress, display
from .results import AnyResult, conclude

#: How far up the caller of this package's functions is, from conclude.
CALLER = 3


def simulate(
    command: str, networks: Sequence[Network], labels: Sequence[str] | None, weight: str,
    out: str | os.PathLike[str] | None, progress: Progress, options: Mapping[str, Option],
) -> AnyResult:  # fmt: skip
    """Run a command of the program on networks."""
    folders = make_folders(out, not all(map(is_file, networks)) or needs_folder(options))
    try:
        sources = hand_over(networks, folders.work, labels, weight)
        arguments = [command, *sources, f"--out={folders.results}", "--progress=json", *flags(options, folders.work)]
        outcome = execute(arguments, folders.work, display(progress))
    except Exception:
        folders.remove_networks()
        folders.remove()
        raise
    return conclude(outcome, folders, CALLER)


def hand_over(networks: Sequence[Network], work: Path | None, labels: Sequence[str] | None, weight: str) -> list[str]:
    """Write the networks that are in memory into the folder, and return the names of all of them for the program there."""
    if labels is not None and all(map(is_file, networks)):
        raise InputError("labels name the neurons of a network in memory; a file or generator has its own, so leave them out")
    sources = []
    for k, network in enumerate(networks, start=1):
        if not is_file(network):
            name = "network.npz" if len(networks) == 1 else f"network-{k}.npz"
            save_network(network, cast(Path, work) / name, labels, weight)
            sources.append(name)
            continue
        source = os.fspath(cast("str", network))
        sources.append(os.path.abspath(source) if work is not None and os.path.exists(source) else source)
    return sources


def continue_in(folder: str | os.PathLike[str], progress: Progress, options: Mapping[str, Option]) -> AnyResult:
    """Continue the run in a folder."""
    folders = make_folders(folder, in_memory=False)
    arguments = ["resume", os.fspath(folder), "--progress=json", *flags(options, None)]
    return conclude(execute(arguments, None, display(progress)), folders, CALLER)
