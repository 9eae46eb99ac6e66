"""Writes numbers.json: the losses and the errors of PyTorch scripts that predict numbers: a bidirectional GRU and two targets, trained for two
epochs with each loss: shuffled training loader, then test loader.

usage: python3 make_numbers.py numbers.json        (PyTorch >= 1.9)

Sequences and targets are formulas: value k of a set is ((k + offset) * 2654435761 mod 2^32) / 2^32, target k of a set ((k + offset) *
2246822519 mod 2^32) / 2^31 - 1, both rounded to float32.
"""
import json
import sys

import numpy
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

PLAN = {"seed": 7, "steps": 9, "features": 4, "targets": 2, "hidden_size": 10, "learning_rate": 0.003, "batch_size": 20, "train_samples": 64, "test_samples": 21, "test_offset": 99}
LOSSES = ["mse_loss", "l1_loss", "smooth_l1_loss"]


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(PLAN["features"], PLAN["hidden_size"], batch_first=True, bidirectional=True)
        self.fc = nn.Linear(2 * PLAN["hidden_size"], PLAN["targets"])

    def forward(self, x):
        return self.fc(self.gru(x)[0][:, -1, :])


def formula(count, offset, factor):
    k = numpy.arange(count, dtype=numpy.uint64) + numpy.uint64(offset)
    return ((k * numpy.uint64(factor)) & numpy.uint64(0xFFFFFFFF)).astype(numpy.float64)


def samples(count, offset):
    values = (formula(count * PLAN["steps"] * PLAN["features"], offset, 2654435761) / 2**32).astype(numpy.float32)
    targets = (formula(count * PLAN["targets"], offset, 2246822519) / 2**31 - 1).astype(numpy.float32)
    return TensorDataset(torch.from_numpy(values.reshape(count, PLAN["steps"], PLAN["features"])), torch.from_numpy(targets.reshape(count, PLAN["targets"])))


def run(name):
    torch.manual_seed(PLAN["seed"])
    model = Model()
    loss_function = getattr(nn.functional, name)
    optimizer = torch.optim.Adam(model.parameters(), lr=PLAN["learning_rate"])
    train = DataLoader(samples(PLAN["train_samples"], 0), PLAN["batch_size"], shuffle=True)
    test_set = samples(PLAN["test_samples"], PLAN["test_offset"])
    epochs = []
    for _ in range(2):
        model.train()
        total = 0.0
        for x, y in train:
            loss = loss_function(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
        model.eval()
        outputs, targets = [], []
        with torch.no_grad():
            for x, y in DataLoader(test_set, PLAN["batch_size"]):
                outputs.append(model(x))
                targets.append(y)
        outputs, targets = torch.cat(outputs), torch.cat(targets)
        errors = outputs.double() - targets.double()
        spread = targets.double() - targets.double().mean(dim=0)
        epochs.append({
            "train_loss": total / PLAN["train_samples"],
            "test_loss": loss_function(outputs, targets).item(),
            "test_mae": errors.abs().mean().item(),
            "test_rmse": errors.square().mean().sqrt().item(),
            "test_r2": (1 - errors.square().sum(dim=0) / spread.square().sum(dim=0)).mean().item(),
        })
    return {"loss": name, "epochs": epochs}


def main(path):
    torch.set_num_threads(1)
    golden = {"made_by": "make_numbers.py, PyTorch " + torch.__version__, "plan": PLAN, "cases": [run(name) for name in LOSSES]}
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(golden, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
