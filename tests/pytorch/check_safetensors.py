"""Loads exported weights into PyTorch modules by name and compares their scores with the engine's.

usage: python3 check_safetensors.py weights.safetensors scores.safetensors        (PyTorch >= 1.13, numpy)

weights.safetensors is what `export -o` writes; scores.safetensors what tests/pytorch/logits writes for it: images, the engine's
scores, and in the metadata the modules from input to output, "name class" a line. The format is read here by hand, so that the files are held
to the published format and not to a reader of this project. Layers, sizes and directions follow from the tensors' names and shapes.
Exit code 0 when no score differs by more than 1e-5, else 1.
"""
import json
import struct
import sys

import numpy
import torch
from torch import nn

TOLERANCE = 1e-5
GATES = {"Lstm": 4, "Gru": 3, "Rnn": 1, "ReluRnn": 1}
FUNCTIONS = {"Relu": torch.relu, "Tanh": torch.tanh, "Softmax": lambda x: torch.softmax(x, dim=1)}


def read(path):
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    data = content[8 + length :]
    tensors, end = {}, 0
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        first, last = entry["data_offsets"]
        if entry["dtype"] != "F32" or first != end:
            sys.exit(f"{path}: {name} is {entry['dtype']} from byte {first}, expected F32 from byte {end}")
        tensors[name] = torch.from_numpy(numpy.frombuffer(data[first:last], "<f4").reshape(entry["shape"]).copy())
        end = last
    if end != len(data):
        sys.exit(f"{path}: the tensors end at byte {end}, the data at byte {len(data)}")
    return tensors, metadata


class Model(nn.Module):
    """In evaluation, where dropout does nothing."""

    def __init__(self, weights, modules):
        super().__init__()
        self.stack = modules
        for name, kind in modules:
            if kind in GATES:
                weight = weights[f"{name}.weight_ih_l0"]
                hidden = weight.shape[0] // GATES[kind]
                layers = sum(key.startswith(f"{name}.weight_ih_l") and not key.endswith("_reverse") for key in weights)
                bidirectional = f"{name}.weight_ih_l0_reverse" in weights
                options = {"nonlinearity": "relu"} if kind == "ReluRnn" else {}
                options["bias"] = f"{name}.bias_ih_l0" in weights
                made = getattr(nn, kind.removeprefix("Relu").upper())
                setattr(self, name, made(weight.shape[1], hidden, layers, batch_first=True, bidirectional=bidirectional, **options))
            elif kind == "LayerNorm":
                setattr(self, name, nn.LayerNorm(*weights[f"{name}.weight"].shape))
            elif kind == "Linear":
                setattr(self, name, nn.Linear(*reversed(weights[f"{name}.weight"].shape)))

    def forward(self, x):
        half = None  # where the reverse direction's features begin
        for name, kind in self.stack:
            if kind in GATES:
                module = getattr(self, name)
                x, half = module(x)[0], module.hidden_size if module.bidirectional else None
            elif kind == "LastStep":
                x = x[:, -1, :]
            elif kind == "FinalStates":
                x = torch.cat((x[:, -1, :half], x[:, 0, half:]), dim=1) if half else x[:, -1, :]
            elif kind == "MeanOverTime":
                x = x.mean(dim=1)
            elif kind in ("Linear", "LayerNorm"):
                x = getattr(self, name)(x)
            elif kind in FUNCTIONS:
                x = FUNCTIONS[kind](x)
            elif kind != "Dropout":
                sys.exit(f"no module is known for '{kind}'")
        return x


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    weights, _ = read(sys.argv[1])
    expected, metadata = read(sys.argv[2])
    model = Model(weights, [line.split(" ") for line in metadata["modules"].split("\n")])
    model.load_state_dict(weights, strict=True)
    if list(model.state_dict()) != list(weights):
        sys.exit(f"{sys.argv[1]}: the tensors are not in state_dict order: {', '.join(weights)}")
    model.eval()
    with torch.no_grad():
        scores = model(expected["images"])
    difference = (scores - expected["scores"]).abs().max().item()
    spread = expected["scores"].abs().max().item()
    print(f"{len(weights)} tensors by name; scores of {len(scores)} images, up to {spread:.3g}: largest difference {difference:.0e}")
    sys.exit(0 if difference <= TOLERANCE else 1)


if __name__ == "__main__":
    main()
