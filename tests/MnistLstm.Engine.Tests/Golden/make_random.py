"""Writes random.json: what PyTorch's CPU random state gives, for the tests of Random/ and of the models' initial weights.

usage: python3 make_random.py random.json        (PyTorch >= 1.9, CPU with FMA, one process)

Every array is hashed as little-endian bytes in its own type (SHA-256, hex); "first" holds its leading elements, floats as
the hex digits of their bits. All draws of one entry follow each other on one generator, freshly seeded.
"""
import hashlib
import json
import sys

import numpy
import torch
from torch import nn
from torch.utils.data import DataLoader

SEEDS = [0, 1, 42, 2**40 + 7, -1]
# name: input size, hidden size, layers, bidirectional
PUBLISHED = {"lstm-128": (28, 128, 1, False), "bilstm-64": (28, 64, 1, True), "bilstm-32x2": (28, 32, 2, True)}
ODD = {"lstm-1": (28, 1, 1, False), "bilstm-5x3": (28, 5, 3, True), "lstm-33x2": (28, 33, 2, False),
       "bilstm-17-of-7": (7, 17, 1, True), "lstm-1-of-1": (1, 1, 1, False)}
ODD_SEED = 3
CLASSES = 10
BOUNDS = [(0.0, 1.0), (-1 / 128**0.5, 1 / 128**0.5), (-0.3, 1.7)]


def sha256(tensor):
    return hashlib.sha256(tensor.detach().contiguous().numpy().tobytes()).hexdigest()


def bits(tensor):
    return ["%08x" % v for v in tensor.detach().numpy().ravel().view(numpy.uint32)]


def raw_draws():
    """2000 draws of 32 bits: an int64 over the full range takes two, the first of them as its high half."""
    wide = torch.empty(1000, dtype=torch.int64).random_(-2**63, None).numpy().view(numpy.uint64)
    return torch.from_numpy(numpy.stack([wide >> numpy.uint64(32), wide & numpy.uint64(0xFFFFFFFF)], 1).astype(numpy.int64).ravel())


def streams(seed):
    entry = {"seed": seed}
    torch.manual_seed(seed)
    draws = raw_draws()
    entry["draws"] = {"count": len(draws), "first": draws[:8].tolist(), "sha256_uint32": hashlib.sha256(draws.numpy().astype(numpy.uint32).tobytes()).hexdigest()}
    entry["uniform"] = []
    for low, high in BOUNDS:
        torch.manual_seed(seed)
        values = torch.empty(1300).uniform_(low, high)
        entry["uniform"].append({"from": low, "to": high, "count": len(values), "first": bits(values[:8]), "sha256": sha256(values)})
    torch.manual_seed(seed)
    values = torch.empty(700, dtype=torch.int64).random_()
    entry["int64"] = {"count": len(values), "first": values[:4].tolist(), "sha256": sha256(values)}
    entry["permutations"] = []
    for n in (1, 2, 11, 1797, 60000):
        torch.manual_seed(seed)
        values = torch.randperm(n)
        after = torch.empty((), dtype=torch.int64).random_()
        entry["permutations"].append({"n": n, "first": values[:12].tolist(), "sha256": sha256(values), "next_int64": int(after)})
    torch.manual_seed(seed)
    a, b, c = torch.empty(3).uniform_(-1, 1), torch.randperm(7), torch.empty((), dtype=torch.int64).random_()
    entry["mixed"] = {"uniform3": bits(a), "permutation7": b.tolist(), "int64": int(c), "uniform2": bits(torch.empty(2).uniform_(-1, 1))}
    return entry


def build(seed, shape):
    inputs, hidden, layers, bidirectional = shape
    torch.manual_seed(seed)
    lstm = nn.LSTM(inputs, hidden, layers, batch_first=True, bidirectional=bidirectional)
    return lstm, nn.Linear(hidden * (2 if bidirectional else 1), CLASSES)


def initial(name, seed, shape):
    lstm, linear = build(seed, shape)
    tensors = [("lstm." + n, p) for n, p in lstm.state_dict().items()] + [("fc." + n, p) for n, p in linear.state_dict().items()]
    return {"model": name, "seed": seed, "input_size": shape[0], "hidden_size": shape[1], "layers": shape[2], "bidirectional": shape[3],
            "weights_sha256": sha256(torch.cat([p.flatten() for _, p in tensors])),
            "parameters": {n: {"shape": list(p.shape), "sha256": sha256(p)} for n, p in tensors}}


def order(name, seed, shape, evaluate, train, test, batch):
    """Three epochs of shuffled training samples; with each_epoch a pass over the test samples follows every one of them."""
    build(seed, shape)
    training, testing = DataLoader(range(train), batch_size=batch, shuffle=True), DataLoader(range(test), batch_size=batch)
    epochs = []
    for _ in range(3):
        samples = torch.cat(list(training))
        epochs.append({"first": samples[:4].tolist(), "sha256_int64": sha256(samples)})
        if evaluate == "each_epoch":
            for _ in testing:
                pass
    return {"model": name, "seed": seed, "evaluate": evaluate, "train_samples": train, "test_samples": test, "epochs": epochs}


def main(path):
    models = [initial(n, s, shape) for n, shape in PUBLISHED.items() for s in SEEDS] + [initial(n, ODD_SEED, shape) for n, shape in ODD.items()]
    orders = [order(n, s, PUBLISHED[n], e, 60000, 10000, 100) for n in PUBLISHED for s in SEEDS for e in ("each_epoch", "at_end")]
    orders += [order("lstm-1", 5, ODD["lstm-1"], e, 1797, 1, 64) for e in ("each_epoch", "at_end")]
    sections = {"streams": [streams(s) for s in SEEDS], "models": models, "orders": orders}
    lines = ["{", '"made_by": %s,' % json.dumps("make_random.py, PyTorch " + torch.__version__)]
    for section, entries in sections.items():
        lines += ['"%s": [' % section, ",\n".join(json.dumps(e, separators=(",", ":")) for e in entries), "],"]
    lines[-1] = "]"
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(sys.argv[1])
