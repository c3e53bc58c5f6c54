"""The check of wheels accepts the wheel that is tested, and notices what is wrong with others."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
check_wheels = pytest.importorskip("check_wheels")

#: A change of one file of a wheel, from its entry and its bytes; None leaves the file out.
Change = Callable[[zipfile.ZipInfo, bytes], "bytes | None"]


@pytest.fixture(scope="session")
def wheel() -> Path:
    """Return the wheel that is installed."""
    if "NOISEPRUNE_WHEEL" not in os.environ:
        pytest.skip("NOISEPRUNE_WHEEL does not name the wheel")
    return Path(os.environ["NOISEPRUNE_WHEEL"])


def changed(wheel: Path, made: Path, change: Change) -> Path:
    """Write a wheel in which one file after another is changed; RECORD stays."""
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            if (data := change(info, old.read(info))) is not None:  # py.typed is empty
                new.writestr(info, data, zipfile.ZIP_STORED)
    return made


def without_mode(info: zipfile.ZipInfo, data: bytes) -> bytes:
    """Take the right to execute the program."""
    if info.filename.startswith("noiseprune/bin/simulate"):
        info.external_attr = 0o644 << 16
    return data


def replaced(name: str, old: bytes, new: bytes) -> Change:
    """Return a change of the bytes of files whose names end so."""
    return lambda info, data: data.replace(old, new) if info.filename.endswith(name) else data


def test_the_wheel_here(wheel: Path) -> None:
    assert wheel.name in check_wheels.check(wheel)


@pytest.mark.parametrize(
    ("reason", "change", "words"),
    [
        ("the program may not be executed", without_mode, "may not be executed: its mode is 644"),
        ("a changed file", replaced("errors.py", b"wrong", b"right"), "errors.py has another hash"),
        ("no program", lambda info, data: None if "/bin/simulate" in info.filename else data, "RECORD names other files"),
        ("another tag inside", replaced("/WHEEL", b"py3-none", b"py2-none"), "another hash"),
    ],
)
def test_wrong_wheels(wheel: Path, tmp_path: Path, reason: str, change: Change, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_wheels.check(changed(wheel, tmp_path / wheel.name, change))


def test_another_name(wheel: Path, tmp_path: Path) -> None:
    copy = tmp_path / "noiseprune-0.1.0-py3-none-win_amd64.whl"
    copy.symlink_to(wheel)
    with pytest.raises(ValueError, match="different tags"):
        check_wheels.check(copy)


@pytest.mark.parametrize(
    ("reason", "platform", "program", "words"),
    [
        ("for another processor", "manylinux_2_17_aarch64", ("linux/amd64",), "linux/amd64"),
        ("for another system", "win_amd64", ("darwin/amd64",), "darwin/amd64"),
        ("a symbol of a newer C library", "manylinux_2_17_x86_64", ("linux/amd64", (), ("GLIBC_2.4", "GLIBC_2.34")), "GLIBC_2.34"),
        ("a library that is not everywhere", "manylinux2014_x86_64", ("linux/amd64", ("libz.so.1",)), "libz.so.1"),
        ("a newer macOS", "macosx_11_0_arm64", ("darwin/arm64", (), (), (12, 0), True), r"needs macOS \(12, 0\)"),
        ("not signed", "macosx_12_0_arm64", ("darwin/arm64", (), (), (12, 0), False), "must be signed"),
        ("any Linux", "linux_x86_64", ("linux/amd64",), "linux_x86_64"),
    ],
)
def test_wrong_platforms(reason: str, platform: str, program: tuple[object, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_wheels.check_platform(platform, check_wheels.Executable(*program))


def test_right_platforms() -> None:
    """What Go's linker makes: it signs programs for Apple's own processors only."""
    check_wheels.check_platform("macosx_12_0_x86_64", check_wheels.Executable("darwin/amd64", oldest=(12, 0)))
    check_wheels.check_platform("macosx_12_0_arm64", check_wheels.Executable("darwin/arm64", oldest=(12, 0), signed=True))
    check_wheels.check_platform("win_amd64", check_wheels.Executable("windows/amd64"))
    check_wheels.check_platform("manylinux_2_17_aarch64", check_wheels.Executable("linux/arm64", needs=("libc.so.6",)))
