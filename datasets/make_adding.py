#!/usr/bin/env python3
"""Writes adding_X.npy and adding_y.npy, from which the data set `adding` is made: the adding problem of Hochreiter and Schmidhuber (1997).

    python3 datasets/make_adding.py .
    dotnet run -- data add adding adding_X.npy adding_y.npy --targets --test-fraction 0.2 --seed 0

A sequence has two features a step: a number from 0 to 1 and a mark, which two of the steps have, one in each half. The target is the sum of the two
marked numbers. Numbers and marks are bytes, read as value / 255. Python's own random numbers with a seed: the same files everywhere.
"""
import pathlib
import random
import struct
import sys

SEQUENCES = 1500
STEPS = 20


def npy(path, kind, shape, data):
    text = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}"
    text += " " * (-(len(text) + 11) % 64) + "\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode("ascii") + data)


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make_adding.py <folder>")
    rng = random.Random(1997)
    values, targets = bytearray(), []
    for _ in range(SEQUENCES):
        marked = (rng.randrange(STEPS // 2), STEPS // 2 + rng.randrange(STEPS // 2))
        numbers = [rng.randrange(256) for _ in range(STEPS)]
        for step, number in enumerate(numbers):
            values += bytes((number, 255 if step in marked else 0))
        targets.append((numbers[marked[0]] + numbers[marked[1]]) / 255)
    folder = pathlib.Path(sys.argv[1])
    npy(folder / "adding_X.npy", "|u1", (SEQUENCES, STEPS, 2), bytes(values))
    npy(folder / "adding_y.npy", "<f4", (SEQUENCES,), struct.pack(f"<{SEQUENCES}f", *targets))


if __name__ == "__main__":
    main()
