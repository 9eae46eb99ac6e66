"""Writes loops.json: the losses of PyTorch scripts whose training loop does more than train and test: a two-layer LSTM with dropout between its
layers, trained for a few epochs with what each case says. The random numbers are drawn in this order: model, then in every epoch the shuffled
training loader with the dropout masks, the validation loader, the test loader.

usage: python3 make_loops.py loops.json        (PyTorch >= 1.9, built without MKL)

Images and labels are formulas: pixel k of a set is the top byte of (k + offset) * 2654435761 (32-bit unsigned), label n is 7 n mod 10.
"""
import copy
import json
import sys

import numpy
import torch
from torch import nn
from torch.utils.data import DataLoader, Subset, TensorDataset, random_split

PLAN = {"seed": 11, "hidden_size": 12, "layers": 2, "dropout": 0.25, "learning_rate": 0.01, "batch_size": 16, "epochs": 4, "train_samples": 90, "test_samples": 20, "test_offset": 99}
CASES = [
    {"name": "validation", "validation_samples": 23, "evaluate_each_epoch": True, "clip_grad_norm": 0},
    {"name": "validation at the end", "validation_samples": 23, "evaluate_each_epoch": False, "clip_grad_norm": 0},
    {"name": "clipping", "validation_samples": 0, "evaluate_each_epoch": True, "clip_grad_norm": 0.3},
    {"name": "step_lr", "validation_samples": 0, "evaluate_each_epoch": True, "clip_grad_norm": 0, "scheduler": "StepLR", "arguments": {"step_size": 2, "gamma": 0.2}},
    {"name": "a random part", "validation_samples": 17, "validation_seed": 42, "evaluate_each_epoch": True, "clip_grad_norm": 0},
    {"name": "a fraction", "validation_fraction": 0.29, "evaluate_each_epoch": True, "clip_grad_norm": 0},
    {"name": "the best weights", "validation_fraction": 0.3, "validation_seed": 7, "restore_best": True, "evaluate_each_epoch": True, "clip_grad_norm": 0},
    {"name": "label smoothing", "validation_samples": 23, "label_smoothing": 0.2, "evaluate_each_epoch": True, "clip_grad_norm": 0},
    {"name": "class weights", "validation_samples": 23, "class_weights": [0.3, 1.7, 2, 0.5, 1, 3, 0.1, 1.1, 0.7, 2.5], "label_smoothing": 0.1, "evaluate_each_epoch": True, "clip_grad_norm": 0},
    {"name": "ignored classes", "validation_samples": 23, "class_weights": [0, 1.7, 2, 0.5, 0, 3, 0.1, 1.1, 0.7, 2.5], "evaluate_each_epoch": True, "clip_grad_norm": 0},
    {"name": "clamped gradients", "evaluate_each_epoch": True, "clip_grad_norm": 0, "clip_grad_value": 0.002},
    {"name": "the data's own order", "validation_samples": 23, "shuffle": False, "evaluate_each_epoch": True, "clip_grad_norm": 0},
    {"name": "whole batches", "validation_samples": 23, "drop_last": True, "evaluate_each_epoch": True, "clip_grad_norm": 0},
    {"name": "one cycle of Adam", "evaluate_each_epoch": True, "clip_grad_norm": 0, "scheduler": "OneCycleLR", "arguments": {"pct_start": 0.4, "div_factor": 2.0}, "by_step": True},
    {"name": "one cycle of SGD", "optimizer": "SGD", "evaluate_each_epoch": True, "clip_grad_norm": 0, "scheduler": "OneCycleLR", "arguments": {"pct_start": 0.2}, "by_step": True},
    {"name": "all of it", "validation_samples": 23, "evaluate_each_epoch": True, "clip_grad_norm": 0.3, "scheduler": "CosineAnnealingLR", "arguments": {"T_max": 4, "eta_min": 0.001}},
]


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(28, PLAN["hidden_size"], PLAN["layers"], batch_first=True, dropout=PLAN["dropout"])
        self.fc = nn.Linear(PLAN["hidden_size"], 10)

    def forward(self, x):
        return self.fc(self.lstm(x)[0][:, -1, :])


def samples(count, offset):
    k = numpy.arange(count * 784, dtype=numpy.uint64) + numpy.uint64(offset)
    pixels = ((k * numpy.uint64(2654435761)) & numpy.uint64(0xFFFFFFFF)) >> numpy.uint64(24)
    images = torch.from_numpy((pixels.astype(numpy.float32) / numpy.float32(255)).reshape(count, 28, 28))
    return TensorDataset(images, torch.arange(count) * 7 % 10)


def evaluate(case, model, loader):
    model.eval()
    with torch.no_grad():
        total = sum(nn.functional.cross_entropy(model(x), y, reduction="sum", **criterion(case)).item() for x, y in loader)
    return total / weight(case, torch.tensor([label for _, label in loader.dataset]))


def criterion(case):
    return {"weight": case["class_weights"] and torch.tensor(case["class_weights"]), "label_smoothing": case["label_smoothing"]}


def weight(case, labels):
    return torch.tensor(case["class_weights"])[labels].sum().item() if case["class_weights"] else len(labels)


DEFAULTS = {"validation_samples": 0, "validation_fraction": 0, "validation_seed": None, "restore_best": False, "scheduler": None, "arguments": {},
            "label_smoothing": 0, "class_weights": None, "clip_grad_value": 0, "shuffle": True, "drop_last": False,
            "optimizer": "Adam", "by_step": False}


def run(given):
    case = {**DEFAULTS, **given}
    torch.manual_seed(PLAN["seed"])
    model = Model()
    optimizer = getattr(torch.optim, case["optimizer"])(model.parameters(), lr=PLAN["learning_rate"])
    data = samples(PLAN["train_samples"], 0)
    held = case["validation_samples"] or int(len(data) * case["validation_fraction"])
    trained = len(data) - held
    if case["validation_seed"] is None:
        kept, out = Subset(data, range(trained)), Subset(data, range(trained, len(data)))
    else:
        kept, out = random_split(data, [trained, held], generator=torch.Generator().manual_seed(case["validation_seed"]))
    train = DataLoader(kept, PLAN["batch_size"], shuffle=case["shuffle"], drop_last=case["drop_last"])
    arguments = dict(case["arguments"])
    if case["by_step"]:
        arguments.update(max_lr=PLAN["learning_rate"], epochs=PLAN["epochs"], steps_per_epoch=len(train))
    scheduler = getattr(torch.optim.lr_scheduler, case["scheduler"])(optimizer, **arguments) if case["scheduler"] else None
    validation = DataLoader(out, PLAN["batch_size"]) if held else None
    test = DataLoader(samples(PLAN["test_samples"], PLAN["test_offset"]), PLAN["batch_size"])
    epochs, norms, least, best = [], [], float("inf"), None
    for epoch in range(1, PLAN["epochs"] + 1):
        model.train()
        total, seen = 0.0, 0
        for x, y in train:
            loss = nn.functional.cross_entropy(model(x), y, **criterion(case))
            optimizer.zero_grad()
            loss.backward()
            if case["clip_grad_norm"]:
                norms.append(nn.utils.clip_grad_norm_(model.parameters(), case["clip_grad_norm"]).item())
            if case["clip_grad_value"]:
                largest = max(parameter.grad.abs().max().item() for parameter in model.parameters())
                assert largest > case["clip_grad_value"], largest
                nn.utils.clip_grad_value_(model.parameters(), case["clip_grad_value"])
            optimizer.step()
            if case["by_step"]:
                scheduler.step()
            total, seen = total + loss.item() * weight(case, y), seen + weight(case, y)
        result = {"train_loss": total / seen, "validation_loss": None, "test_loss": None}
        if case["evaluate_each_epoch"] or epoch == PLAN["epochs"]:
            if held:
                result["validation_loss"] = evaluate(case, model, validation)
            result["test_loss"] = evaluate(case, model, test)
        epochs.append(result)
        if case["restore_best"] and result["validation_loss"] < least:
            least, best = result["validation_loss"], copy.deepcopy(model.state_dict())
        if scheduler and not case["by_step"]:
            scheduler.step()
    # A case that clips must have clipped some gradients and left others alone.
    assert not norms or min(norms) < case["clip_grad_norm"] < max(norms), norms
    if best:
        model.load_state_dict(best)
    # The best weights are not the last ones, or restoring them would show in nothing.
    assert not best or least != epochs[-1]["validation_loss"], epochs
    return {**case, "epochs": epochs, "final_test_loss": evaluate(case, model, test)}


def main(path):
    torch.set_num_threads(1)
    golden = {"made_by": "make_loops.py, PyTorch " + torch.__version__, "plan": PLAN, "cases": [run(case) for case in CASES]}
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(golden, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
