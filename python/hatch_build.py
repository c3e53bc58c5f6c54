"""Builds the program into the wheel, for this system or for that of NOISEPRUNE_TARGET, such as windows/amd64."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
from go_source import COPY, LICENCES, go_source, source_files

#: The tags of the systems that wheels are built for. Go 1.26 needs macOS 12. The Linux program has no C code of its own.
PLATFORMS = {
    "linux/amd64": "manylinux_2_17_x86_64.manylinux2014_x86_64",
    "linux/arm64": "manylinux_2_17_aarch64.manylinux2014_aarch64",
    "darwin/amd64": "macosx_12_0_x86_64",
    "darwin/arm64": "macosx_12_0_arm64",
    "windows/amd64": "win_amd64",
    "windows/arm64": "win_arm64",
}


class ProgramBuildHook(BuildHookInterface[Any]):
    """Puts the program into wheels, and its source into source distributions."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the program, or collect its source."""
        root = Path(self.root)
        source = go_source(root)
        if self.target_name == "sdist":
            build_data["force_include"].update({str(path): f"{COPY}/{path.relative_to(source)}" for path in source_files(source)})
            return
        target = os.environ.get("NOISEPRUNE_TARGET", "")
        build_data["pure_python"] = False
        build_data["tag"] = "py3-none-" + platform_tag(target)
        self.folder = Path(tempfile.mkdtemp(prefix="noiseprune-build-"))
        name = "simulate.exe" if (target or sys.platform).startswith("win") else "simulate"
        program = root / "src/noiseprune/bin" / name if version == "editable" else self.folder / name
        build(source, target, program)
        if version != "editable":
            build_data["force_include"][str(program)] = f"noiseprune/bin/{name}"
            build_data["force_include"][str(source / LICENCES)] = "noiseprune/bin/LICENSES.md"  # of networks in the program

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was built."""
        if self.target_name == "wheel":
            shutil.rmtree(self.folder, ignore_errors=True)


def platform_tag(target: str) -> str:
    """Return the wheel's tag of a target, or of this system."""
    if not target:
        return sysconfig.get_platform().replace("-", "_").replace(".", "_")
    if target not in PLATFORMS:
        raise RuntimeError(f"NOISEPRUNE_TARGET is {target}; choose one of {', '.join(PLATFORMS)}")
    return PLATFORMS[target]


def build(source: Path, target: str, program: Path) -> None:
    """Compile the program as the archives of a release are, without cgo, which cross-compiles everywhere."""
    go = os.environ.get("GO", "go")
    if shutil.which(go) is None:
        raise RuntimeError("noiseprune is built with Go, which is not here; install Go 1.26 from https://go.dev/dl, or take a wheel")
    system = dict(zip(("GOOS", "GOARCH"), target.split("/"), strict=False)) if target else {}
    command = [go, "build", "-trimpath", "-ldflags=-s -w", "-o", str(program), "./cmd/simulate"]
    subprocess.run(command, cwd=source, env={**os.environ, "CGO_ENABLED": "0", **system}, check=True)
