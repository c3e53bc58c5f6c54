"""Brian2, one trajectory, of which all states may be recorded: NumPy, Cython, and C++ standalone on
all cores. Compilation is not counted: each times the steps of a network that has run before,
standalone by Brian2's own clock of the run."""

import json
import os
import tempfile
import time

import brian2
import numpy as np
import scipy.sparse

import networks
from harness import CORES, serve

EQUATIONS = """
dx/dt = (-leak*x + input)/second + sigma*second**-0.5*xi : 1
input : 1
"""


def build(task):
    """The network in the present device."""
    if task["work"] == "record":
        a = scipy.sparse.coo_array(np.load(task["file"]))
        equations, names = EQUATIONS + "leak : 1 (constant)\n", {"sigma": 1.0}
    else:
        a = networks.sparse(task["neurons"], task["degree"]).tocoo()
        equations, names = EQUATIONS.replace("leak*", ""), {"sigma": networks.STRENGTH}
    edges = a.row != a.col
    dt = step(task)
    neurons = brian2.NeuronGroup(a.shape[0], equations, method="euler", dt=dt, namespace=names)
    synapses = brian2.Synapses(neurons, neurons, "w : 1\ninput_post = w*x_pre : 1 (summed)", dt=dt)
    synapses.connect(i=a.col[edges], j=a.row[edges])
    synapses.w = a.data[edges]
    if task["work"] != "record":
        return brian2.Network(neurons, synapses)
    neurons.leak = -a.diagonal()
    return brian2.Network(neurons, synapses, brian2.StateMonitor(neurons, "x", record=True, dt=dt, name="frames"))


def step(task):
    return task.get("step_size", networks.STEP) * brian2.second


class Runtime:
    """A network in this process, whose code is made by that target."""

    def __init__(self, task, target):
        brian2.device.reinit()
        brian2.set_device("runtime")
        brian2.prefs.codegen.target = target
        self.network, self.step, self.steps = build(task), step(task), task["steps"]
        self.network.run(self.step)
        self.network.store()

    def seconds(self):
        self.network.restore()  # what it has recorded too
        start = time.perf_counter()
        self.network.run(self.steps * self.step)
        return (time.perf_counter() - start) / self.steps

    def found(self):
        """What a recording has, which shows that the same work was done."""
        x = self.network["frames"].x[:, -self.steps :]
        return {"frames": x.shape[1], "deviation": float(np.median(x.std(1)))}


class Standalone:
    """A program of a fixed number of steps, whose own clock gives the time of one."""

    def __init__(self, task, threads):
        self.folder = tempfile.mkdtemp()
        self.steps = task["steps"]
        brian2.device.reinit()
        brian2.device.activate()
        brian2.set_device("cpp_standalone", build_on_run=False, directory=self.folder)
        brian2.prefs.devices.cpp_standalone.openmp_threads = threads
        network = build(task)
        network.run(self.steps * step(task))
        brian2.device.build(directory=self.folder, compile=True, run=False)

    def seconds(self):
        brian2.device.run(self.folder, with_output=False, run_args=[])
        with open(os.path.join(self.folder, "results", "last_run_info.txt")) as info:
            took = float(info.read().split()[0])
        return took / self.steps


class Fastest:
    """Which variant is fastest is measured once, among those of one device if the task names it. A
    device cannot be switched back and forth, so that the compiled programs of the standalone variants
    are kept."""

    def __init__(self):
        self.key, self.variant = None, None

    def answer(self, task):
        key = json.dumps(task, sort_keys=True)
        if key != self.key:
            self.choose(task)
            self.key = key
        name, seconds = self.variant
        once = task["steps"] if task["work"] == "record" else 1
        return {"seconds": seconds() * once, "variant": name, "found": self.found}

    def choose(self, task):
        variants, times, self.found = {}, {}, {}
        devices = [task["variant"]] if task.get("variant") else ["runtime", "standalone"]
        for name, target in {"NumPy": "numpy", "Cython": "cython"}.items() if "runtime" in devices else ():
            network = Runtime(task, target)
            network.seconds()
            variants[name], times[name] = network.seconds, network.seconds()
            if task["work"] == "record":
                self.found = network.found()
        for threads in sorted({0, CORES}) if "standalone" in devices else ():
            name = f"C++ standalone, {threads or 1} thread" + ("s" if threads > 1 else "")
            program = Standalone(task, threads)
            variants[name], times[name] = program.seconds, program.seconds()
        best = min(times, key=times.get)
        self.variant = best, variants[best]


fastest = Fastest()
serve({"Brian2": brian2.__version__}, {}, {"step": fastest.answer, "record": fastest.answer})
