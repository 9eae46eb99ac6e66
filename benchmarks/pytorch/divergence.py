"""What the script divergence beside this one runs: one training in one PyTorch, and the table of all of them.

The training is that of a program which `export --pytorch` wrote, so weights, order and loop are those that a user gets.
"""
import argparse
import importlib.util
import json
import os
import platform
import sys
from pathlib import Path

SHOWN = (1, 5, 10, 20, 50, 100, 200, 400, 600)


def load_program(path):
    """The exported program as a module; its main is not run."""
    spec = importlib.util.spec_from_file_location("exported", path)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def train(options):
    import torch

    program = load_program(options.program)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    folder = program.find_data(None)
    images, labels = program.load(folder, "train").tensors
    torch.manual_seed(program.SEED)
    model = program.Model()
    if options.dtype == "float64":  # the same float32 weights and images, and float64 from there on
        model, images = model.double(), images.double()
    optimizer = torch.optim.Adam(model.parameters(), lr=program.LEARNING_RATE)
    loader = program.DataLoader(program.TensorDataset(images, labels), batch_size=program.BATCH_SIZE, shuffle=True)
    losses = []
    program.train(model, loader, optimizer, losses, options.steps)
    Path(options.output).write_text(json.dumps({"name": options.name, "torch": ".".join(torch.__version__.split(".")[:2]), "losses": losses}))


def table(options):
    ours = load_program(options.program).REFERENCE_LOSSES
    runs = {}
    for path in options.runs:
        run = json.loads(Path(path).read_text())
        place, _, variant = run["name"].partition("-")
        runs[place, variant] = run
    places = list(dict.fromkeys(place for place, _ in runs))
    versions = {place: runs[place, "avx2"]["torch"] for place in places}
    columns = []
    for place in places:
        others = (("plain", "AVX2, no SIMD"), ("2-threads", "1, 2 threads"), ("float64", "float32, float64"))
        base = runs[place, "avx2"]["losses"]
        columns += [(f"{versions[place]}: {title}", base, runs[place, variant]["losses"]) for variant, title in others if (place, variant) in runs]
    for first, second in zip(places, places[1:]):
        columns.append((f"{versions[first]}, {versions[second]}", runs[first, "avx2"]["losses"], runs[second, "avx2"]["losses"]))
    for place in places:
        columns.append((f"exact/1, {versions[place]}", ours, runs[place, "avx2"]["losses"]))
    columns += [("exact/1, float64", ours, runs[place, "float64"]["losses"]) for place in places[:1] if (place, "float64") in runs]

    print(f"{platform.machine()}, PyTorch {', '.join(versions.values())}; lstm-128, seed 0, first epoch")
    print("largest difference of a batch's loss up to this step\n")
    print("| step | " + " | ".join(name for name, _, _ in columns) + " |")
    print("|--:|" + "--:|" * len(columns))
    for step in (step for step in SHOWN if step <= len(ours)):
        cells = [f"{max(abs(a - b) for a, b in zip(one[:step], other[:step])):.0e}".replace("e-0", "e-") for _, one, other in columns]
        print(f"| {step} | " + " | ".join("0" if cell == "0e+00" else cell for cell in cells) + " |")


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("train")
    one.add_argument("program")
    one.add_argument("--steps", type=int, required=True)
    one.add_argument("--name", required=True)
    one.add_argument("--dtype", default="float32", choices=("float32", "float64"))
    one.add_argument("--output", required=True)
    of_all = commands.add_parser("table")
    of_all.add_argument("program")
    of_all.add_argument("runs", nargs="+")
    options = parser.parse_args()
    (train if options.command == "train" else table)(options)


if __name__ == "__main__":
    main()
