"""The notebook in a real kernel, by nbclient: what a cell shows, and what the stop button does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupyter_client
import nbclient
import nbformat
import pytest

DOCS = Path(__file__).parents[2] / "docs"

#: Seconds for what takes some: other tests may compute at the same time.
LIMIT = 300


@pytest.fixture
def here(tmp_path: Path, data: Path) -> Path:
    """Return an empty folder with the networks in data/."""
    (tmp_path / "data").symlink_to(data.resolve())
    return tmp_path


def test_all_cells(here: Path) -> None:
    """Every cell runs, and shows tables and summaries as a notebook does, without what the progress left."""
    if not DOCS.is_dir():
        pytest.skip("there is no documentation beside a source distribution")
    notebook = nbformat.read(DOCS / "tutorial.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    nbclient.NotebookClient(notebook, timeout=LIMIT, resources={"metadata": {"path": str(here)}}).execute()
    shown: list[list[str]] = [
        [output["data"]["text/html"] for output in cell.outputs if "text/html" in output.get("data", {})]
        for cell in notebook.cells if cell.cell_type == "code"
    ]  # fmt: skip
    assert shown[0][0] == ""
    assert shown[0][-1].startswith("<pre>")
    assert "300 neurons" in shown[0][-1]
    assert all(any('class="dataframe"' in html for html in shown[k]) for k in (1, 3, 5))
    assert not any("<progress" in html for cell in shown for html in cell)


@pytest.fixture
def kernel(here: Path) -> Iterator[Any]:
    """Start a kernel, and return its manager and client."""
    manager, client = jupyter_client.manager.start_new_kernel(cwd=str(here))
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def outputs(client: Any, code: str) -> Iterator[tuple[str, Any]]:
    """Execute code, and yield the type and content of each message as it comes, until the kernel is idle."""
    request = client.execute(code)
    while True:
        message = client.get_iopub_msg(timeout=LIMIT)
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return
        yield message["msg_type"], message["content"]


def test_the_stop_button(kernel: Any) -> None:
    """The kernel's interruption, while a bar is shown, ends the cell in one short sentence, after which resume continues."""
    manager, client = kernel
    list(outputs(client, "import noiseprune"))
    found, bars = [], 0
    for kind, content in outputs(client, "noiseprune.prune('data/celegans-hermaphrodite-gap.mtx', samples=1_000_000)"):
        bar = kind == "update_display_data" and "<progress" in content["data"]["text/html"]
        bars += bar
        if bar and bars == 2:
            manager.interrupt_kernel()
        found.append((kind, content))
    errors = [content for kind, content in found if kind == "error"]
    assert [error["ename"] for error in errors] == ["Interrupted"]
    assert "noiseprune.resume(" in errors[0]["evalue"]
    assert errors[0]["traceback"] == [f"Interrupted: {errors[0]['evalue']}"]
    last = [content["data"]["text/html"] for kind, content in found if kind == "update_display_data"][-1]
    assert last == ""
    folder = errors[0]["evalue"].split("'")[1]
    resumed = list(outputs(client, f"noiseprune.resume({folder!r})"))
    assert not [content for kind, content in resumed if kind == "error"]
    assert "neurons" in next(content["data"]["text/html"] for kind, content in resumed if kind == "execute_result")
    shutil.rmtree(Path(folder).parent)
