"""Writes regression.json: PyTorch's losses of predicted numbers, and their gradients.

usage: python3 make_regression.py regression.json        (PyTorch >= 1.9)

For each size [B, K]: outputs and targets, and of each loss the losses of the samples (the mean over a sample's K numbers) and the gradient of
the batch's mean by the outputs. Among the differences are 0, ±1 and numbers beside them, where the losses' formulas change.
"""
import json
import sys

import torch
from torch import nn

SIZES = [(1, 1), (5, 1), (7, 3), (2, 17)]
LOSSES = ["mse_loss", "l1_loss", "smooth_l1_loss"]
SPECIAL = [0.0, 1.0, -1.0, 1.0000001, 0.99999994, -0.99999994, 1e-20, -3e4]


def case(size):
    outputs, targets = torch.randn(size) * 2, torch.randn(size)
    flat = outputs.view(-1)
    for place, difference in enumerate(SPECIAL[:flat.numel() // 2]):
        targets.view(-1)[2 * place] = 0.0
        flat[2 * place] = difference
    result = {"samples": size[0], "targets": targets.flatten().tolist(), "outputs": outputs.flatten().tolist(), "losses": {}, "gradients": {}}
    for name in LOSSES:
        function = getattr(nn.functional, name)
        leaf = outputs.clone().requires_grad_()
        function(leaf, targets).backward()
        result["losses"][name] = function(outputs, targets, reduction="none").mean(dim=1).tolist()
        result["gradients"][name] = leaf.grad.flatten().tolist()
    return result


def main(path):
    torch.manual_seed(3)
    golden = {"made_by": "make_regression.py, PyTorch " + torch.__version__, "cases": [case(size) for size in SIZES]}
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(golden, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
