"""Writes gradients.json and trajectories.json: what PyTorch's nn.LSTM, nn.Linear, cross_entropy and Adam compute in float64
(and float32 beside it) from float32 initial weights, for the tests of the engine's forward and backward pass.

usage: python3 make_gradients.py gradients.json trajectories.json        (PyTorch >= 1.9)

Inputs and labels are formulas, so that nothing of them is stored:
    h(k)     (k + 1) * 2654435761, xor its own upper 17 bits, * 2246822519, xor its own upper 19 bits (32-bit unsigned arithmetic)
    pixel(k) 0 where h's top byte is below 128, else twice what it exceeds 128 by: half of the pixels are dark
    x[k]     float32(pixel(k)) / float32(255), k the flat index of [B, T, I], counted on from batch to batch
    y[b]     (7 b + 3) mod 10
A gradient of n elements is sampled at the indices (j * 7919 + n / 3) mod n, j < min(n, 24). Its "signed_sum" adds every
element with the sign given by the lowest bit of h(index): + for 0. "spread32" is PyTorch's own float32 against its float64:
the largest difference of an element, as a fraction of the tensor's largest element.
"""
import json
import sys

import numpy
import torch
from torch import nn

CLASSES = 10
SAMPLES = 24
# name, seed, input size, hidden size, layers, bidirectional, head, batch, steps, gain: initial weights are multiplied by it
CASES = [
    ("one unit, one step", 0, 2, 1, 1, False, "linear", 1, 1, 1.0),
    ("one unit", 1, 28, 1, 1, True, "linear", 3, 28, 1.0),
    ("five units, one step", 2, 28, 5, 2, True, "linear", 7, 1, 1.0),
    ("five units, three layers", 3, 28, 5, 3, True, "softmax", 3, 5, 1.0),
    ("sixteen units", 4, 28, 16, 1, True, "linear", 7, 28, 1.0),
    ("sixteen units, three layers", 5, 28, 16, 3, False, "softmax", 1, 28, 1.0),
    ("thirty-three units", 6, 28, 33, 2, True, "linear", 7, 2, 1.0),
    ("thirty-three units, three layers", 7, 28, 33, 3, False, "linear", 3, 28, 1.0),
    ("bilstm-64", 0, 28, 64, 1, True, "softmax", 32, 28, 1.0),
    ("lstm-128", 0, 28, 128, 1, False, "linear", 32, 28, 1.0),
    ("two layers of 128", 8, 28, 128, 2, True, "linear", 3, 5, 1.0),
    ("steep gates", 11, 28, 16, 2, True, "linear", 7, 28, 4.0),
    ("steep gates, softmax", 12, 28, 33, 1, True, "softmax", 3, 5, 4.0),
]
# the same, then learning rate: STEPS_TRAINED steps of Adam over four batches in turn
TRAJECTORIES = [
    ("sixteen units", 9, 28, 16, 1, False, "linear", 16, 28, 1.0, 0.001),
    ("two layers of nine", 10, 28, 9, 2, True, "softmax", 7, 28, 1.0, 0.001),
]
STEPS_TRAINED = 50
BATCHES = 4


def mixed(k):
    mask = numpy.uint64(0xFFFFFFFF)
    h = ((k.astype(numpy.uint64) + numpy.uint64(1)) * numpy.uint64(2654435761)) & mask
    h ^= h >> numpy.uint64(15)
    h = (h * numpy.uint64(2246822519)) & mask
    return h ^ (h >> numpy.uint64(13))


def inputs(batch, batch_size, steps, size):
    count = batch_size * steps * size
    top = (mixed(numpy.arange(batch * count, (batch + 1) * count)) >> numpy.uint64(24)).astype(numpy.int64)
    pixels = numpy.where(top < 128, 0, 2 * (top - 128)).astype(numpy.float32)
    return torch.from_numpy((pixels / numpy.float32(255)).reshape(batch_size, steps, size))


def labels(batch, batch_size):
    return (torch.arange(batch * batch_size, (batch + 1) * batch_size) * 7 + 3) % CLASSES


class Model(nn.Module):
    def __init__(self, seed, size, hidden, layers, bidirectional, head, gain):
        super().__init__()
        torch.manual_seed(seed)
        self.lstm = nn.LSTM(size, hidden, layers, batch_first=True, bidirectional=bidirectional)
        self.fc = nn.Linear(hidden * (2 if bidirectional else 1), CLASSES)
        self.softmax = head == "softmax"
        with torch.no_grad():
            for parameter in self.parameters():
                parameter.mul_(gain)

    def forward(self, x):
        scores = self.fc(self.lstm(x)[0][:, -1, :])
        return nn.functional.softmax(scores, dim=1) if self.softmax else scores


def number(value):
    return float("%.12e" % float(value))


def summary(name, gradient, spread):
    g = gradient.flatten().numpy()
    n = g.size
    signs = 1.0 - 2.0 * (mixed(numpy.arange(n)) & numpy.uint64(1)).astype(numpy.float64)
    indices = [(j * 7919 + n // 3) % n for j in range(min(n, SAMPLES))]
    return {"name": name, "shape": list(gradient.shape), "max": number(abs(g).max()), "norm": number((g * g).sum() ** 0.5),
            "signed_sum": number((signs * g).sum()), "spread32": float("%.2e" % spread), "samples": [number(g[i]) for i in indices]}


def model_of(case):
    return Model(*case[1:7], case[9])


def backward(case, dtype):
    batch_size, steps = case[7:9]
    model = model_of(case).to(dtype)
    scores = model(inputs(0, batch_size, steps, case[2]).to(dtype))
    loss = nn.functional.cross_entropy(scores, labels(0, batch_size))
    loss.backward()
    return scores.detach(), loss.item(), [(n, p.grad.detach()) for n, p in model.named_parameters()]


def described(case):
    return dict(zip(("name", "seed", "input_size", "hidden_size", "layers", "bidirectional", "head", "batch_size", "steps", "gain"), case))


def gradients(case):
    scores, loss, tensors = backward(case, torch.float64)
    _, loss32, tensors32 = backward(case, torch.float32)
    spreads = [float((b.double() - a).abs().max()) / (float(a.abs().max()) or 1) for (_, a), (_, b) in zip(tensors, tensors32)]
    return {**described(case), "loss": number(loss), "loss32": loss32, "scores": [number(v) for v in scores.flatten()],
            "gradients": [summary(n, g, s) for (n, g), s in zip(tensors, spreads)]}


def trajectory(case):
    entry = {**described(case[:10]), "learning_rate": case[10], "batches": BATCHES}
    for key, dtype in (("losses", torch.float64), ("losses32", torch.float32)):
        model = model_of(case).to(dtype)
        optimizer = torch.optim.Adam(model.parameters(), lr=case[10])
        losses = []
        for step in range(STEPS_TRAINED):
            loss = nn.functional.cross_entropy(model(inputs(step % BATCHES, case[7], case[8], case[2]).to(dtype)), labels(step % BATCHES, case[7]))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(number(loss.item()))
        entry[key] = losses
    return entry


def write(path, entries):
    made_by = json.dumps("make_gradients.py, PyTorch " + torch.__version__)
    rows = ",\n".join(json.dumps(e, separators=(",", ":")) for e in entries)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write('{\n"made_by": %s,\n"cases": [\n%s\n]\n}\n' % (made_by, rows))


if __name__ == "__main__":
    torch.set_num_threads(1)
    write(sys.argv[1], [gradients(c) for c in CASES])
    write(sys.argv[2], [trajectory(c) for c in TRAJECTORIES])
