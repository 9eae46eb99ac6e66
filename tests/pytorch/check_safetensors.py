"""Loads exported weights into PyTorch modules by name and compares their scores with the engine's.

usage: python3 check_safetensors.py weights.safetensors scores.safetensors        (PyTorch >= 1.13, numpy)

weights.safetensors is what `export -o` writes; scores.safetensors what tests/pytorch/logits writes for it: images, the engine's
scores, and in the metadata head and readout. The format is read here by hand, so that the files are held to the published format
and not to a reader of this project. Cell, layers, sizes and directions follow from the tensors' names and shapes.
Exit code 0 when no score differs by more than 1e-5, else 1.
"""
import json
import struct
import sys

import numpy
import torch
from torch import nn

TOLERANCE = 1e-5
GATES = {"lstm": 4, "gru": 3, "rnn": 1}


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
    def __init__(self, weights, head, readout):
        super().__init__()
        self.cell = next(name.split(".")[0] for name in weights if name.endswith(".weight_ih_l0"))
        weight = weights[f"{self.cell}.weight_ih_l0"]
        hidden = weight.shape[0] // GATES[self.cell]
        layers = sum(name.startswith(f"{self.cell}.weight_ih_l") and not name.endswith("_reverse") for name in weights)
        bidirectional = f"{self.cell}.weight_ih_l0_reverse" in weights
        recurrent = getattr(nn, self.cell.upper())
        self.add_module(self.cell, recurrent(weight.shape[1], hidden, layers, batch_first=True, bidirectional=bidirectional))
        self.fc = nn.Linear(weights["fc.weight"].shape[1], weights["fc.weight"].shape[0])
        self.head, self.readout, self.directions = head, readout, 2 if bidirectional else 1

    def forward(self, images):
        output, state = getattr(self, self.cell)(images)
        if self.readout == "final_states":
            h_n = state[0] if self.cell == "lstm" else state
            output = torch.cat(tuple(h_n[-self.directions :]), dim=1)
        else:
            output = output[:, -1, :]
        scores = self.fc(output)
        return torch.softmax(scores, dim=1) if self.head == "softmax" else scores


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    weights, _ = read(sys.argv[1])
    expected, metadata = read(sys.argv[2])
    model = Model(weights, metadata["head"], metadata["readout"])
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
