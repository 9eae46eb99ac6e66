"""Writes kinds.json: what make_stacks.py writes into stacks.json, for recurrent modules without biases, RNNs with ReLU, layer normalisation, and
dropout of the same features at every time step (Gal and Ghahramani, 2016).

usage: python3 make_kinds.py kinds.json        (PyTorch >= 1.9, built without MKL)

A recurrent module has two keys more, relu and bias; the kind layer_norm is nn.LayerNorm of the features that come in. variational_dropout
multiplies by nn.Dropout of ones [B, 1, F]. All else is as in stacks.json.
"""
import json
import sys

import torch
from torch import nn

import make_stacks
from make_gradients import CLASSES
from make_stacks import INPUT_SIZE, dropout, entry, linear, plain, recurrent

make_stacks.make_gradients.SAMPLES = 7


def kind(module, relu=False, bias=True):
    return {**module, "relu": relu, "bias": bias}


def norm(name):
    return {"name": name, "kind": "layer_norm"}


def variational(name, p):
    return {"name": name, "kind": "variational_dropout", "p": p}


KINDS = [
    ("rnn with relu", 80, 6, 28, 1.0, [kind(recurrent("rnn", 33), relu=True), plain("last"), linear("fc", 10)]),
    ("rnn with relu, two layers in both directions, no biases", 81, 5, 9, 1.0, [
        kind(recurrent("rnn", 19, layers=2, bidirectional=True, p=0.2), relu=True, bias=False), plain("final_states"), linear("fc", 10)]),
    ("lstm without biases", 82, 7, 12, 2.0, [kind(recurrent("lstm", 17, layers=2, bidirectional=True), bias=False), plain("last"), linear("fc", 10)]),
    ("gru without biases", 83, 4, 28, 1.0, [kind(recurrent("gru", 24, bidirectional=True), bias=False), plain("mean"), linear("fc", 10)]),
    ("lstm without biases above another module", 84, 4, 8, 1.0, [
        kind(recurrent("rnn", 12), relu=True), kind(recurrent("lstm", 16), bias=False), plain("last"), linear("fc", 10)]),
    ("layer norm behind an lstm", 85, 6, 28, 1.0, [kind(recurrent("lstm", 32, bidirectional=True)), norm("layer_norm"), plain("last"), linear("fc", 10)]),
    ("layer norm between two modules", 86, 5, 9, 1.0, [
        kind(recurrent("gru", 19, bidirectional=True)), norm("layer_norm"), kind(recurrent("lstm", 21)), plain("mean"), linear("fc", 10)]),
    ("layer norm of the input, and of features", 87, 7, 10, 2.0, [
        norm("layer_norm1"), kind(recurrent("lstm", 14)), plain("last"), linear("fc1", 33), norm("layer_norm2"), plain("relu"), linear("fc2", 10)]),
    ("dropout behind a layer norm", 88, 5, 7, 1.0, [
        kind(recurrent("lstm1", 13, bidirectional=True)), norm("layer_norm"), dropout("dropout", 0.3), kind(recurrent("lstm2", 11)), plain("last"), linear("fc", 10)]),
    ("variational dropout between two lstm", 89, 6, 28, 1.0, [
        kind(recurrent("lstm1", 24, bidirectional=True)), variational("dropout", 0.3), kind(recurrent("lstm2", 17)), plain("last"), linear("fc", 10)]),
    ("variational dropout on the input and above final states", 90, 5, 9, 1.0, [
        variational("dropout1", 0.1), kind(recurrent("gru", 19, layers=2, bidirectional=True, p=0.2)), variational("dropout2", 0.5), plain("final_states"),
        linear("fc", 10)]),
    ("dropout behind a variational one, and behind a linear layer", 91, 7, 6, 1.0, [
        kind(recurrent("rnn", 13)), variational("dropout1", 0.25), dropout("dropout2", 0.4), linear("fc1", 21), variational("dropout3", 0.4), plain("tanh"),
        kind(recurrent("lstm", 9)), plain("mean"), dropout("dropout4", 0.2), linear("fc2", 10)]),
    ("variational dropout above the last step", 92, 13, 5, 1.0, [
        kind(recurrent("gru", 33, bidirectional=True)), variational("dropout", 0.5), plain("last"), linear("fc", 10)]),
]


class Variational(nn.Dropout):
    def forward(self, x):
        return x * super().forward(x.new_ones(x.size(0), 1, x.size(2)))


class Model(make_stacks.Model):
    """As in make_stacks.py, but for what modules can be."""

    def __init__(self, seed, gain, stack):
        nn.Module.__init__(self)
        torch.manual_seed(seed)
        self.stack = stack
        features = INPUT_SIZE
        for module in stack:
            made = None
            if module["kind"] in make_stacks.CELLS:
                further = {"nonlinearity": "relu"} if module["relu"] else {}
                made = make_stacks.CELLS[module["kind"]](features, module["size"], module["layers"], bias=module["bias"], batch_first=True,
                                                         bidirectional=module["bidirectional"], dropout=module["p"], **further)
                features = module["size"] * (2 if module["bidirectional"] else 1)
            elif module["kind"] == "linear":
                made = nn.Linear(features, module["size"])
                features = module["size"]
            elif module["kind"] == "layer_norm":
                made = nn.LayerNorm(features)
            elif module["kind"] == "dropout":
                made = make_stacks.Dropout(module["p"])
            elif module["kind"] == "variational_dropout":
                made = Variational(module["p"])
            elif module["kind"] == "tanh":
                made = nn.Tanh()
            elif module["kind"] == "relu":
                made = nn.ReLU()
            if made is not None:
                setattr(self, module["name"], made)
        with torch.no_grad():
            for parameter in self.parameters():
                parameter.mul_(gain)


if __name__ == "__main__":
    torch.set_num_threads(1)
    make_stacks.Model = Model
    assert CLASSES == 10
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as file:
        rows = ",\n".join(json.dumps(entry(case), separators=(",", ":")) for case in KINDS)
        file.write('{\n"made_by": %s,\n"cases": [\n%s\n]\n}\n' % (json.dumps("make_kinds.py, PyTorch " + torch.__version__), rows))
