"""Writes cross_entropy.json: PyTorch's cross-entropy with label smoothing and class weights, and its gradients.

usage: python3 make_cross_entropy.py cross_entropy.json        (PyTorch >= 1.10)

For each size [B, C]: scores, labels, and per case the losses of the samples (reduction="none"), the batch's loss (reduction="mean"), the gradient of
the batch's loss by the scores; the sizes of IGNORED, which come last, with a weight of 0 for every third class. Among the scores are large ones, so that
probabilities of 0 and 1 occur. For each number of samples in totals the sum of the weights that the batch's mean is divided by, of labels n^2 mod C.
"""
import json
import sys

import torch
from torch import nn

SIZES = [(1, 2), (5, 3), (7, 10), (19, 4)]
IGNORED = [(11, 4), (40, 10)]
TOTALS = [1, 2, 15, 16, 17, 100, 256, 300, 4097, 70000]
CASES = [(0.0, False), (0.1, False), (0.9, False), (0.0, True), (0.2, True)]


def total_weight(labels, weights):
    zeros = torch.zeros(len(labels), len(weights))
    return torch.ops.aten.nll_loss_forward(zeros, labels, weights, 1, -100)[1].item()


def cases(size, ignored=False):
    scores, labels = torch.randn(size) * 3, torch.randint(0, size[1], (size[0],))
    scores[0, 0], scores[-1, -1] = 60.0, -120.0
    weights = torch.rand(size[1]) * 3 + 0.05
    if ignored:
        weights[::3] = 0.0
    result = {"classes": size[1], "scores": scores.flatten().tolist(), "labels": labels.tolist(), "weights": weights.tolist(), "cases": []}
    for smoothing, weighted in CASES:
        arguments = {"label_smoothing": smoothing, "weight": weights if weighted else None}
        leaf = scores.clone().requires_grad_()
        loss = nn.functional.cross_entropy(leaf, labels, **arguments)
        loss.backward()
        result["cases"].append({
            "label_smoothing": smoothing, "weighted": weighted, "loss": loss.item(),
            "losses": nn.functional.cross_entropy(scores, labels, reduction="none", **arguments).tolist(),
            "gradients": leaf.grad.flatten().tolist(),
        })
    return result


def totals():
    weights = torch.rand(7) * 3 + 0.05
    sums = {count: total_weight(torch.arange(count) ** 2 % 7, weights) for count in TOTALS}
    return {"weights": weights.tolist(), "sums": sums}


def main(path):
    torch.set_num_threads(1)
    torch.manual_seed(3)
    golden = {"made_by": "make_cross_entropy.py, PyTorch " + torch.__version__, "batches": [cases(size) for size in SIZES], "totals": totals()}
    golden["batches"] += [cases(size, ignored=True) for size in IGNORED]
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(golden, file, indent=None, separators=(", ", ": "))
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
