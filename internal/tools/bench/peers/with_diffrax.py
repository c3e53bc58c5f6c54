"""diffrax's Euler on JAX's CPU backend, compiled, in double precision."""

import os

os.environ.setdefault("JAX_PLATFORMS", "cpu")
os.environ.setdefault("JAX_ENABLE_X64", "1")

import diffrax
import jax
import jax.numpy as jnp
import lineax

import networks
from harness import serve


def solve(a, control, shape, steps):
    """The state of that shape after the steps, from rest."""
    noise = lineax.DiagonalLinearOperator(jnp.full(shape, networks.STRENGTH))
    terms = diffrax.MultiTerm(
        diffrax.ODETerm(lambda t, x, args: a @ x), diffrax.ControlTerm(lambda t, x, args: noise, control)
    )
    return diffrax.diffeqsolve(
        terms, diffrax.Euler(), 0.0, steps * networks.STEP, networks.STEP, jnp.zeros(shape),
        saveat=diffrax.SaveAt(t1=True), stepsize_controller=diffrax.ConstantStepSize(),
        adjoint=diffrax.ForwardMode(), max_steps=None, throw=False,
    ).ys[0]


def tree(shape, key, steps):
    return diffrax.VirtualBrownianTree(0.0, steps * networks.STEP, tol=networks.STEP / 2, shape=shape, key=key)


def unsafe(shape, key, steps):
    return diffrax.UnsafeBrownianPath(shape=shape, key=key)


def vmapped(path):
    """One solution for each replica, vectorized by vmap."""

    def variant(task):
        shape, steps = (task["neurons"],), task["steps"]
        a = jnp.asarray(networks.dense(task["neurons"]))
        run = jax.jit(jax.vmap(lambda key: solve(a, path(shape, key, steps), shape, steps)))
        return repeating(run, lambda k: jax.random.split(jax.random.key(k), task["replicas"]))

    return variant


def whole(path):
    """All replicas as one state of two axes."""

    def variant(task):
        shape, steps = (task["neurons"], task["replicas"]), task["steps"]
        a = jnp.asarray(networks.dense(task["neurons"]))
        run = jax.jit(lambda key: solve(a, path(shape, key, steps), shape, steps))
        return repeating(run, jax.random.key)

    return variant


def repeating(run, seed):
    count = 0

    def repeat(times):
        nonlocal count
        for _ in range(times):
            count += 1
            out = run(seed(count)).block_until_ready()
            if not bool(jnp.isfinite(out).all()):
                raise FloatingPointError("the solution is not finite")

    return repeat


serve(
    {"diffrax": diffrax.__version__, "JAX": jax.__version__},
    {
        "trajectory": {
            "vmap, UnsafeBrownianPath": vmapped(unsafe),
            "vmap, VirtualBrownianTree": vmapped(tree),
            "one state of all replicas, UnsafeBrownianPath": whole(unsafe),
        }
    },
)
