"""Writes random data sets as .npz and random specs over them, for tests/pytorch/own/run: make.py <folder> <count> <seed>.

Of each: T 1 to 200, I 1 to 50, K 2 to 40 classes or 1 to 6 numbers to predict, some hundred samples, bytes or floats; a spec that draws from the keys
which decide what PyTorch does. Beside each a file .options with what `data add` is told.
"""
import pathlib
import random
import sys

import numpy


def data(rng, numbers, steps, features, classes, targets, count, as_bytes):
    labels = numpy.concatenate([numpy.arange(classes), numbers.integers(0, classes, count - classes)])
    if targets:
        labels = numbers.normal(rng.uniform(-2, 2), rng.uniform(0.1, 3), (count, targets))
    shape = (count, steps, features)
    values = numbers.integers(0, 256, shape, dtype=numpy.uint8) if as_bytes else numbers.normal(rng.uniform(-3, 3), rng.uniform(0.1, 4), shape).astype("float32")
    return values, labels.astype("float32" if targets else "int64")


def spec(rng, name, steps, features, classes, targets):
    sizes = [size for size in range(1, steps * features + 1) if steps * features % size == 0 and steps * features // size <= 200 and size <= 400]
    lines = [f"dataset: {name}", f"hidden_size: {rng.randint(1, 40)}", f"batch_size: {rng.randint(7, 90)}", "learning_rate: 0.001", "epochs: 2", f"seed: {rng.randint(0, 10**6)}"]
    lines.append(f"cell: {rng.choice(['lstm', 'gru', 'rnn'])}")
    lines.append(f"direction: {rng.choice(['forward', 'bidirectional'])}")
    lines.append(f"readout: {rng.choice(['last', 'final_states'])}")
    lines.append(f"layers: {rng.choice([1, 1, 2])}")
    if rng.random() < 0.4 and sizes:
        lines.append(f"input_size: {rng.choice(sizes)}")
    if rng.random() < 0.5:
        lines.append("normalize: " + rng.choice(["train", "{mean: 0.3, std: 0.7}", f"{{mean: [{', '.join(['0.25'] * features)}], std: 2}}"]))
    if rng.random() < 0.3:
        lines.append(f"permutation: {rng.randint(0, 10**6)}")
    if rng.random() < 0.3:
        lines.append(f"optimizer: {rng.choice(['sgd', 'rmsprop', 'adamw'])}")
    if targets:
        lines.append(rng.choice(["loss: mse_loss", "loss: l1_loss", "loss: smooth_l1_loss", "clip_grad_norm: 1"]))
    if lines[-1] in ("loss: l1_loss", "loss: smooth_l1_loss"):
        # As many errors above as below make the last bias's gradient zero: what rounding leaves of it differs, and Adam makes steps of it.
        lines[2] = f"batch_size: {int(lines[2].split()[1]) | 1}"
    if rng.random() < 0.3:
        lines += ["validation_samples: 20", "early_stopping_patience: 1"]
    if rng.random() < 0.3:
        lines.append("shuffle: false")
    if rng.random() < 0.3 and int(lines[2].split()[1]) <= 40:
        lines.append("drop_last: true")
    if rng.random() < 0.5 and not targets:
        lines.append("label_smoothing: 0.1")
    if rng.random() < 0.5 and not targets:
        lines.append(f"class_weights: [{', '.join(f'{rng.uniform(0.1, 3):.2g}' for _ in range(classes))}]")
    if rng.random() < 0.3 and "clip_grad_norm: 1" not in lines:
        lines.append("clip_grad_value: 0.003")
    if rng.random() < 0.4:
        lines.append("lr_scheduler: one_cycle_lr")
        lines += [line for line in ["pct_start: 0.413", "anneal_strategy: linear", "three_phase: true", "div_factor: 3"] if rng.random() < 0.4]
    return "\n".join(lines) + "\n"


def main():
    folder, count, seed = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    rng, numbers = random.Random(seed), numpy.random.default_rng(seed)
    for index in range(count):
        steps, features, classes = rng.randint(1, 200), rng.randint(1, 50), rng.randint(2, 40)
        as_bytes, targets = rng.random() < 0.3, rng.choice([0, 0, 0, 1, 1, rng.randint(2, 6)])
        train, train_labels = data(rng, numbers, steps, features, classes, targets, classes + rng.randint(60, 240), as_bytes)
        test, test_labels = data(rng, numbers, steps, features, classes, targets, classes + rng.randint(1, 40), as_bytes)
        numpy.savez(folder / f"own-{index}.npz", X_train=train, y_train=train_labels, X_test=test, y_test=test_labels)
        (folder / f"own-{index}.yaml").write_text(spec(rng, f"own-{index}", steps, features, classes, targets), encoding="utf-8")
        (folder / f"own-{index}.options").write_text("--targets" if targets else "", encoding="utf-8")


main()
