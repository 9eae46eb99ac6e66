"""Writes schedulers.json: the learning rates of PyTorch's schedulers, epoch by epoch, for bit-exact tests, and cosines as Python has them.

usage: python3 make_schedulers.py schedulers.json        (PyTorch >= 1.13)

rates are the bits of the doubles, 16 hex digits each, one string; each cosine is a pair of an argument's bits and the cosine's. Python's cos is the
C library's, glibc's here, whose error is below an ulp but which need not be the nearest double.
"""
import json
import math
import struct
import sys
import warnings

import torch
from torch.optim import lr_scheduler

EPOCHS = 60
# name, scheduler, learning rate, arguments
CASES = [
    ("step_lr", "StepLR", 0.01, {"step_size": 7}),
    ("step_lr of one epoch", "StepLR", 0.3, {"step_size": 1, "gamma": 0.97}),
    ("exponential_lr", "ExponentialLR", 0.005, {"gamma": 0.9}),
    ("exponential_lr upwards", "ExponentialLR", 1e-5, {"gamma": 1.1}),
    ("cosine_annealing_lr", "CosineAnnealingLR", 0.01, {"T_max": 60}),
    ("cosine_annealing_lr up and down", "CosineAnnealingLR", 0.1, {"T_max": 7, "eta_min": 0.001}),
    ("cosine_annealing_lr of one epoch", "CosineAnnealingLR", 0.1, {"T_max": 1, "eta_min": 0.02}),
    ("cosine_annealing_lr upwards", "CosineAnnealingLR", 0.01, {"T_max": 13, "eta_min": 0.5}),
    ("linear_lr", "LinearLR", 0.01, {}),
    ("linear_lr downwards", "LinearLR", 0.01, {"start_factor": 1.0, "end_factor": 0.0, "total_iters": 40}),
    ("linear_lr of one epoch", "LinearLR", 0.02, {"start_factor": 0.01, "end_factor": 0.9, "total_iters": 1}),
]


def bits(value):
    return struct.pack(">d", value).hex()


def rates(scheduler, learning_rate, arguments):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=learning_rate)
    schedule = getattr(lr_scheduler, scheduler)(optimizer, **arguments)
    values = []
    for _ in range(EPOCHS):
        values.append(optimizer.param_groups[0]["lr"])
        schedule.step()
    return "".join(map(bits, values))


def main(path):
    warnings.simplefilter("ignore")  # the optimizer is never stepped
    angles = [math.pi * k / t for t in (1, 2, 3, 7, 10, 97, 1000) for k in (0, 1, 2, 5, t // 2, t - 1, t, t + 1, 3 * t + 1, 9999)] + [0.5, 1.0, 2.0, 3.0, 1e-9, 12345.678]
    golden = {
        "made_by": "make_schedulers.py, PyTorch " + torch.__version__,
        "cases": [{"name": name, "scheduler": scheduler, "learning_rate": rate, "arguments": arguments, "rates": rates(scheduler, rate, arguments)} for name, scheduler, rate, arguments in CASES],
        "cosines": [bits(angle) + bits(math.cos(angle)) for angle in angles],
    }
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(golden, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
