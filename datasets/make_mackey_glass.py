#!/usr/bin/env python3
"""Writes mackey-glass.csv, from which the data set `mackey-glass` is made: the chaotic series of Mackey and Glass (1977), often used to try forecasts.

    python3 datasets/make_mackey_glass.py mackey-glass.csv
    dotnet run -- data add mackey-glass mackey-glass.csv --window 16 --horizon 4 --test-fraction 0.25

x'(t) = 0.2 x(t - 17) / (1 + x(t - 17)^10) - 0.1 x(t), by Euler's method in steps of 0.1, each 60th kept, rounded to four decimals. There is no random
number and no library function in it: the same file everywhere.
"""
import sys

STEPS = 800
PER_UNIT = 10
DELAY = 17 * PER_UNIT
KEPT = 6 * PER_UNIT
LEFT_OUT = 200 * PER_UNIT


def power10(x):
    x2 = x * x
    x4 = x2 * x2
    return x4 * x4 * x2


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make_mackey_glass.py <file.csv>")
    history = [1.2] * (DELAY + 1)
    series = []
    for n in range(LEFT_OUT + STEPS * KEPT):
        x, delayed = history[-1], history[-1 - DELAY]
        history.append(x + (0.2 * delayed / (1 + power10(delayed)) - 0.1 * x) / PER_UNIT)
        if n >= LEFT_OUT and n % KEPT == 0:
            series.append(x)
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as file:
        file.write("step,value\n")
        file.writelines(f"{step},{value:.4f}\n" for step, value in enumerate(series))


if __name__ == "__main__":
    main()
