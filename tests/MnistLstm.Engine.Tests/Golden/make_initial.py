"""Writes initial.json: what torch.nn.init draws, by its hash.

usage: python3 make_initial.py initial.json        (PyTorch >= 1.9, on a processor with AVX2)

"models" are modules made after manual_seed(seed), whose parameters are then initialised in the order of named_parameters(): "functions" names the
function of weight_ih, weight_hh, the linear layer's weight, and the biases ("" leaves them), with its argument where it has one (gain, std, or the bound
of a uniform distribution), and the forget gate's bias. "tensors" are the parameters, hashed with SHA-256 as little-endian float32; of an orthogonal
weight some values instead, since its bits are the linear algebra library's; next_int64 is what the generator gives afterwards.
"""
import hashlib
import json
import sys

import torch
from torch import nn

FUNCTIONS = {
    "xavier_uniform": lambda p, n: nn.init.xavier_uniform_(p, *n),
    "xavier_normal": lambda p, n: nn.init.xavier_normal_(p, *n),
    "kaiming_uniform": lambda p, n: nn.init.kaiming_uniform_(p),
    "kaiming_normal": lambda p, n: nn.init.kaiming_normal_(p),
    "normal": lambda p, n: nn.init.normal_(p, std=n[0] if n else 1.0),
    "uniform": lambda p, n: nn.init.uniform_(p, -n[0], n[0]) if n else nn.init.uniform_(p),
    "orthogonal": lambda p, n: nn.init.orthogonal_(p, *n),
    "eye": lambda p, n: nn.init.eye_(p),
    "zeros": lambda p, n: nn.init.zeros_(p),
    "ones": lambda p, n: nn.init.ones_(p),
}

# name, seed, cell, input size, hidden size, layers, bidirectional, weight_ih, weight_hh, linear, bias, forget bias
MODELS = [
    ("xavier and zeros", 0, "lstm", 28, 32, 1, False, "xavier_uniform", "xavier_normal", "xavier_normal", "zeros", 1.0),
    ("kaiming", 1, "gru", 28, 33, 2, True, "kaiming_uniform", "kaiming_normal", "kaiming_normal", "", None),
    ("normal", 2, "rnn", 28, 17, 1, True, "normal 0.01", "normal", "uniform 0.08", "normal 0.1", None),
    ("uniform, eye", 3, "rnn", 3, 16, 1, False, "uniform", "eye", "xavier_uniform 1.5", "ones", None),
    ("fewer than sixteen values", 4, "rnn", 3, 3, 2, False, "normal", "normal 0.5", "normal 2", "normal", None),
    ("single values between whole blocks", 5, "rnn", 5, 5, 1, True, "xavier_normal", "kaiming_normal", "normal", "normal 0.1", None),
    ("orthogonal", 6, "lstm", 28, 24, 2, True, "xavier_uniform", "orthogonal", "orthogonal", "", 1.0),
    ("orthogonal, more columns than rows", 7, "rnn", 28, 16, 1, False, "orthogonal 1.4", "orthogonal", "", "zeros", None),
    ("a normal distribution of many values", 8, "lstm", 28, 128, 1, False, "normal", "normal 0.05", "", "", None),
]


def fill(parameter, function):
    if function:
        name, *number = function.split()
        FUNCTIONS[name](parameter, [float(n) for n in number])


def described(name, parameter, function):
    values = parameter.detach().flatten()
    entry = {"name": name, "sha256": hashlib.sha256(values.numpy().astype("<f4").tobytes()).hexdigest()}
    if function.startswith("orthogonal"):
        places = [(j * 7919 + len(values) // 3) % len(values) for j in range(20)]
        entry = {"name": name, "places": places, "values": [values[at].item() for at in places]}
    return entry


def model(case):
    name, seed, cell, size, hidden, layers, bidirectional, weight_ih, weight_hh, weight, bias, forget = case
    torch.manual_seed(seed)
    recurrent = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}[cell](size, hidden, layers, batch_first=True, bidirectional=bidirectional)
    made = nn.ModuleDict({cell: recurrent, "fc": nn.Linear(hidden * (2 if bidirectional else 1), 10)})
    tensors = []
    for key, parameter in made.named_parameters():
        function = bias if "bias" in key else weight if key.startswith("fc") else weight_ih if "weight_ih" in key else weight_hh
        fill(parameter, function)
        if forget is not None and "bias" in key and not key.startswith("fc"):
            with torch.no_grad():
                parameter[hidden:2 * hidden] = forget if "bias_ih" in key else 0.0
        tensors.append(described(key, parameter, function))
    return {"name": name, "seed": seed, "cell": cell, "input_size": size, "hidden_size": hidden, "layers": layers, "bidirectional": bidirectional,
            "weight_ih": weight_ih, "weight_hh": weight_hh, "linear": weight, "bias": bias, "forget_bias": forget, "tensors": tensors,
            "next_int64": int(torch.empty((), dtype=torch.int64).random_().item())}


if __name__ == "__main__":
    torch.set_num_threads(1)
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as file:
        rows = ",\n".join(json.dumps(model(case), separators=(",", ":")) for case in MODELS)
        file.write('{\n"made_by": %s,\n"models": [\n%s\n]\n}\n' % (json.dumps("make_initial.py, PyTorch " + torch.__version__), rows))
