"""The Go source that the program is built from: that of the repository, or the copy in a source distribution."""

from __future__ import annotations

from pathlib import Path

#: Where a source distribution has it.
COPY = "go"

#: What a build reads beside the modules and what is embedded: Go and assembly.
PATTERNS = ("*.go", "*.s", "*.h")

#: The licences of the networks that the program embeds.
LICENCES = "data/LICENSES.md"

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
    code = [path for pattern in PATTERNS for path in source.rglob(pattern) if is_read(path.relative_to(source))]
    files = {source / "go.mod", source / "go.sum", source / LICENCES, *code}
    for path in code:
        files.update(embedded(path))
    return sorted(files)


def embedded(code: Path) -> list[Path]:
    """Return the files that a file of Go embeds."""
    if code.suffix != ".go":
        return []
    lines = [line.split()[1:] for line in code.read_text(encoding="utf-8").splitlines() if line.startswith("//go:embed ")]
    found = [path for patterns in lines for pattern in patterns for path in code.parent.glob(pattern)]
    return [file for path in found for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file()]


def is_read(path: Path) -> bool:
    """Report whether a build reads the file, whose path is relative to go.mod."""
    folders = path.parts[:-1]
    hidden = any(part.startswith((".", "_")) or part == "testdata" for part in folders)
    return not (hidden or path.name.endswith("_test.go") or (folders and folders[0] in OTHERS))
