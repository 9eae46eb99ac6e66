"""Writes optimizers.json: every parameter after each step of PyTorch's optimizers (>= 2.1), for bit-exact tests.

usage: python3 make_optimizers.py optimizers.json        (any PyTorch >= 1.9, CPU with FMA)

The stored values are those of PyTorch 2.6.0 (CPU with AVX2, foreach=False); this script gives the same bits there and, as far
as tried, on 1.13. PyTorch before 2.1 updates Adam's first moment in another way (m * b1 + g * (1 - b1) in place of a lerp),
so there the step of 2.1 is spelled out below with the same tensor operations; everything else comes from torch.optim itself.

Parameters start at p[k] = float32(((k * 40503) mod 65536) / 65536 - 0.5), k < 37. The gradient of step s, from 1, is
float32(((k + 31 s) * 2654435761 mod 2^32) / 2^32 - 0.5) / float32(s). A step's values are one string, 8 hex digits an element.
"""
import json
import math
import sys

import numpy
import torch

COUNT = 37
STEPS = 6
CASES = [
    ("adam", "adam", {"lr": 1e-3}),
    ("adam_lr0.01_wd0.01", "adam", {"lr": 0.01, "weight_decay": 0.01}),
    ("adamw_wd0.01", "adamw", {"lr": 1e-3, "weight_decay": 0.01}),
    ("sgd", "sgd", {"lr": 0.1}),
    ("sgd_momentum0.9", "sgd", {"lr": 0.1, "momentum": 0.9}),
    ("sgd_nesterov0.9_wd1e-4", "sgd", {"lr": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 1e-4}),
    ("rmsprop", "rmsprop", {"lr": 1e-3}),
    ("rmsprop_momentum0.9_wd1e-4", "rmsprop", {"lr": 1e-3, "momentum": 0.9, "weight_decay": 1e-4}),
]
HAS_LERP_ADAM = tuple(int(v) for v in torch.__version__.split(".")[:2]) >= (2, 1)


class LerpAdam:
    """The single-tensor step of Adam and AdamW as of PyTorch 2.1, for older versions."""

    def __init__(self, parameter, decoupled, lr, weight_decay=0.0, betas=(0.9, 0.999), eps=1e-8):
        self.p, self.decoupled, self.lr, self.weight_decay, self.betas, self.eps = parameter, decoupled, lr, weight_decay, betas, eps
        self.first, self.second, self.steps = torch.zeros_like(parameter), torch.zeros_like(parameter), 0

    @torch.no_grad()
    def step(self):
        self.steps += 1
        g, (b1, b2) = self.p.grad, self.betas
        if self.decoupled:
            self.p.mul_(1 - self.lr * self.weight_decay)
        elif self.weight_decay != 0:
            g = g.add(self.p, alpha=self.weight_decay)
        self.first.lerp_(g, 1 - b1)
        self.second.mul_(b2).addcmul_(g, g, value=1 - b2)
        denominator = (self.second.sqrt() / math.sqrt(1 - b2**self.steps)).add_(self.eps)
        self.p.addcdiv_(self.first, denominator, value=-self.lr / (1 - b1**self.steps))


def make(kind, parameter, arguments):
    if kind in ("adam", "adamw"):
        if not HAS_LERP_ADAM:
            return LerpAdam(parameter, kind == "adamw", **arguments)
        return (torch.optim.Adam if kind == "adam" else torch.optim.AdamW)([parameter], foreach=False, **arguments)
    return (torch.optim.SGD if kind == "sgd" else torch.optim.RMSprop)([parameter], foreach=False, **arguments)


def start():
    k = numpy.arange(COUNT, dtype=numpy.int64)
    return torch.from_numpy(((k * 40503) % 65536 / 65536 - 0.5).astype(numpy.float32))


def gradient(step):
    k = numpy.arange(COUNT, dtype=numpy.int64) + 31 * step
    return torch.from_numpy(((k * 2654435761) % 2**32 / 2**32 - 0.5).astype(numpy.float32)) / step


def bits(tensor):
    return "".join("%08x" % v for v in tensor.detach().numpy().view(numpy.uint32))


def run(name, kind, arguments):
    parameter = torch.nn.Parameter(start())
    optimizer, after = make(kind, parameter, arguments), []
    for step in range(1, STEPS + 1):
        parameter.grad = gradient(step).clone()
        optimizer.step()
        after.append(bits(parameter))
    return {"name": name, "optimizer": kind, "learning_rate": arguments["lr"], "weight_decay": arguments.get("weight_decay", 0.0),
            "momentum": arguments.get("momentum", 0.0), "nesterov": arguments.get("nesterov", False), "parameters": after}


def main(path):
    rows = ",\n".join(json.dumps(run(*case), separators=(",", ":")) for case in CASES)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write('{\n"made_by": "make_optimizers.py, equal to PyTorch 2.6.0",\n"start": "%s",\n"gradients": %s,\n"cases": [\n%s\n]\n}\n'
                   % (bits(start()), json.dumps([bits(gradient(s)) for s in range(1, STEPS + 1)], separators=(",", ":")), rows))


if __name__ == "__main__":
    main(sys.argv[1])
