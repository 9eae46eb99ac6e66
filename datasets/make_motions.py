#!/usr/bin/env python3
"""Writes motions.csv, from which the data set `motions` is made: movements of a hand-held sensor, simulated.

    python3 datasets/make_motions.py motions.csv
    dotnet run -- data add motions motions.csv --test-fraction 0.25 --seed 0

Python's own random numbers with a seed, and values rounded to three decimals: the same file everywhere.
"""
import math
import random
import sys

SEQUENCES = 480
STEPS = 24
CLASSES = ("circle", "shake", "swing", "tap")


def sequence(kind, rng):
    """Three accelerations a step, in units of g: across, along, upright."""
    phase = rng.uniform(0, 2 * math.pi)
    strength = rng.uniform(0.35, 1.0)
    speed = rng.uniform(0.8, 1.3)
    hit = rng.randrange(5, STEPS - 6)
    tilt = rng.gauss(0, 0.25)
    for step in range(STEPS):
        angle = 2 * math.pi * speed * step / STEPS + phase
        x, y, z = 0.0, 0.0, 1.0
        if kind == "circle":
            x, y = strength * math.cos(2 * angle), strength * math.sin(2 * angle)
        elif kind == "shake":
            x = strength * math.sin(5 * angle)
        elif kind == "swing":
            x, z = strength * math.sin(2 * angle), 1 + 0.4 * strength * math.cos(4 * angle)
        elif step >= hit:
            z = 1 + 1.6 * strength * math.exp(-(step - hit) / 1.5) * math.cos(2.5 * (step - hit))
        yield [value + tilt * weight + rng.gauss(0, 0.22) for value, weight in ((x, 0.5), (y, 1.0), (z, -0.3))]


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make_motions.py <file.csv>")
    rng = random.Random(20240229)
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as file:
        file.write("sequence,step,label,across,along,upright\n")
        for number in range(SEQUENCES):
            kind = CLASSES[rng.randrange(len(CLASSES))]
            for step, values in enumerate(sequence(kind, rng)):
                file.write(f"{number},{step},{kind},{','.join(format(value, '.3f') for value in values)}\n")


if __name__ == "__main__":
    main()
