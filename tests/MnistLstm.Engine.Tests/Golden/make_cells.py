"""Writes cells.json and dropout.json: what make_gradients.py writes for nn.LSTM, for nn.RNN and nn.GRU, for other readouts, and with
dropout between the layers; and masks of dropout.

usage: python3 make_cells.py cells.json dropout.json        (PyTorch >= 1.9, built without MKL)

The entries of cells.json are those of gradients.json (see make_gradients.py for inputs, labels, samples), with
    cell, readout, dropout   lstm, gru, rnn; last, final_states, mean; p between the layers
    output_dropout           p of a dropout between the layers and the readout
    weights_sha256           of the initial float32 weights times the gain, concatenated in the order of the state_dict, little-endian
    next_int64               what the generator gives after the pass, so that every draw of the masks is accounted for
The pass is one in training mode, right after the model was made.
dropout.json: the masks that nn.Dropout, or nn.LSTM between its two layers, applied after manual_seed(seed), as bytes 0 and 1 in the order
(t, b, f), hashed with SHA-256; "scale" is what a value that is kept is multiplied by (bits of the float32).
"""
import hashlib
import json
import struct
import sys

import torch
from torch import nn

import make_gradients
from make_gradients import CLASSES, described, inputs, labels, number, summary

make_gradients.SAMPLES = 7
CELLS = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}
# name, seed, input size, hidden size, layers, bidirectional, head, batch, steps, gain, cell, readout, dropout, output dropout where there is one
CASES = [
    ("rnn, one unit", 20, 28, 1, 1, True, "linear", 3, 28, 1.0, "rnn", "last", 0.0),
    ("rnn, thirty-three units", 21, 28, 33, 2, True, "softmax", 7, 5, 1.0, "rnn", "last", 0.0),
    ("rnn, 128 units", 22, 28, 128, 1, False, "linear", 5, 28, 1.0, "rnn", "last", 0.0),
    ("rnn, steep", 23, 28, 16, 2, False, "linear", 4, 6, 2.0, "rnn", "last", 0.0),
    ("gru, one unit, one step", 24, 2, 1, 1, False, "linear", 1, 1, 1.0, "gru", "last", 0.0),
    ("gru, five units, three layers", 25, 28, 5, 3, True, "softmax", 3, 5, 1.0, "gru", "last", 0.0),
    ("gru, thirty-three units", 26, 28, 33, 2, True, "linear", 7, 28, 1.0, "gru", "last", 0.0),
    ("gru, 128 units", 27, 28, 128, 1, False, "linear", 8, 28, 1.0, "gru", "last", 0.0),
    ("gru, steep gates", 28, 28, 16, 1, True, "linear", 7, 28, 4.0, "gru", "last", 0.0),
    ("final states", 29, 28, 16, 2, True, "linear", 7, 28, 1.0, "lstm", "final_states", 0.0),
    ("final states, one step", 30, 28, 5, 1, True, "linear", 3, 1, 1.0, "lstm", "final_states", 0.0),
    ("final states, gru", 31, 28, 33, 1, True, "softmax", 3, 6, 1.0, "gru", "final_states", 0.0),
    ("final states, one direction", 32, 28, 9, 2, False, "linear", 3, 6, 1.0, "rnn", "final_states", 0.0),
    ("mean", 33, 28, 9, 1, True, "linear", 5, 7, 1.0, "lstm", "mean", 0.0),
    ("mean, gru", 34, 28, 17, 1, True, "linear", 5, 28, 1.0, "gru", "mean", 0.0),
    ("dropout, lstm", 35, 28, 16, 2, True, "linear", 7, 28, 1.0, "lstm", "last", 0.5),
    ("dropout, gru", 36, 28, 33, 3, False, "linear", 5, 6, 1.0, "gru", "mean", 0.25),
    ("dropout, rnn", 37, 28, 5, 3, True, "softmax", 3, 5, 1.0, "rnn", "final_states", 0.1),
    ("dropout behind, last", 38, 28, 5, 2, True, "linear", 4, 6, 1.0, "lstm", "last", 0.5, 0.4),
    ("dropout behind, final states", 39, 28, 17, 1, True, "linear", 4, 6, 1.0, "gru", "final_states", 0.0, 0.3),
    ("dropout behind, mean", 40, 28, 5, 1, False, "linear", 4, 6, 1.0, "rnn", "mean", 0.0, 0.3),
]


def dropout_in_memory_order(x, p):
    """What nn.Dropout does in PyTorch 2: the noise lies in memory as x does, and is drawn in that order. (1.13 makes it contiguous, which
    differs behind a batch_first layer, whose output lies time first.)"""
    return x * torch.empty_like(x).bernoulli_(1 - p).div_(1 - p)


class Model(nn.Module):
    def __init__(self, seed, size, hidden, layers, bidirectional, head, gain, cell, readout, dropout, output_dropout=0.0):
        super().__init__()
        torch.manual_seed(seed)
        self.cell, self.readout, self.softmax, self.bidirectional = cell, readout, head == "softmax", bidirectional
        setattr(self, cell, CELLS[cell](size, hidden, layers, batch_first=True, bidirectional=bidirectional, dropout=dropout))
        self.output_dropout, self.hidden = output_dropout, hidden
        self.fc = nn.Linear(hidden * (2 if bidirectional else 1), CLASSES)
        with torch.no_grad():
            for parameter in self.parameters():
                parameter.mul_(gain)

    def forward(self, x):
        output, state = getattr(self, self.cell)(x)
        h_n = state[0] if self.cell == "lstm" else state
        if self.output_dropout > 0:
            output = dropout_in_memory_order(output, self.output_dropout)
            h_n = torch.stack([output[:, -1, :self.hidden], output[:, 0, self.hidden:]]) if self.bidirectional else output[None, :, -1, :]
        if self.readout == "last":
            read = output[:, -1, :]
        elif self.readout == "final_states":
            read = torch.cat((h_n[-2], h_n[-1]), dim=1) if self.bidirectional else h_n[-1]
        else:
            read = output.mean(dim=1)
        scores = self.fc(read)
        return nn.functional.softmax(scores, dim=1) if self.softmax else scores


def next_int64():
    return int(torch.empty((), dtype=torch.int64).random_().item())


def backward(case, dtype):
    batch_size, steps = case[7:9]
    model = Model(*case[1:7], *case[9:])
    weights = b"".join(p.detach().numpy().astype("<f4").tobytes() for p in model.state_dict().values())
    model = model.to(dtype).train()
    scores = model(inputs(0, batch_size, steps, case[2]).to(dtype))
    loss = nn.functional.cross_entropy(scores, labels(0, batch_size))
    loss.backward()
    return scores.detach(), loss.item(), [(n, p.grad.detach()) for n, p in model.named_parameters()], hashlib.sha256(weights).hexdigest(), next_int64()


def gradients(case):
    scores, loss, tensors, weights, after = backward(case, torch.float64)
    _, loss32, tensors32, _, after32 = backward(case, torch.float32)
    assert after == after32
    spreads = [float((b.double() - a).abs().max()) / (float(a.abs().max()) or 1) for (_, a), (_, b) in zip(tensors, tensors32)]
    return {**described(case), "cell": case[10], "readout": case[11], "dropout": case[12], "output_dropout": (case + (0.0,))[13], "weights_sha256": weights, "next_int64": after,
            "loss": number(loss), "loss32": loss32, "scores": [number(v) for v in scores.flatten()],
            "gradients": [summary(n, g, s) for (n, g), s in zip(tensors, spreads)]}


def mask(name, seed, p, directions, values):
    """values [T, B, F]: zero where dropped."""
    kept = (values != 0).to(torch.uint8).contiguous()
    torch.manual_seed(seed)
    scale = nn.functional.dropout(torch.ones(1000), p).max().item()
    return {"name": name, "seed": seed, "probability": p, "steps": values.shape[0], "batch_size": values.shape[1], "features": values.shape[2],
            "directions": directions, "scale": "%08x" % struct.unpack("<I", struct.pack("<f", scale)), "kept": int(kept.sum()),
            "sha256": hashlib.sha256(kept.numpy().tobytes()).hexdigest()}


def between_layers(name, seed, p, batch, steps, hidden, directions):
    """The upper layer forgets at once and puts out tanh(tanh(x)) of the unit's own x, which is zero where x was dropped."""
    lstm = nn.LSTM(3, hidden, 2, batch_first=True, bidirectional=directions == 2, dropout=p).train()
    with torch.no_grad():
        for key, parameter in lstm.named_parameters():
            parameter.zero_()
            if key.startswith("bias_ih"):
                i, f, g, o = parameter.view(4, hidden)
                i.fill_(20), f.fill_(-200), o.fill_(20)
                g.fill_(20 if "_l0" in key else 0)
            if key.startswith("weight_ih_l1"):
                first = hidden if key.endswith("_reverse") else 0
                parameter[2 * hidden:3 * hidden, first:first + hidden] = torch.eye(hidden)
        torch.manual_seed(seed)
        output = lstm(torch.rand(batch, steps, 3, generator=torch.Generator().manual_seed(1)))[0]
    after = next_int64()
    return {**mask(name, seed, p, directions, output.transpose(0, 1)), "next_int64": after}


def standalone(name, seed, p, batch, steps, features, directions):
    """Behind a recurrent layer the values lie time first in memory; a batch of images lies batch first, as nn.Dropout of every version takes it."""
    x = torch.ones(steps, batch, features).transpose(0, 1) if directions else torch.ones(batch, steps, features)
    torch.manual_seed(seed)
    y = dropout_in_memory_order(x, p) if directions else nn.Dropout(p).train()(x)
    after = next_int64()
    return {**mask(name, seed, p, directions, y.transpose(0, 1)), "next_int64": after}


MASKS = [
    (between_layers, "between two layers", 0, 0.5, 5, 7, 16, 1),
    (between_layers, "between two layers in both directions", 1, 0.2, 32, 28, 33, 2),
    (between_layers, "one sample, one step, one unit", 2, 0.9, 1, 1, 1, 1),
    (standalone, "behind a recurrent layer", 3, 0.3, 7, 5, 18, 2),
    (standalone, "on the input", 4, 0.3, 7, 5, 28, 0),
    (standalone, "without time", 5, 0.75, 32, 1, 20, 0),
]


if __name__ == "__main__":
    torch.set_num_threads(1)
    made_by = "make_cells.py, PyTorch " + torch.__version__
    for path, entries in ((sys.argv[1], [gradients(c) for c in CASES]), (sys.argv[2], [make(*rest) for make, *rest in MASKS])):
        rows = ",\n".join(json.dumps(e, separators=(",", ":")) for e in entries)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write('{\n"made_by": %s,\n"cases": [\n%s\n]\n}\n' % (json.dumps(made_by), rows))
