"""Writes stacks.json: what make_cells.py writes into cells.json, for models that are stacks of modules, one on another.

usage: python3 make_stacks.py stacks.json        (PyTorch >= 1.9, built without MKL)

"stack" lists the modules from input to output: name, kind, and where they have them size (hidden units, or a linear layer's outputs), layers,
bidirectional, p (of a dropout, or between a recurrent module's layers). The input size is 28. All else is as in cells.json.
Modules are built in the order of the stack, and called as a PyTorch author would call them.
"""
import hashlib
import json
import sys

import torch
from torch import nn

import make_gradients
from make_cells import CELLS, dropout_in_memory_order, next_int64
from make_gradients import CLASSES, inputs, labels, number, summary

make_gradients.SAMPLES = 7
INPUT_SIZE = 28


def recurrent(name, size, layers=1, bidirectional=False, p=0.0):
    return {"name": name, "kind": name.rstrip("0123456789"), "size": size, "layers": layers, "bidirectional": bidirectional, "p": p}


def linear(name, size):
    return {"name": name, "kind": "linear", "size": size}


def dropout(name, p):
    return {"name": name, "kind": "dropout", "p": p}


def plain(name):
    return {"name": name, "kind": name.rstrip("0123456789")}


# name, seed, batch, steps, gain, modules
STACKS = [
    ("stack, lstm and gru", 60, 6, 28, 1.0, [
        recurrent("lstm", 24, bidirectional=True), dropout("dropout", 0.2), recurrent("gru", 17, layers=2, p=0.1), plain("last"), linear("fc1", 33), plain("relu"), linear("fc2", 10)]),
    ("stack, two lstm", 61, 5, 9, 1.0, [recurrent("lstm1", 19, bidirectional=True), recurrent("lstm2", 33), plain("last"), linear("fc", 10)]),
    ("stack, rnn below two directions of an lstm", 62, 7, 12, 1.0, [recurrent("rnn", 16), recurrent("lstm", 9, bidirectional=True), plain("last"), linear("fc", 10)]),
    ("stack, three kinds", 63, 4, 10, 2.0, [
        recurrent("gru", 12, bidirectional=True), recurrent("rnn", 5, layers=2, bidirectional=True), recurrent("lstm", 8, bidirectional=True), plain("final_states"), linear("fc", 10), plain("softmax")]),
    ("stack, activations of sequences", 64, 6, 8, 1.0, [
        recurrent("rnn", 20), plain("relu1"), recurrent("lstm", 11, bidirectional=True), plain("tanh1"), dropout("dropout", 0.3), plain("final_states"), linear("fc1", 21), plain("tanh2"),
        linear("fc2", 30), plain("relu2"), linear("fc3", 10)]),
    ("stack, what stands before the last step", 65, 6, 8, 1.0, [recurrent("gru", 18, bidirectional=True), plain("relu"), dropout("dropout", 0.5), plain("tanh"), plain("last"), linear("fc", 10)]),
    ("stack, linear layers over time", 66, 5, 11, 1.0, [linear("fc1", 14), plain("tanh"), recurrent("gru", 15), linear("fc2", 18), plain("relu"), plain("last"), linear("fc3", 10)]),
    ("stack, scores of every step", 67, 13, 28, 1.0, [recurrent("lstm", 16), linear("fc", 10), plain("mean")]),
    ("stack, dropout on the input", 68, 6, 7, 1.0, [dropout("dropout1", 0.1), recurrent("lstm", 13), plain("mean"), dropout("dropout2", 0.4), linear("fc", 10)]),
    ("stack, dropout behind a linear layer", 69, 5, 6, 1.0, [
        recurrent("gru1", 9), linear("fc1", 12), dropout("dropout1", 0.25), recurrent("gru2", 10, bidirectional=True), plain("last"), dropout("dropout2", 0.5), linear("fc2", 10)]),
    ("stack, nothing recurrent", 70, 8, 28, 1.0, [plain("mean"), linear("fc1", 40), plain("relu1"), linear("fc2", 20), plain("relu2"), linear("fc3", 10)]),
    ("stack, softmax in the middle", 71, 4, 5, 1.0, [recurrent("lstm", 9), plain("last"), plain("softmax"), linear("fc", 10), plain("tanh")]),
    ("stack, states that are the scores", 72, 4, 6, 1.0, [recurrent("gru", 10), plain("last")]),
]


class Dropout(nn.Dropout):
    def forward(self, x):
        return dropout_in_memory_order(x, self.p) if self.training else x


class Model(nn.Module):
    def __init__(self, seed, gain, stack):
        super().__init__()
        torch.manual_seed(seed)
        self.stack = stack
        features = INPUT_SIZE
        for module in stack:
            made = None
            if module["kind"] in CELLS:
                made = CELLS[module["kind"]](features, module["size"], module["layers"], batch_first=True, bidirectional=module["bidirectional"], dropout=module["p"])
                features = module["size"] * (2 if module["bidirectional"] else 1)
            elif module["kind"] == "linear":
                made = nn.Linear(features, module["size"])
                features = module["size"]
            elif module["kind"] == "dropout":
                made = Dropout(module["p"])
            elif module["kind"] in ("relu", "tanh", "softmax"):
                made = {"relu": nn.ReLU(), "tanh": nn.Tanh(), "softmax": nn.Softmax(dim=1)}[module["kind"]]
            if made is not None:
                setattr(self, module["name"], made)
        with torch.no_grad():
            for parameter in self.parameters():
                parameter.mul_(gain)

    def forward(self, x):
        half = None  # where the reverse direction's features begin
        for module in self.stack:
            kind = module["kind"]
            if kind in CELLS:
                x = getattr(self, module["name"])(x)[0]
                half = module["size"] if module["bidirectional"] else None
            elif kind == "last":
                x = x[:, -1, :]
            elif kind == "final_states":
                x = torch.cat((x[:, -1, :half], x[:, 0, half:]), dim=1) if half else x[:, -1, :]
            elif kind == "mean":
                x = x.mean(dim=1)
            else:
                x = getattr(self, module["name"])(x)
        assert x.shape[1:] == (CLASSES,)
        return x


def backward(case, dtype):
    _, seed, batch_size, steps, gain, stack = case
    model = Model(seed, gain, stack)
    weights = b"".join(p.detach().numpy().astype("<f4").tobytes() for p in model.state_dict().values())
    model = model.to(dtype).train()
    scores = model(inputs(0, batch_size, steps, INPUT_SIZE).to(dtype))
    loss = nn.functional.cross_entropy(scores, labels(0, batch_size))
    loss.backward()
    return scores.detach(), loss.item(), [(n, p.grad.detach()) for n, p in model.named_parameters()], hashlib.sha256(weights).hexdigest(), next_int64()


def entry(case):
    scores, loss, tensors, weights, after = backward(case, torch.float64)
    _, loss32, tensors32, _, after32 = backward(case, torch.float32)
    assert after == after32
    spreads = [float((b.double() - a).abs().max()) / (float(a.abs().max()) or 1) for (_, a), (_, b) in zip(tensors, tensors32)]
    described = dict(zip(("name", "seed", "batch_size", "steps", "gain", "stack"), case))
    return {**described, "input_size": INPUT_SIZE, "weights_sha256": weights, "next_int64": after,
            "loss": number(loss), "loss32": loss32, "scores": [number(v) for v in scores.flatten()],
            "gradients": [summary(n, g, s) for (n, g), s in zip(tensors, spreads)]}


if __name__ == "__main__":
    torch.set_num_threads(1)
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as file:
        rows = ",\n".join(json.dumps(entry(case), separators=(",", ":")) for case in STACKS)
        file.write('{\n"made_by": %s,\n"cases": [\n%s\n]\n}\n' % (json.dumps("make_stacks.py, PyTorch " + torch.__version__), rows))
