"""What the header of a program says of the system that it is for: ELF (Linux), Mach-O (macOS) and PE (Windows), of 64 bits."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass


@dataclass(frozen=True)
class Executable:
    """What a header says.

    Attributes:
        target: GOOS and GOARCH, such as "linux/amd64".
        needs: the shared libraries that the system's loader is to find (ELF).
        versions: the versions of symbols that it asks of them, such as "GLIBC_2.17" (ELF).
        oldest: the oldest version of the system (Mach-O), or None.
        signed: whether there is a code signature (Mach-O).
    """

    target: str
    needs: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    oldest: tuple[int, int] | None = None
    signed: bool = False


def read_executable(data: bytes) -> Executable:
    """Read the header of a program.

    Raises:
        ValueError: it is none of the three formats, or of another processor.
    """
    if data[:6] == b"\x7fELF\x02\x01":
        return read_elf(data)
    if data[:4] == b"\xcf\xfa\xed\xfe":
        return read_macho(data)
    if data[:2] == b"MZ":
        return read_pe(data)
    raise ValueError(f"the program begins with {data[:4]!r}; expected ELF, Mach-O or PE of 64 bits, little-endian")


def target(system: str, machine: int, known: dict[int, str]) -> str:
    """Return GOOS/GOARCH."""
    if machine not in known:
        raise ValueError(f"a program for {system} and machine {machine:#x}; known are {', '.join(known.values())}")
    return f"{system}/{known[machine]}"


def read_elf(data: bytes) -> Executable:
    """Read the program headers and the dynamic section; see elf(5)."""
    (machine,) = struct.unpack_from("<H", data, 18)
    (start,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    headers = [struct.unpack_from("<IIQQQQQQ", data, start + k * size) for k in range(count)]
    loaded = [(at, virtual, length) for kind, _, at, virtual, _, length, _, _ in headers if kind == 1]
    dynamic = [data[at : at + length] for kind, _, at, _, _, length, _, _ in headers if kind == 2]
    entries = [pair for section in dynamic for pair in struct.iter_unpack("<QQ", section)]
    found = dict(entries)
    strings = b""
    if 5 in found:  # DT_STRTAB, of DT_STRSZ bytes
        begin = next(at + found[5] - virtual for at, virtual, length in loaded if virtual <= found[5] < virtual + length)
        strings = data[begin : begin + found[10]]
    needs = tuple(strings[value : strings.index(b"\0", value)].decode() for tag, value in entries if tag == 1)
    versions = tuple(sorted({name.decode() for name in re.findall(rb"GLIBC_[0-9.]+", strings)}))
    return Executable(target("linux", machine, {0x3E: "amd64", 0xB7: "arm64"}), needs, versions)


def read_macho(data: bytes) -> Executable:
    """Read the load commands LC_BUILD_VERSION and LC_CODE_SIGNATURE; see mach-o/loader.h."""
    machine, _, _, count = struct.unpack_from("<IIII", data, 4)
    oldest, signed, at = None, False, 32
    for _ in range(count):
        command, size = struct.unpack_from("<II", data, at)
        if command == 0x32:
            _, least = struct.unpack_from("<II", data, at + 8)
            oldest = (least >> 16, least >> 8 & 0xFF)
        signed = signed or command == 0x1D
        at += size
    return Executable(target("darwin", machine, {0x01000007: "amd64", 0x0100000C: "arm64"}), oldest=oldest, signed=signed)


def read_pe(data: bytes) -> Executable:
    """Read the machine of the COFF header, and check that the program is one for a console."""
    (start,) = struct.unpack_from("<I", data, 60)
    (machine,) = struct.unpack_from("<H", data, start + 4)
    magic, subsystem = struct.unpack_from("<H", data, start + 24)[0], struct.unpack_from("<H", data, start + 92)[0]
    if data[start : start + 4] != b"PE\0\0" or magic != 0x20B or subsystem != 3:
        raise ValueError("not a PE32+ program for a console")
    return Executable(target("windows", machine, {0x8664: "amd64", 0xAA64: "arm64"}))
