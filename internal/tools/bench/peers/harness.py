"""What all peers share: a line of JSON is a task, a line of JSON its answer.

A task is a dictionary with "work" and its sizes. A peer can do some kinds of work, each in one or
more variants: a variant is a function that takes the task, prepares everything, and returns a
function that does the work a given number of times. The fastest of the variants whose name has the
wanted prefix is used; it is chosen once.
"""

import json
import os
import sys
import time
import traceback

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def timed(repeat, seconds):
    """Seconds of one repetition, over as many as fill the time."""
    repeat(1)
    times = 1
    while True:
        start = time.perf_counter()
        repeat(times)
        took = time.perf_counter() - start
        if took >= seconds:
            return took / times
        if took >= seconds / 4:
            break
        times *= 2
    times = max(1, round(times * seconds / took))
    start = time.perf_counter()
    repeat(times)
    return (time.perf_counter() - start) / times


class Peer:
    """Answers tasks; keeps what the last one prepared."""

    def __init__(self, works, self_timed):
        self.works, self.self_timed = works, self_timed
        self.key, self.prepared = None, None

    def answer(self, task):
        if task["work"] in self.self_timed:
            return self.self_timed[task["work"]](task)
        key = json.dumps(task, sort_keys=True)
        if key != self.key:
            self.prepared = None  # free the last one's memory first
            self.prepared, self.key = self.fastest(task), key
        variant, repeat = self.prepared
        return {"seconds": timed(repeat, task["seconds"]), "variant": variant}

    def fastest(self, task):
        wanted = task.get("variant", "")
        variants = {n: v for n, v in self.works[task["work"]].items() if n.startswith(wanted)}
        ready, failures = {}, []
        for name, make in variants.items():
            try:
                ready[name] = make(task)
                ready[name](1)
            except Exception as error:  # a variant that this version cannot run
                ready.pop(name, None)
                failures.append(f"{name}: {brief(error)}")
        if not ready:
            raise RuntimeError("; ".join(failures))
        best = dict.fromkeys(ready, float("inf"))
        for _ in range(3 if len(ready) > 1 else 0):  # in turn, so that other load affects all
            for name, repeat in ready.items():
                if best[name] > 1.5 * min(best.values()) and best[name] != float("inf"):
                    continue  # clearly slower
                best[name] = min(best[name], timed(repeat, task["seconds"] / 4))
        name = min(best, key=best.get)
        return name, ready[name]


def brief(error):
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return text if len(text) < 300 else text[:300] + " …"


def serve(versions, works, self_timed=None):
    """Prints the versions, then answers one task a line until the input ends. The functions of
    self_timed do their work once and return the answer themselves."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print must not disturb the answers
    peer = Peer(works, self_timed or {})
    print(json.dumps({"versions": versions}), file=answers, flush=True)
    for line in sys.stdin:
        try:
            answer = peer.answer(json.loads(line))
        except Exception as error:
            traceback.print_exc()
            answer = {"error": brief(error)}
        print(json.dumps(answer), file=answers, flush=True)
