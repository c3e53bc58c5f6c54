"""Objects of result.json and recording.json, and of .npz files, read by attribute or by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


class Record(Mapping[str, Any]):
    """A read-only mapping whose values are attributes too; a hyphen in a name is an underscore there.

    >>> r = Record({"magnitude-matched": Record({"mean": 2.5})})
    >>> r.magnitude_matched.mean, r["magnitude-matched"]["mean"], list(r)
    (2.5, 2.5, ['magnitude-matched'])
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)
        self._names = {name.replace("-", "_"): name for name in self._values}

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name in ("_names", "_values"):  # asked for while a copy is made
            raise AttributeError(name)
        if name not in self._names:
            raise AttributeError(f"{name} is not here; there are {', '.join(self._names)}")
        return self._values[self._names[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._names]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._values!r})"


def as_records(value: Any) -> Any:
    """Return a value of a JSON file in which objects are Records and lists are lists."""
    if isinstance(value, dict):
        return Record({name: as_records(v) for name, v in value.items()})
    if isinstance(value, list):
        return [as_records(v) for v in value]
    return value
