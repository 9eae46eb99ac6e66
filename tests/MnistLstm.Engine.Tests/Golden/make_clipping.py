"""Writes clipping.json: what torch.nn.utils.clip_grad_norm_ and clip_grad_value_ make of the gradients of a few tensors.

usage: python3 make_clipping.py clipping.json        (PyTorch >= 1.9)

Element k of all tensors together, scale s: float32(((k * 2654435761 mod 2^32) / 2^32 - 0.5) * s). total_norm is what the function returns; sample holds
the clipped gradient of every 997th element, and squares the sum of the squares of all clipped gradients, in double. Of values there is the sample alone.
"""
import json
import sys

import numpy
import torch

SIZES = [10000, 4096, 4097, 513, 30, 1]
CASES = [
    {"name": "clipped", "scale": 1.0, "max_norm": 1.0},
    {"name": "clipped hard", "scale": 100.0, "max_norm": 0.001},
    {"name": "left alone", "scale": 0.001, "max_norm": 5.0},
    {"name": "tiny", "scale": 1e-9, "max_norm": 1e-8},
    {"name": "large", "scale": 1e15, "max_norm": 0.25},
    {"name": "zero", "scale": 0.0, "max_norm": 1.0},
]

VALUE_CASES = [
    {"name": "clamped", "scale": 1.0, "clip_value": 0.1},
    {"name": "left alone", "scale": 0.001, "clip_value": 0.5},
    {"name": "large", "scale": 1e30, "clip_value": 1e-3},
]


def parameters_of(case):
    k = (numpy.arange(sum(SIZES), dtype=numpy.uint64) * numpy.uint64(2654435761)) % numpy.uint64(2**32)
    gradients = torch.from_numpy(((k.astype(numpy.float64) / 2**32 - 0.5) * case["scale"]).astype(numpy.float32)).split(SIZES)
    parameters = [torch.nn.Parameter(torch.zeros(size)) for size in SIZES]
    for parameter, gradient in zip(parameters, gradients):
        parameter.grad = gradient.clone()
    return parameters


def run(case):
    parameters = parameters_of(case)
    total = torch.nn.utils.clip_grad_norm_(parameters, case["max_norm"])
    clipped = torch.cat([parameter.grad for parameter in parameters])
    return {**case, "total_norm": total.item(), "sample": clipped[::997].tolist(), "squares": clipped.double().square().sum().item()}


def run_value(case):
    parameters = parameters_of(case)
    torch.nn.utils.clip_grad_value_(parameters, case["clip_value"])
    return {**case, "sample": torch.cat([parameter.grad for parameter in parameters])[::997].tolist()}


def main(path):
    torch.set_num_threads(1)
    golden = {"made_by": "make_clipping.py, PyTorch " + torch.__version__, "sizes": SIZES, "cases": [run(case) for case in CASES],
              "value_cases": [run_value(case) for case in VALUE_CASES]}
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(golden, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
