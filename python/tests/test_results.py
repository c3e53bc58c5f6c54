"""Results are the files, as arrays and tables."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import noiseprune

from .conftest import SMALL


def test_run(directed: Any) -> None:
    result = noiseprune.run(directed, keep=0.5, controls=["weight", "magnitude-matched"], **SMALL)
    assert result.edges is not None
    assert result.spectra is not None
    assert result.trajectories is not None
    assert result.pruned is not None
    synapses = np.count_nonzero(directed)
    assert result.network.edges == synapses
    assert result.edges.target.dtype == np.int64
    assert result.edges.probability_magnitude_matched.shape == (synapses,)
    assert result.spectra.eps_lambda_noise.shape == (12,)
    assert result.trajectories.trace_noise.shape == (2, len(result.trajectories.times))
    off = result.pruned.toarray()
    np.fill_diagonal(off, 0)
    assert np.count_nonzero(off) == result.info.pruned.edges
    kept = off[result.edges.target, result.edges.source] != 0
    rescaled = result.edges.weight / result.edges.probability_noise
    np.testing.assert_allclose(off[result.edges.target, result.edges.source][kept], rescaled[kept], rtol=1e-15)
    assert set(result.pruned_by) == {"noise", "weight", "magnitude-matched"}
    assert result.report.read_text(encoding="utf-8").startswith("<!")


def test_measures(directed: Any) -> None:
    result = noiseprune.run(directed, keep=0.5, **SMALL)
    chosen = result.measures.query("rule == 'noise' and measure == 'stationary_error'")
    assert chosen["pruning"].tolist() == [0, 1]
    assert chosen["value"].iloc[0] == result.rules.noise.stationary.error


def test_summary(directed: Any) -> None:
    result = noiseprune.run(directed, **SMALL)
    assert "12 neurons" in result.summary
    assert result._repr_html_().startswith("<pre>")
    assert "<" not in result._repr_html_().removeprefix("<pre>").removesuffix("</pre>")


def test_notes_are_warnings_of_the_caller() -> None:
    """The symmetric part of this A is not negative definite, so that there is no worst case, which the program notes."""
    with pytest.warns(noiseprune.Note) as caught:
        result = noiseprune.run(np.array([[0.0, 0], [3, 0]]), leak=1, **SMALL)
    assert any("worst-case" in note for note in result.notes)
    assert [str(w.message) for w in caught] == result.notes
    assert {w.filename for w in caught} == {__file__}


def test_notes_on_how_a_file_was_read(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("source,target,weight,colour\na,b,1,red\nb,a,2,red\n")
    with pytest.warns(noiseprune.Note, match="colour"):
        noiseprune.prune(tmp_path / "e.csv", samples=200, progress=False)


def test_compare(directed: Any) -> None:
    pruned = noiseprune.prune(directed, keep=0.5, samples=200, progress=False).pruned
    result = noiseprune.compare(directed, pruned, runs=4, progress=False)
    assert result.spectra is not None
    assert result.spectra.eps_v_pruned.shape == (12,)
    assert result.pruned is None


def test_sweep(directed: Any, tmp_path: Path) -> None:
    out = tmp_path / "sweep"
    swept = noiseprune.sweep([directed, "ring:n=20,forward=1/0.5"], keep=[0.3, 0.6], out=out, **SMALL)
    table = swept.table
    assert list(table.columns) == ["network", "rule", "keep", "pruning", "measure", "value"]
    assert set(table["network"]) == {"network-1.npz", "ring:n=20,forward=1/0.5"}
    assert sorted(set(table["keep"])) == [0.3, 0.6]
    assert not table.duplicated(["network", "rule", "keep", "pruning", "measure"]).any()
    cell = swept.networks[0].result.cells[0].rules[0]
    first = table[(table["rule"] == cell.rule) & (table["keep"] == 0.3) & (table["measure"] == "kept")]
    assert first["value"].iloc[0] == cell.pruned.keep
    assert len(swept.sentences) == len(swept.pictures) == 2
    assert swept.report.exists()
    assert isinstance(noiseprune.load(out), noiseprune.SweepResult)


def test_a_temporary_folder_goes_with_its_result(directed: Any) -> None:
    result = noiseprune.prune(directed, samples=200, progress=False)
    folder = result.folder
    assert (folder / "result.json").exists()
    del result
    gc.collect()
    assert not folder.parent.exists()


def test_load(directed: Any, tmp_path: Path) -> None:
    result = noiseprune.prune(directed, samples=200, progress=False, out=tmp_path / "out")
    assert noiseprune.load(tmp_path / "out").info == result.info
    with pytest.raises(noiseprune.InputError, match="holds no results"):
        noiseprune.load(tmp_path)
