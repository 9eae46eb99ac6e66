"""Writes steps.json: the losses of PyTorch scripts that count training steps, not epochs: a two-layer LSTM with dropout between its layers, evaluated every
few steps and after the last one, within a pass over the training samples or at its end. The random numbers are drawn in this order: model, then for every
pass the shuffled training loader with the dropout masks, and within it for every evaluation the validation loader and the test loader.

usage: python3 make_steps.py steps.json        (PyTorch >= 1.9, built without MKL)

Images and labels are formulas: pixel k of a set is the top byte of (k + offset) * 2654435761 (32-bit unsigned), label n is 7 n mod 10.
"""
import json
import sys

import numpy
import torch
from torch import nn
from torch.utils.data import DataLoader, Subset, TensorDataset

PLAN = {"seed": 11, "hidden_size": 12, "layers": 2, "dropout": 0.25, "learning_rate": 0.01, "batch_size": 16, "train_samples": 90, "test_samples": 20, "test_offset": 99}
CASES = [
    # 6 steps a pass, the last one of 10 samples; with samples held out 5, the last one of 3.
    {"name": "within passes", "validation_samples": 0, "steps": 17, "eval_every": 4, "gamma": None},
    {"name": "several passes to a row", "validation_samples": 23, "steps": 23, "eval_every": 11, "gamma": None},
    {"name": "a pass to a row", "validation_samples": 23, "steps": 15, "eval_every": 5, "gamma": None},
    {"name": "with a schedule of steps", "validation_samples": 23, "steps": 16, "eval_every": 7, "gamma": 0.9},
]


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(28, PLAN["hidden_size"], PLAN["layers"], batch_first=True, dropout=PLAN["dropout"])
        self.fc = nn.Linear(PLAN["hidden_size"], 10)

    def forward(self, x):
        return self.fc(self.lstm(x)[0][:, -1, :])


def samples(count, offset):
    k = numpy.arange(count * 784, dtype=numpy.uint64) + numpy.uint64(offset)
    pixels = ((k * numpy.uint64(2654435761)) & numpy.uint64(0xFFFFFFFF)) >> numpy.uint64(24)
    images = torch.from_numpy((pixels.astype(numpy.float32) / numpy.float32(255)).reshape(count, 28, 28))
    return TensorDataset(images, torch.arange(count) * 7 % 10)


def evaluate(model, loader):
    model.eval()
    with torch.no_grad():
        return sum(nn.functional.cross_entropy(model(x), y, reduction="sum").item() for x, y in loader) / len(loader.dataset)


def run(case):
    torch.manual_seed(PLAN["seed"])
    model = Model()
    optimizer = torch.optim.Adam(model.parameters(), lr=PLAN["learning_rate"])
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, case["gamma"]) if case["gamma"] else None
    data = samples(PLAN["train_samples"], 0)
    trained = len(data) - case["validation_samples"]
    train = DataLoader(Subset(data, range(trained)), PLAN["batch_size"], shuffle=True)
    validation = DataLoader(Subset(data, range(trained, len(data))), PLAN["batch_size"]) if trained < len(data) else None
    test = DataLoader(samples(PLAN["test_samples"], PLAN["test_offset"]), PLAN["batch_size"])
    rows, step, total, count = [], 0, 0.0, 0
    while step < case["steps"]:
        for x, y in train:
            model.train()
            loss = nn.functional.cross_entropy(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            if scheduler:
                scheduler.step()
            step += 1
            total, count = total + loss.item() * len(x), count + len(x)
            if step % case["eval_every"] == 0 or step == case["steps"]:
                held = evaluate(model, validation) if validation else None
                rows.append({"step": step, "train_loss": total / count, "validation_loss": held, "test_loss": evaluate(model, test)})
                total, count = 0.0, 0
            if step == case["steps"]:
                break
    return {**case, "rows": rows}


def main(path):
    torch.set_num_threads(1)
    golden = {"made_by": "make_steps.py, PyTorch " + torch.__version__, "plan": PLAN, "cases": [run(case) for case in CASES]}
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(golden, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
