"""Writes training.json: the losses of a PyTorch script that trains a bidirectional two-layer GRU with dropout between its layers, the final
states read out, for three epochs: shuffled training loader, then test loader.

usage: python3 make_training.py training.json        (PyTorch >= 1.9, built without MKL)

Images and labels are formulas: pixel k of a set is the top byte of (k + offset) * 2654435761 (32-bit unsigned), label n is 7 n mod 10.
"""
import json
import sys

import numpy
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

PLAN = {"seed": 5, "hidden_size": 16, "layers": 2, "dropout": 0.3, "learning_rate": 0.003, "batch_size": 20, "train_samples": 64, "test_samples": 20, "test_offset": 99}
EPOCHS = 3


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(28, PLAN["hidden_size"], PLAN["layers"], batch_first=True, bidirectional=True, dropout=PLAN["dropout"])
        self.fc = nn.Linear(2 * PLAN["hidden_size"], 10)

    def forward(self, x):
        h_n = self.gru(x)[1]
        return self.fc(torch.cat((h_n[-2], h_n[-1]), dim=1))


def samples(count, offset):
    k = numpy.arange(count * 784, dtype=numpy.uint64) + numpy.uint64(offset)
    pixels = ((k * numpy.uint64(2654435761)) & numpy.uint64(0xFFFFFFFF)) >> numpy.uint64(24)
    images = torch.from_numpy((pixels.astype(numpy.float32) / numpy.float32(255)).reshape(count, 28, 28))
    return TensorDataset(images, torch.arange(count) * 7 % 10)


def main(path):
    torch.set_num_threads(1)
    torch.manual_seed(PLAN["seed"])
    model = Model()
    optimizer = torch.optim.Adam(model.parameters(), lr=PLAN["learning_rate"])
    train = DataLoader(samples(PLAN["train_samples"], 0), PLAN["batch_size"], shuffle=True)
    test = DataLoader(samples(PLAN["test_samples"], PLAN["test_offset"]), PLAN["batch_size"])
    epochs = []
    for _ in range(EPOCHS):
        model.train()
        total = 0.0
        for x, y in train:
            loss = nn.functional.cross_entropy(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
        model.eval()
        with torch.no_grad():
            tested = sum(nn.functional.cross_entropy(model(x), y, reduction="sum").item() for x, y in test)
        epochs.append({"train_loss": total / PLAN["train_samples"], "test_loss": tested / PLAN["test_samples"], "last_batch_loss": loss.item()})
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump({"made_by": "make_training.py, PyTorch " + torch.__version__, **PLAN, "epochs": epochs}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
