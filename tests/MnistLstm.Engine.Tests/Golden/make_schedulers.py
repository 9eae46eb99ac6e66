"""Writes schedulers.json: the learning rates of PyTorch's schedulers, epoch by epoch, for bit-exact tests, and cosines as Python has them.

usage: python3 make_schedulers.py schedulers.json        (PyTorch >= 1.13)

A case may have a warm-up before its scheduler, [iters, start_factor], and the losses that it is stepped with; its milestones stand apart.
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
WORDS = ("milestones", "threshold_mode", "anneal_strategy")
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
# the same with a warm-up
WARM = [
    ("step_lr", "StepLR", 0.01, {"step_size": 7}, [5, 1 / 3]),
    ("multi_step_lr", "MultiStepLR", 0.01, {"milestones": [3, 9]}, [4, 0.1]),
    ("exponential_lr", "ExponentialLR", 0.005, {"gamma": 0.9}, [1, 0.5]),
    ("cosine_annealing_lr", "CosineAnnealingLR", 0.013, {"T_max": 50, "eta_min": 0.0007}, [10, 0.01]),
    ("cosine_annealing_warm_restarts", "CosineAnnealingWarmRestarts", 0.013, {"T_0": 4, "T_mult": 2, "eta_min": 0.0007}, [6, 0.2]),
    ("linear_lr", "LinearLR", 0.02, {"start_factor": 0.9, "end_factor": 0.1, "total_iters": 12}, [3, 1.0]),
]
CASES += [
    ("multi_step_lr", "MultiStepLR", 0.3, {"milestones": [1, 2, 30, 59]}),
    ("multi_step_lr upwards", "MultiStepLR", 0.001, {"milestones": [7, 11], "gamma": 1.7}),
    ("cosine_annealing_warm_restarts", "CosineAnnealingWarmRestarts", 0.01, {"T_0": 7}),
    ("cosine_annealing_warm_restarts, longer ones", "CosineAnnealingWarmRestarts", 0.013, {"T_0": 3, "T_mult": 2, "eta_min": 0.0007}),
    ("cosine_annealing_warm_restarts every epoch", "CosineAnnealingWarmRestarts", 0.1, {"T_0": 1, "T_mult": 1, "eta_min": 0.2}),
]
# stepped through EPOCHS training steps, with the momentum's bits
CYCLES = [
    ("one_cycle_lr", 0.1, {}),
    ("one_cycle_lr in equal steps", 0.03, {"anneal_strategy": "linear", "pct_start": 0.21, "div_factor": 10.0, "final_div_factor": 100.0}),
    ("one_cycle_lr in three phases", 0.05, {"three_phase": True, "base_momentum": 0.7, "max_momentum": 0.9}),
    ("one_cycle_lr in three phases and equal steps", 0.05, {"three_phase": True, "anneal_strategy": "linear", "pct_start": 0.43}),
    ("one_cycle_lr in three phases, the second cut off", 0.05, {"three_phase": True, "pct_start": 0.7}),
    ("one_cycle_lr that rises for less than a step", 0.007, {"pct_start": 0.01}),
    ("one_cycle_lr that falls only", 0.007, {"pct_start": 0.0, "cycle_momentum": False}),
]
LOSSES = [round(2 / (1 + 0.3 * n) + 0.4 * ((n * 7919) % 13) / 13 + 0.05 * (n // 20), 6) for n in range(EPOCHS)]
PLATEAUS = [
    ("reduce_lr_on_plateau", 0.01, {"patience": 3}),
    ("reduce_lr_on_plateau with all it has", 0.02, {"factor": 0.5, "patience": 0, "threshold": 0.05, "threshold_mode": "abs", "cooldown": 2, "min_lr": 0.001}),
    ("reduce_lr_on_plateau by a part", 0.02, {"factor": 0.3, "patience": 1, "threshold": 0.1, "min_lr": 0.0001}),
    ("reduce_lr_on_plateau below what changes", 1e-8, {"factor": 0.5, "patience": 0}),
]


def bits(value):
    return struct.pack(">d", value).hex()


def rates(scheduler, learning_rate, arguments, warmup=None, losses=None):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=learning_rate, momentum=0.5)
    first = lr_scheduler.LinearLR(optimizer, start_factor=warmup[1], end_factor=1, total_iters=warmup[0]) if warmup else None
    schedule = getattr(lr_scheduler, scheduler)(optimizer, **arguments)
    if warmup:
        schedule = lr_scheduler.SequentialLR(optimizer, [first, schedule], milestones=[warmup[0]])
    values, momenta = [], []
    for epoch in range(EPOCHS):
        values.append(optimizer.param_groups[0]["lr"])
        momenta.append(optimizer.param_groups[0]["momentum"])
        schedule.step(*(losses[epoch : epoch + 1] if losses else []))
    return "".join(map(bits, values)), "".join(map(bits, momenta))


def case(name, scheduler, rate, arguments, warmup=None, losses=None):
    numbers = {key: int(value) if isinstance(value, bool) else value for key, value in arguments.items() if key not in WORDS}
    cycles = scheduler == "OneCycleLR"
    values, momenta = rates(scheduler, rate, {**arguments, "max_lr": rate, "total_steps": EPOCHS} if cycles else arguments, warmup, losses)
    return {"name": name, "scheduler": scheduler, "learning_rate": rate, "arguments": numbers, "milestones": arguments.get("milestones"),
            "threshold_mode": arguments.get("threshold_mode", "rel"), "anneal_strategy": arguments.get("anneal_strategy", "cos"), "warmup": warmup, "losses": losses,
            "rates": values, "momenta": momenta if cycles and arguments.get("cycle_momentum", True) else None}


def main(path):
    warnings.simplefilter("ignore")  # the optimizer is never stepped
    angles = [math.pi * k / t for t in (1, 2, 3, 7, 10, 97, 1000) for k in (0, 1, 2, 5, t // 2, t - 1, t, t + 1, 3 * t + 1, 9999)] + [0.5, 1.0, 2.0, 3.0, 1e-9, 12345.678]
    golden = {
        "made_by": "make_schedulers.py, PyTorch " + torch.__version__,
        "cases": [*(case(*given) for given in CASES), *(case("warm-up, " + given[0], *given[1:]) for given in WARM),
                  *(case(name, "ReduceLROnPlateau", rate, arguments, losses=LOSSES) for name, rate, arguments in PLATEAUS),
                  *(case(name, "OneCycleLR", rate, arguments) for name, rate, arguments in CYCLES)],
        "cosines": [bits(angle) + bits(math.cos(angle)) for angle in angles],
    }
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(golden, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
