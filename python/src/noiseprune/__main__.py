"""``python -m noiseprune run …`` is ``simulate run …``."""

import subprocess
import sys

from .program import program

if __name__ == "__main__":
    sys.exit(subprocess.run([str(program()), *sys.argv[1:]], check=False).returncode)
