"""Normals for NumPy, by one generator, or by one for each core as NumPy's manual has it."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from harness import CORES


class OneGenerator:
    def __init__(self, bits=np.random.PCG64):
        self.rng = np.random.Generator(bits(1))

    def fill(self, out):
        self.rng.standard_normal(out=out, dtype=out.dtype)


class AllCores:
    """Multithreaded generation: standard_normal releases the interpreter's lock."""

    def __init__(self, bits=np.random.SFC64):
        seeds = np.random.SeedSequence(1).spawn(CORES)
        self.rngs = [np.random.Generator(bits(s)) for s in seeds]
        self.pool = ThreadPoolExecutor(CORES)

    def fill(self, out):
        parts = np.array_split(out.reshape(-1), CORES)
        futures = [
            self.pool.submit(rng.standard_normal, out=part, dtype=part.dtype)
            for rng, part in zip(self.rngs, parts)
        ]
        for future in futures:
            future.result()
