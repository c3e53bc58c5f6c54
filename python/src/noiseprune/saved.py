"""What results of a run, of a sweep and of a recording have in common: a folder with a JSON file, and the program's summary."""

from __future__ import annotations

import html
import json
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from .fields import Record, as_records


class Saved:
    """The files of a folder, each read when it is first asked for; the fields of its JSON file are attributes.

    Attributes:
        folder: the folder of the results; removed with this object where ``out`` was not given.
        summary: what the program printed; "" of a folder that was only read.
    """

    #: The file with all numbers.
    json_file: ClassVar[str]

    def __init__(self, folder: Path, summary: str = "") -> None:
        self.folder = folder
        self.summary = summary

    @cached_property
    def info(self) -> Record:
        """All of the JSON file."""
        found: Record = as_records(json.loads((self.folder / self.json_file).read_text(encoding="utf-8")))
        return found

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or hasattr(type(self), name):  # such as a property that failed
            raise AttributeError(name)
        return getattr(self.info, name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.info]

    def __repr__(self) -> str:
        return f"<noiseprune {type(self).__name__} in {self.folder}>"

    def __str__(self) -> str:
        return self.summary or repr(self)

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(str(self))}</pre>"
