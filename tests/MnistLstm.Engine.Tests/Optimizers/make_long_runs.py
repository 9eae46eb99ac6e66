"""Prints the rows of LongRuns.cs: hashes of the parameters along 1000 steps of PyTorch's optimizers through rare numbers.

usage: python3 make_long_runs.py        (any PyTorch >= 1.9, CPU with FMA)

The optimizers are made by ../Golden/make_optimizers.py, whose first cases these are; further ones are AdamW without decay and with
one whose factor shows whether it was computed in double, and other momenta and decays. Made with PyTorch 1.13.1 (AVX2), Adam
and AdamW by the step of PyTorch 2.1 spelled out there.

37 parameters, k = 0 ... 36, start as in make_optimizers.py, except k mod 6 = 1: +0, k mod 7 = 3: -0, k = 8: 1e-30, k = 9: -1e-41.
The gradient of step s, from 1, is that of make_optimizers.py for step (s - 1) mod 50 + 1, changed for some k, a later rule winning:
    k mod 5 = 1    zero from step 3 on: weights that batches stop reaching
    k mod 7 = 2    times 1e-22: its square is subnormal or zero
    k mod 9 = 4    always zero, the sign changing with s, -0 in step 1 (never reached)
    k mod 11 = 6   times 1000
A hash is the first 16 digits of the SHA-256 over the little-endian bytes of the 37 parameters, after each step in CHECKED.
"""
import hashlib
import os
import sys

import numpy
import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Golden"))
import make_optimizers as golden

CHECKED = (1, 2, 3, 10, 100, 1000)
CASES = golden.CASES + [
    ("adamw", "adamw", {"lr": 0.01}),
    ("adamw_lr0.3_wd0.3", "adamw", {"lr": 0.3, "weight_decay": 0.3}),
    ("sgd_wd0.01", "sgd", {"lr": 0.001, "weight_decay": 0.01}),
    ("sgd_nesterov0.99", "sgd", {"lr": 1e-4, "momentum": 0.99, "nesterov": True}),
    ("rmsprop_momentum0.5", "rmsprop", {"lr": 0.01, "momentum": 0.5}),
    ("rmsprop_wd0.01", "rmsprop", {"lr": 0.01, "weight_decay": 0.01}),
]


def start():
    k = numpy.arange(golden.COUNT)
    p = golden.start().numpy().copy()
    p[k % 6 == 1] = 0.0
    p[k % 7 == 3] = -0.0
    p[8] = 1e-30
    p[9] = -1e-41
    return torch.from_numpy(p)


def gradient(step):
    k = numpy.arange(golden.COUNT)
    g = golden.gradient((step - 1) % 50 + 1).numpy().copy()
    if step >= 3:
        g[k % 5 == 1] = 0.0
    g[k % 7 == 2] *= numpy.float32(1e-22)
    g[k % 9 == 4] = -0.0 if step % 2 else 0.0
    g[k % 11 == 6] *= numpy.float32(1000)
    return torch.from_numpy(g)


def number(value):
    return "true" if value is True else "false" if value is False else repr(value)


def run(kind, arguments):
    parameter = torch.nn.Parameter(start())
    optimizer, hashes = golden.make(kind, parameter, arguments), []
    for step in range(1, CHECKED[-1] + 1):
        parameter.grad = gradient(step)
        optimizer.step()
        if step in CHECKED:
            assert torch.isfinite(parameter).all(), (kind, arguments, step)
            hashes.append(hashlib.sha256(parameter.detach().numpy().tobytes()).hexdigest()[:16])
    return hashes


def main():
    for name, kind, arguments in CASES:
        keys = (("lr", 0.0), ("weight_decay", 0.0), ("momentum", 0.0), ("nesterov", False))
        numbers = ", ".join(number(arguments.get(key, default)) for key, default in keys)
        hashes = ", ".join('"%s"' % h for h in run(kind, arguments))
        print('        new("%s", "%s", %s,\n            [%s]),' % (name, kind, numbers, hashes))


if __name__ == "__main__":
    main()
