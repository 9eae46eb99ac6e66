"""One timed epoch of a published experiment in PyTorch, printed as JSON. compare.py calls it, a process per measurement.

As fair to PyTorch as its own API allows: images are float tensors in memory, a batch is one indexing of them, no loader, no workers;
only what the published loops do stands in the loop. The model starts and the batches come as in `dotnet run -- run`, so the epoch's
losses show that both sides trained the same thing.
"""
import argparse
import copy
import gzip
import json
import sys
import time
from pathlib import Path

import numpy
import torch
from torch import nn

# As in experiments/lstm-128.yaml and experiments/bilstm-64.yaml.
EXPERIMENTS = {
    "lstm-128": {"hidden": 128, "bidirectional": False, "batch": 100, "learning_rate": 0.01, "softmax": False},
    "bilstm-64": {"hidden": 64, "bidirectional": True, "batch": 32, "learning_rate": 0.001, "softmax": True},
}
INPUTS = 28
CLASSES = 10
SEED = 0
# As many as an evaluation of ours takes at once.
LEAST_EVALUATION_BATCH = 256
WARM_UP_SECONDS = 1.0


class Published(nn.Module):
    """The published model: an LSTM over the image's rows, its last output into ten scores."""

    def __init__(self, hidden, bidirectional, softmax):
        super().__init__()
        self.lstm = nn.LSTM(INPUTS, hidden, batch_first=True, bidirectional=bidirectional)
        self.fc = nn.Linear(2 * hidden if bidirectional else hidden, CLASSES)
        self.softmax = softmax

    def forward(self, x):
        output, _ = self.lstm(x)
        scores = self.fc(output[:, -1, :])
        return torch.softmax(scores, dim=1) if self.softmax else scores


class ReverseOnce(nn.Module):
    """The same bidirectional model with the same result: of the reverse direction only the last time step is read, which is its first."""

    def __init__(self, published):
        super().__init__()
        hidden = published.lstm.hidden_size
        self.ahead = nn.LSTM(INPUTS, hidden, batch_first=True)
        self.back = nn.LSTM(INPUTS, hidden, batch_first=True)
        self.fc = copy.deepcopy(published.fc)
        self.softmax = published.softmax
        weights = published.lstm.state_dict()
        self.ahead.load_state_dict({name: value for name, value in weights.items() if not name.endswith("_reverse")})
        self.back.load_state_dict({name[: -len("_reverse")]: value for name, value in weights.items() if name.endswith("_reverse")})

    def forward(self, x):
        ahead, _ = self.ahead(x)
        back, _ = self.back(x[:, -1:, :])
        scores = self.fc(torch.cat([ahead[:, -1, :], back[:, -1, :]], dim=1))
        return torch.softmax(scores, dim=1) if self.softmax else scores


def read_idx(folder, name, header):
    with gzip.open(folder / f"{name}.gz") as file:
        return numpy.frombuffer(file.read(), dtype=numpy.uint8, offset=header)


def read(folder, part):
    images = torch.from_numpy(read_idx(folder, f"{part}-images-idx3-ubyte", 16).astype(numpy.float32) / numpy.float32(255)).reshape(-1, 28, INPUTS)
    labels = torch.from_numpy(read_idx(folder, f"{part}-labels-idx1-ubyte", 8).astype(numpy.int64))
    return images, labels


def shuffled(count):
    """The order of DataLoader(shuffle=True): a draw for the loader, another one that seeds the permutation."""
    torch.empty((), dtype=torch.int64).random_()
    generator = torch.Generator()
    generator.manual_seed(int(torch.empty((), dtype=torch.int64).random_().item()))
    return torch.randperm(count, generator=generator)


def train(model, optimizer, criterion, images, labels, order, batch, seconds=None):
    """An epoch, or as much of it as fits into the seconds. Returns the mean loss and the accuracy."""
    model.train()
    start = time.perf_counter()
    loss_sum, correct, done = 0.0, 0, 0
    for first in range(0, len(order), batch):
        index = order[first : first + batch]
        x, y = images[index], labels[index]
        scores = model(x)
        loss = criterion(scores, y)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        loss_sum += loss.item() * len(y)
        correct += (scores.argmax(1) == y).sum().item()
        done += len(y)
        if seconds is not None and time.perf_counter() - start > seconds:
            break
    return loss_sum / done, correct / done


def evaluate(model, criterion, images, labels, batch):
    model.eval()
    loss_sum, correct = 0.0, 0
    with torch.no_grad():
        for first in range(0, len(images), batch):
            x, y = images[first : first + batch], labels[first : first + batch]
            scores = model(x)
            loss_sum += criterion(scores, y).item() * len(y)
            correct += (scores.argmax(1) == y).sum().item()
    return loss_sum / len(images), correct / len(images)


def check_same(published, variant, criterion, x, y):
    """The variant must give the published model's scores and gradients, else its time says nothing."""
    losses = [criterion(model(x), y) for model in (published, variant)]
    for loss in losses:
        loss.backward()
    pairs = [(losses[0], losses[1]), (published.fc.weight.grad, variant.fc.weight.grad)]
    for name, parameter in published.lstm.named_parameters():
        reverse = name.endswith("_reverse")
        own = getattr(variant.back if reverse else variant.ahead, name[: -len("_reverse")] if reverse else name)
        pairs.append((parameter.grad, own.grad))
    for expected, got in pairs:
        worst = (expected - got).abs().max().item()
        if worst > 1e-5 * max(expected.abs().max().item(), 1e-3):
            raise SystemExit(f"error: the variant that runs the reverse direction once differs from nn.LSTM by {worst}")
    for model in (published, variant):
        model.zero_grad(set_to_none=True)


def blas_in_use():
    """The libraries that multiply, by what is loaded: Debian's PyTorch names a generic BLAS, behind which stands what is installed."""
    config = torch.__config__.show()
    found = {name for name in ("MKL", "MKLDNN") if f"USE_{name}=ON" in config}
    maps = Path("/proc/self/maps")
    if maps.is_file():
        files = {Path(line.split()[-1]).resolve().name for line in maps.read_text().splitlines() if "blas" in line.rsplit("/", 1)[-1]}
        found |= {name.split(".so")[0] for name in files}
    return sorted(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--experiment", choices=EXPERIMENTS, required=True)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the four IDX files, gzipped")
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--samples", type=int, help="train on the first N images")
    parser.add_argument("--reverse-once", action="store_true", help="run the reverse direction on the last time step only")
    arguments = parser.parse_args()

    torch.set_num_threads(arguments.threads)
    experiment = EXPERIMENTS[arguments.experiment]
    batch = experiment["batch"]
    evaluation_batch = max(batch, LEAST_EVALUATION_BATCH)
    images, labels = read(arguments.data, "train")
    images, labels = images[: arguments.samples], labels[: arguments.samples]
    test_images, test_labels = read(arguments.data, "t10k")
    criterion = nn.CrossEntropyLoss()

    torch.manual_seed(SEED)
    model = Published(experiment["hidden"], experiment["bidirectional"], experiment["softmax"])
    if arguments.reverse_once:
        variant = ReverseOnce(model)
        check_same(model, variant, criterion, images[:batch], labels[:batch])
        model = variant

    # A model of its own, so that the timed epoch starts where ours does; no random numbers are drawn.
    warm = copy.deepcopy(model)
    warm_optimizer = torch.optim.Adam(warm.parameters(), lr=experiment["learning_rate"])
    evaluate(warm, criterion, test_images, test_labels, evaluation_batch)
    start = time.perf_counter()
    while time.perf_counter() - start < WARM_UP_SECONDS:
        train(warm, warm_optimizer, criterion, images, labels, torch.arange(len(images)), batch, WARM_UP_SECONDS)

    optimizer = torch.optim.Adam(model.parameters(), lr=experiment["learning_rate"])
    start = time.perf_counter()
    train_loss, _ = train(model, optimizer, criterion, images, labels, shuffled(len(images)), batch)
    trained = time.perf_counter()
    _, test_accuracy = evaluate(model, criterion, test_images, test_labels, evaluation_batch)
    evaluated = time.perf_counter()
    json.dump(
        {
            "threads": arguments.threads,
            "train_samples": len(images),
            "train_seconds": trained - start,
            "test_samples": len(test_images),
            "evaluate_seconds": evaluated - trained,
            "train_loss": train_loss,
            "test_accuracy": test_accuracy,
            "pytorch": torch.__version__,
            "blas": blas_in_use(),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
