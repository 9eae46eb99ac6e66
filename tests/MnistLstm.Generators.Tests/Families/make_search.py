#!/usr/bin/env python3
"""Draws what docs/spec.md says a `search` draws, in Python's decimals: the values that SearchTests expects.

    python3 make_search.py > search.json
"""
import hashlib
import json
from decimal import ROUND_HALF_UP, Decimal, getcontext

getcontext().prec = 90
SAMPLES = 12


def fraction(seed, key, draw):
    return Decimal(int(hashlib.sha256(f"{seed}/{key}/{draw}".encode()).hexdigest()[:16], 16)) / Decimal(2**64)


def nearest(value, place):
    return value.quantize(Decimal(1).scaleb(place), rounding=ROUND_HALF_UP)


def uniform(u, least, greatest):
    low, high = Decimal(least), Decimal(greatest)
    value = nearest(low + (high - low) * u, (high - low).adjusted() - 2)
    return float(min(max(value, low), high))


def log_uniform(u, least, greatest, finest=-1000):
    low, high = Decimal(least), Decimal(greatest)
    value = low * (high / low) ** u
    value = nearest(value, max(finest, value.adjusted() - 2))
    return float(min(max(value, low), high))


def draws(seed, key, draw):
    return [draw(fraction(seed, key, n)) for n in range(SAMPLES)]


print(json.dumps({
    "learning_rate: {log_uniform: [1e-4, 1e-1]}": draws(0, "learning_rate", lambda u: log_uniform(u, "1e-4", "1e-1")),
    "weight_decay: {log_uniform: [0.0123456, 0.0234567]}": draws(0, "weight_decay", lambda u: log_uniform(u, "0.0123456", "0.0234567")),
    "dropout: {uniform: [0, 0.5]}": draws(0, "dropout", lambda u: uniform(u, "0", "0.5")),
    "momentum: {uniform: [0.85, 1]}": draws(0, "momentum", lambda u: uniform(u, "0.85", "1")),
    "hidden_size: {choice: [32, 64, 128]}": draws(0, "hidden_size", lambda u: [32, 64, 128][int(u * 3)]),
    "batch_size: {uniform: [10, 60]}": draws(0, "batch_size", lambda u: 10 + int(u * 51)),
    "train_samples: {log_uniform: [1, 50000]}": draws(0, "train_samples", lambda u: int(log_uniform(u, "1", "50000", finest=0))),
}, indent=2))
