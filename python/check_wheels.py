"""Checks wheels without installing them, so that those for other systems are checked too: python check_wheels.py WHEEL…

Of each: its tags are those of the program in it; every file has the hash of RECORD; the program may be executed; and there is
a licence for every module of Go that the program says it was built from.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import sys
import zipfile
from pathlib import Path

from executables import Executable, read_executable

#: What a wheel's platforms begin with and end with, for each target; of macOS and manylinux the versions stand between.
PLATFORMS = {
    "linux/amd64": ("manylinux", "x86_64"), "linux/arm64": ("manylinux", "aarch64"),
    "darwin/amd64": ("macosx", "x86_64"), "darwin/arm64": ("macosx", "arm64"),
    "windows/amd64": ("win", "amd64"), "windows/arm64": ("win", "arm64"),
}  # fmt: skip

#: The libraries that manylinux (PEP 600) allows to be needed, as far as Go's programs need them.
SYSTEM_LIBRARIES = {"libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}


def check(path: Path) -> str:
    """Check a wheel, and return a line about it.

    Raises:
        ValueError: it is wrong: what, and where.
    """
    with zipfile.ZipFile(path) as wheel:
        (record,) = (name for name in wheel.namelist() if name.endswith(".dist-info/RECORD"))
        metadata = record.removesuffix("RECORD")
        check_hashes(wheel, record)
        info, data = the_program(wheel)
        program = read_executable(data)
        platforms = path.stem.split("-")[-1].split(".")
        check_tags(platforms, wheel.read(metadata + "WHEEL").decode(), path)
        for platform in platforms:
            check_platform(platform, program)
        if program.target.startswith("windows") != info.filename.endswith(".exe"):
            raise ValueError(f"{info.filename} is a program for {program.target}")
        if not info.external_attr >> 16 & 0o111:
            raise ValueError(f"{info.filename} may not be executed: its mode is {info.external_attr >> 16:o}")
        modules = check_licences(wheel, metadata, data)
    size = path.stat().st_size / 1e6
    return f"{path.name}: {program.target}, {size:.1f} MB, program {len(data) / 1e6:.1f} MB, licences of {modules} modules"


def check_hashes(wheel: zipfile.ZipFile, record: str) -> None:
    """Compare every file with RECORD."""
    rows = {row[0]: row[1] for row in csv.reader(io.StringIO(wheel.read(record).decode())) if row[0] != record}
    if set(rows) | {record} != {name for name in wheel.namelist() if not name.endswith("/")}:
        raise ValueError("RECORD names other files than there are")
    for name, want in rows.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(wheel.read(name)).digest()).decode().rstrip("=")
        if want != f"sha256={digest}":
            raise ValueError(f"{name} has another hash than in RECORD")


def the_program(wheel: zipfile.ZipFile) -> tuple[zipfile.ZipInfo, bytes]:
    """Return the one program."""
    found = [info for info in wheel.infolist() if re.fullmatch(r"noiseprune/bin/simulate(\.exe)?", info.filename)]
    if len(found) != 1:
        raise ValueError(f"{len(found)} programs in noiseprune/bin; expected one, simulate or simulate.exe")
    return found[0], wheel.read(found[0])


def check_tags(platforms: list[str], text: str, path: Path) -> None:
    """Compare the tags of the name with those of the file WHEEL."""
    said = re.findall(r"^Tag: (\S+)", text, re.MULTILINE)
    if set(said) != {f"py3-none-{platform}" for platform in platforms} or "-py3-none-" not in path.name:
        raise ValueError(f"its name and WHEEL say different tags, or not py3-none: {path.name}, {said}")
    if "Root-Is-Purelib: false" not in text:
        raise ValueError("WHEEL says that there is no program (Root-Is-Purelib)")


def check_platform(platform: str, program: Executable) -> None:
    """Compare a platform of the tags with the program."""
    system, processor = PLATFORMS[program.target]
    if not platform.startswith(system) or not platform.endswith(processor):
        raise ValueError(f"the tag says {platform}, the program is one for {program.target}")
    numbers = tuple(map(int, re.findall(r"_(\d+)_(\d+)_", platform)[0])) if re.search(r"_\d+_\d+_", platform) else None
    if system == "macosx" and (numbers is None or program.oldest is None or numbers < program.oldest):
        raise ValueError(f"the tag says {platform}, the program needs macOS {program.oldest}")
    if program.target == "darwin/arm64" and not program.signed:  # other processors start programs without a signature
        raise ValueError(f"the tag says {platform}, where a program must be signed, if only by the linker; this one is not")
    others = set(program.needs) - SYSTEM_LIBRARIES
    newer = [name for name in program.versions if tuple(map(int, name.removeprefix("GLIBC_").split("."))) > (numbers or (2, 17))]
    if others or newer:
        raise ValueError(f"the tag says {platform}, the program needs {sorted(others)} and {newer}")


def check_licences(wheel: zipfile.ZipFile, metadata: str, program: bytes) -> int:
    """Check that every module that the program was built from is in the list of licences, and return how many there are.

    Go writes the modules into every program, as lines with "dep", the path and the version.
    """
    text = wheel.read(metadata + "licenses/THIRD_PARTY_LICENSES").decode()
    modules = {f"{path.decode()} {version.decode()}" for path, version in re.findall(rb"\ndep\t([^\t\n]+)\t([^\t\n]+)", program)}
    listed = set(re.findall(r"^(\S+ v\S+): \S", text.split("\n====")[0], re.MULTILINE))
    if not modules or not modules <= listed:
        raise ValueError(f"no licences in THIRD_PARTY_LICENSES of {sorted(modules - listed) or 'anything'}; run make licences")
    if "License-File: THIRD_PARTY_LICENSES" not in wheel.read(metadata + "METADATA").decode():
        raise ValueError("METADATA does not name THIRD_PARTY_LICENSES")
    return len(modules)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        try:
            print(check(Path(argument)))
        except (ValueError, KeyError) as error:
            sys.exit(f"{argument}: {error}")
    if len(sys.argv) < 2:
        sys.exit("name the wheels")
