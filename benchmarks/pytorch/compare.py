"""An epoch of training of both published experiments, ours and PyTorch's in turn on this machine.

Both sides: a process per measurement, a second of warm-up, then one epoch from the same start in the same order, then the test set; on one
thread and on all, the better one counting. The table goes to standard error, JSON to standard output. README.md says more.
"""
import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DATASET = "mnist"
FILES = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"]
EXPERIMENTS = ["lstm-128", "bilstm-64"]
OURS, PYTORCH, REVERSE_ONCE = "ours", "pytorch", "pytorch, reverse once"
MEASURES = {
    "training": lambda result: result["train_seconds"],
    "training + evaluation": lambda result: result["train_seconds"] + result["evaluate_seconds"],
}
# Rounding makes the trajectories part after some steps, so an epoch's mean loss agrees but roughly.
LOSS_TOLERANCE = 0.2


def say(text=""):
    print(text, file=sys.stderr, flush=True)


def find_data(given):
    """The folder that holds the folder mnist; the places the program looks at."""
    if given is None:
        given = os.environ.get("MNIST_LSTM_DATA") or None
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mnist-lstm"
    places = [Path(given)] if given else [ROOT / "data", ROOT.parent / "shared" / "data", cache, Path("/usr/share/datasets")]
    for place in places:
        if all((place / DATASET / file).is_file() for file in FILES):
            return place.resolve()
    say(f"error: no full MNIST in {', '.join(map(str, places))}")
    say("help:  dotnet run -- data fetch mnist, or name the folder that holds mnist/ with --data")
    sys.exit(4)


def run(command, threads=None):
    environment = dict(os.environ)
    if threads is not None:
        # Which of them counts depends on what PyTorch was built with; its own set_num_threads does not reach every BLAS.
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
            environment[name] = str(threads)
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        say(done.stderr.strip())
        say(f"error: {Path(command[1]).name} ended with {done.returncode}")
        sys.exit(1)
    return json.loads(done.stdout)


def choose_openblas_kernels():
    """Older OpenBLAS releases do not know newer processors and fall back to kernels that are several times slower: the fastest family counts.

    Returns its name; None where the user has chosen, or where the choice changes nothing much.
    """
    if os.environ.get("OPENBLAS_CORETYPE"):
        return os.environ["OPENBLAS_CORETYPE"]
    try:
        flags = Path("/proc/cpuinfo").read_text().split()
    except OSError:
        return None
    families = [family for family, flag in (("Haswell", "avx2"), ("SkylakeX", "avx512f")) if flag in flags]
    product = (
        "import time, torch; torch.set_num_threads(1); a = torch.ones(512, 512); a @ a; times = []\n"
        "for _ in range(20):\n    start = time.perf_counter(); a @ a; times.append(time.perf_counter() - start)\n"
        "print(min(times))"
    )
    seconds = {}
    for family in [None] + families:
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        if family:
            environment["OPENBLAS_CORETYPE"] = family
        seconds[family] = float(subprocess.run([sys.executable, "-c", product], env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout)
    fastest = min(seconds, key=seconds.get)
    if fastest is None or seconds[None] < 1.1 * seconds[fastest]:
        return None
    say(f"OpenBLAS by itself multiplies {seconds[None] / seconds[fastest]:.1f} times slower than with its {fastest} kernels; PyTorch gets those")
    os.environ["OPENBLAS_CORETYPE"] = fastest
    return fastest


def measure_ours(app, experiment, threads, data, samples):
    command = ["dotnet", str(app), "bench", experiment, "--threads", str(threads), "--data", str(data), "--format", "json"]
    return run(command + (["--samples", str(samples)] if samples else []))


def measure_pytorch(experiment, threads, data, samples, reverse_once):
    command = [sys.executable, str(HERE / "pytorch_epoch.py"), "--experiment", experiment, "--threads", str(threads), "--data", str(data / DATASET)]
    command += ["--samples", str(samples)] if samples else []
    return run(command + (["--reverse-once"] if reverse_once else []), threads)


def measure(arguments, data):
    """All measurements, each with its experiment, contender and round; the machine as our side describes it."""
    results, machine = [], None
    counts = sorted({1, arguments.threads})

    def keep(experiment, contender, number, result):
        results.append({"experiment": experiment, "contender": contender, "round": number, **{key: value for key, value in result.items() if key != "name"}})
        say(f"  {contender}, threads {result['threads']}: {result['train_seconds']:.2f} s training, {result['evaluate_seconds']:.2f} s evaluation, loss {result['train_loss']:.4f}")

    for number in range(1, arguments.rounds + 1):
        for experiment in arguments.experiment or EXPERIMENTS:
            say(f"round {number}/{arguments.rounds}, {experiment}")
            document = measure_ours(arguments.app, experiment, arguments.threads, data, arguments.samples)
            machine = document["machine"]
            for result in document["epochs"]:
                keep(experiment, OURS, number, result)
            for contender in [PYTORCH] + ([REVERSE_ONCE] if experiment == "bilstm-64" else []):
                for threads in counts:
                    keep(experiment, contender, number, measure_pytorch(experiment, threads, data, arguments.samples, contender == REVERSE_ONCE))
    return results, machine


def check_losses(results):
    for experiment in {result["experiment"] for result in results}:
        losses = [result["train_loss"] for result in results if result["experiment"] == experiment]
        if max(losses) - min(losses) > LOSS_TOLERANCE * max(losses):
            say(f"error: the sides did not train the same: the mean losses of {experiment} lie between {min(losses)} and {max(losses)}")
            sys.exit(1)


def best(results, experiment, contender, value):
    """The better thread setting by the median of the rounds: (seconds, threads); None where it was not measured."""
    own = [result for result in results if result["experiment"] == experiment and result["contender"] == contender]
    counts = sorted({result["threads"] for result in own})
    return min(((median(value(result) for result in own if result["threads"] == count), count) for count in counts), default=None)


def summarize(results):
    rows = []
    for experiment in EXPERIMENTS:
        for measure_name, value in MEASURES.items():
            ours, theirs, once = (best(results, experiment, contender, value) for contender in (OURS, PYTORCH, REVERSE_ONCE))
            if ours is None or theirs is None:
                continue
            rows.append({
                "experiment": experiment,
                "measure": measure_name,
                "ours_seconds": ours[0],
                "ours_threads": ours[1],
                "pytorch_seconds": theirs[0],
                "pytorch_threads": theirs[1],
                "ratio": theirs[0] / ours[0],
                "reverse_once_seconds": once[0] if once else None,
                "reverse_once_threads": once[1] if once else None,
                "ratio_reverse_once": once[0] / ours[0] if once else None,
                "reverse_steps_share": 1 - once[0] / theirs[0] if once else None,
            })
    return rows


def print_table(rows, rounds):
    say()
    say(f"Seconds an epoch, medians of {rounds}; each side on its better number of threads, given after the @.")
    say()
    say(f"{'experiment':<10}  {'':<21}  {'ours':>10}  {'PyTorch':>11}  {'ratio':>5}  {'PyTorch*':>11}  {'ratio':>5}")
    for row in rows:
        def cell(name):
            return f"{row[name + '_seconds']:.2f} @{row[name + '_threads']}" if row[name + "_seconds"] is not None else "-"
        star = f"{row['ratio_reverse_once']:.2f}" if row["ratio_reverse_once"] is not None else "-"
        say(f"{row['experiment']:<10}  {row['measure']:<21}  {cell('ours'):>10}  {cell('pytorch'):>11}  {row['ratio']:>5.2f}  {cell('reverse_once'):>11}  {star:>5}")
    starred = next((row for row in rows if row["reverse_steps_share"] is not None and row["measure"] == "training"), None)
    if starred:
        say()
        say("* the same model with the same result in PyTorch, its reverse direction run on the last time step alone, as ours is.")
        say(f"  bilstm-64, training: {starred['reverse_steps_share']:.0%} of PyTorch's time goes into the reverse steps that nothing reads; without them")
        say(f"  the ratio is {starred['ratio_reverse_once']:.2f} instead of {starred['ratio']:.2f}.")


def positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expects at least 1, got {number}")
    return number


def main():
    parser = argparse.ArgumentParser(prog="compare", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--app", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--command", default="benchmarks/pytorch/compare", help=argparse.SUPPRESS)
    parser.add_argument("--python", metavar="path", help="the Python with PyTorch (default: $PYTHON, else /usr/bin/python3)")
    parser.add_argument("--samples", type=positive, metavar="N", help="train on the first N images only (default: all 60,000)")
    parser.add_argument("--rounds", type=positive, default=3, metavar="N", help="measurements of each kind (default: 3)")
    parser.add_argument("--threads", type=positive, default=os.cpu_count(), metavar="N", help="threads to try besides one (default: all processors)")
    parser.add_argument("--data", metavar="folder", help="the folder that holds mnist/ (default: the usual places)")
    parser.add_argument("--experiment", action="append", choices=EXPERIMENTS, help="only this one; may be repeated")
    arguments = parser.parse_args()

    data = find_data(arguments.data)
    kernels = choose_openblas_kernels()
    results, machine = measure(arguments, data)
    check_losses(results)
    rows = summarize(results)
    print_table(rows, arguments.rounds)
    theirs = next(result for result in results if result["contender"] == PYTORCH)
    chosen = f" ({kernels} kernels)" if kernels else ""
    say()
    say(f"machine:  {machine['processor'] or machine['architecture']}, {machine['processors']} processors, {machine['system']}")
    say(f"ours:     {machine['engine']}, {machine['vectors']}, {machine['runtime']}")
    say(f"PyTorch:  {theirs['pytorch']} with {', '.join(theirs['blas']) or 'an unknown BLAS'}{chosen}, Python {sys.version.split()[0]}")
    say(f"command:  {arguments.command}")
    json.dump(
        {
            "schema": 1,
            "machine": machine,
            "command": arguments.command,
            "openblas_coretype": kernels,
            "pytorch": {"version": theirs["pytorch"], "blas": theirs["blas"], "python": sys.version.split()[0]},
            "train_samples": theirs["train_samples"],
            "rounds": arguments.rounds,
            "summary": rows,
            "measurements": [{key: value for key, value in result.items() if key not in ("pytorch", "blas")} for result in results],
        },
        sys.stdout,
        indent=2,
    )
    print()


if __name__ == "__main__":
    main()
