"""PyTorch on the CPU: the product of a CSR tensor, and randn."""

import torch

import networks
from harness import CORES, serve

torch.set_num_threads(CORES)
torch.set_grad_enabled(False)


def csr(task, indices):
    m = networks.propagator(networks.sparse(task["neurons"], task["degree"]))
    return torch.sparse_csr_tensor(
        torch.from_numpy(m.indptr).to(indices), torch.from_numpy(m.indices).to(indices),
        torch.from_numpy(m.data), size=m.shape,
    )


def product_and_randn(task, indices):
    m = csr(task, indices)
    kick = networks.STRENGTH * networks.STEP**0.5
    shape = task["neurons"], task["replicas"]
    x = torch.zeros(shape, dtype=torch.float64)
    zeta = torch.zeros(shape, dtype=torch.float64)

    def repeat(times):
        nonlocal x
        for _ in range(times):
            y = m @ x
            torch.randn(shape, out=zeta)
            x = y.add_(zeta, alpha=kick)

    return repeat


def fused(task, indices):
    """kick·ζ + M x in one call, into the memory of the noise."""
    m = csr(task, indices)
    kick = networks.STRENGTH * networks.STEP**0.5
    shape = task["neurons"], task["replicas"]
    x = torch.zeros(shape, dtype=torch.float64)
    y = torch.zeros(shape, dtype=torch.float64)

    def repeat(times):
        nonlocal x, y
        for _ in range(times):
            torch.randn(shape, out=y)
            y = torch.addmm(y, m, x, beta=kick)
            x, y = y, x

    return repeat


serve(
    {"PyTorch": torch.__version__},
    {
        "step": {
            "product, then randn": lambda task: product_and_randn(task, torch.int64),
            "product with 32-bit indices, then randn": lambda task: product_and_randn(task, torch.int32),
            "addmm onto randn": lambda task: fused(task, torch.int64),
            "addmm with 32-bit indices onto randn": lambda task: fused(task, torch.int32),
        }
    },
)
