"""The Go source that the program is built from: that of the repository, or the copy in a source distribution."""

from __future__ import annotations

from pathlib import Path

#: Where a source distribution has it.
COPY = "go"

#: What a build reads: Go, assembly, and what is embedded, with the licences of the networks.
PATTERNS = ("*.go", "*.s", "*.h", "page.gohtml", "style.css", "data/*.mtx", "data/*.mtx.gz", "data/LICENSES.md")

#: Folders at the top that a build does not read.
OTHERS = ("python", "docs", "examples", "scripts", "bin", "dist")


def go_source(root: Path) -> Path:
    """Return the folder of go.mod, for the folder of pyproject.toml."""
    for folder in (root / COPY, root.parent):
        if (folder / "go.mod").is_file():
            return folder
    raise RuntimeError(f"{root / COPY} and {root.parent} have no go.mod; build from the repository or from a source distribution")


def source_files(source: Path) -> list[Path]:
    """Return the files that a build of the program reads, on whatever system, without tests."""
    files = [source / "go.mod", source / "go.sum"]
    for pattern in PATTERNS:
        files += [path for path in source.rglob(pattern) if is_read(path.relative_to(source))]
    return sorted(files)


def is_read(path: Path) -> bool:
    """Report whether a build reads the file, whose path is relative to go.mod."""
    folders = path.parts[:-1]
    hidden = any(part.startswith((".", "_")) or part == "testdata" for part in folders)
    return not (hidden or path.name.endswith("_test.go") or (folders and folders[0] in OTHERS))
