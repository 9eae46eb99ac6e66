"""Writes optimizers.json: every parameter after each step of PyTorch's optimizers (>= 2.1), for bit-exact tests.

usage: python3 make_optimizers.py optimizers.json        (any PyTorch >= 1.10, CPU with FMA)

The values that start from scale 1 are those of PyTorch 2.6.0 (CPU with AVX2, foreach=False), and this script gives the same
bits on 1.13. PyTorch before 2.1 updates Adam's first moment in another way (m * b1 + g * (1 - b1) in place of a lerp),
so there the step of 2.1 is spelled out below with the same tensor operations; everything else comes from torch.optim itself.

Parameters start at p[k] = scale * float32(((k * 40503) mod 65536) / 65536 - 0.5), k < 37; scale is 1 or 0. Started from 0 they show
the last bit of every step, which a larger value rounds away. The gradient of step s, from 1, is
float32(((k + 31 s) * 2654435761 mod 2^32) / 2^32 - 0.5) / float32(s). A step's values are one string, 8 hex digits an element.
The cases that start from 0, and "long", were made on 1.13 up to rmsprop_from_zero_momentum0.9_wd1e-4, the later ones on 2.6. "long" is Adam over so many steps that both bias corrections reach 1:
parameters after a few of the steps, and the SHA-256 of those after every step, one after the other.
"""
import hashlib
import json
import math
import sys

import numpy
import torch

COUNT = 37
STEPS = 6
LONG_STEPS = 20000
LONG_SHOWN = [1, 10, 100, 1000, 10000, 20000]
# name, optimizer, arguments, scale of the start
CASES = [
    ("adam", "adam", {"lr": 1e-3}, 1.0),
    ("adam_lr0.01_wd0.01", "adam", {"lr": 0.01, "weight_decay": 0.01}, 1.0),
    ("adamw_wd0.01", "adamw", {"lr": 1e-3, "weight_decay": 0.01}, 1.0),
    ("sgd", "sgd", {"lr": 0.1}, 1.0),
    ("sgd_momentum0.9", "sgd", {"lr": 0.1, "momentum": 0.9}, 1.0),
    ("sgd_nesterov0.9_wd1e-4", "sgd", {"lr": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 1e-4}, 1.0),
    ("rmsprop", "rmsprop", {"lr": 1e-3}, 1.0),
    ("rmsprop_momentum0.9_wd1e-4", "rmsprop", {"lr": 1e-3, "momentum": 0.9, "weight_decay": 1e-4}, 1.0),
    ("adam_from_zero", "adam", {"lr": 1e-3}, 0.0),
    ("adam_from_zero_lr0.01_wd0.01", "adam", {"lr": 0.01, "weight_decay": 0.01}, 0.0),
    ("adamw_from_zero_wd0.01", "adamw", {"lr": 1e-3, "weight_decay": 0.01}, 0.0),
    ("sgd_from_zero_nesterov0.9_wd1e-4", "sgd", {"lr": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 1e-4}, 0.0),
    ("rmsprop_from_zero", "rmsprop", {"lr": 1e-3}, 0.0),
    ("rmsprop_from_zero_momentum0.9_wd1e-4", "rmsprop", {"lr": 1e-3, "momentum": 0.9, "weight_decay": 1e-4}, 0.0),
]
CASES += [
    ("adam_betas0.8_0.95_eps1e-3", "adam", {"lr": 1e-3, "betas": [0.8, 0.95], "eps": 1e-3}, 0.0),
    ("adam_betas0.3_0.9", "adam", {"lr": 1e-3, "betas": [0.3, 0.9]}, 0.0),  # lerp from the gradient's end
    ("adam_betas0.5_0", "adam", {"lr": 1e-3, "betas": [0.5, 0.0]}, 0.0),
    ("adam_amsgrad", "adam", {"lr": 1e-3, "betas": [0.9, 0.9], "amsgrad": True}, 0.0),
    ("adamw_amsgrad_wd0.01", "adamw", {"lr": 1e-3, "betas": [0.9, 0.9], "amsgrad": True, "weight_decay": 0.01}, 1.0),
    ("sgd_dampening0.3_wd1e-4", "sgd", {"lr": 0.1, "momentum": 0.9, "dampening": 0.3, "weight_decay": 1e-4}, 0.0),
    ("rmsprop_alpha0.9_eps1e-4", "rmsprop", {"lr": 1e-3, "alpha": 0.9, "eps": 1e-4}, 0.0),
    ("adagrad", "adagrad", {"lr": 0.01}, 0.0),
    ("adagrad_eps1e-3_wd0.01", "adagrad", {"lr": 0.01, "eps": 1e-3, "weight_decay": 0.01}, 1.0),
    ("adadelta", "adadelta", {"lr": 1.0}, 0.0),
    ("adadelta_rho0.5_eps1e-4_wd0.01", "adadelta", {"lr": 0.5, "rho": 0.5, "eps": 1e-4, "weight_decay": 0.01}, 1.0),
    ("nadam", "nadam", {"lr": 2e-3}, 0.0),
    ("nadam_betas0.3_0.95_eps1e-5_decay0.1_wd0.01", "nadam",
     {"lr": 2e-3, "betas": [0.3, 0.95], "eps": 1e-5, "momentum_decay": 0.1, "weight_decay": 0.01}, 0.0),
]
HAS_LERP_ADAM = tuple(int(v) for v in torch.__version__.split(".")[:2]) >= (2, 1)


class LerpAdam:
    """The single-tensor step of Adam and AdamW as of PyTorch 2.1, for older versions."""

    def __init__(self, parameter, decoupled, lr, weight_decay=0.0, betas=(0.9, 0.999), eps=1e-8, amsgrad=False):
        self.greatest = torch.zeros_like(parameter) if amsgrad else None
        self.p, self.decoupled, self.lr, self.weight_decay, self.betas, self.eps = parameter, decoupled, lr, weight_decay, betas, eps
        self.first, self.second, self.steps = torch.zeros_like(parameter), torch.zeros_like(parameter), 0

    @torch.no_grad()
    def step(self):
        self.steps += 1
        g, (b1, b2) = self.p.grad, self.betas
        if self.decoupled:
            self.p.mul_(1 - self.lr * self.weight_decay)
        elif self.weight_decay != 0:
            g = g.add(self.p, alpha=self.weight_decay)
        self.first.lerp_(g, 1 - b1)
        self.second.mul_(b2).addcmul_(g, g, value=1 - b2)
        root = self.second if self.greatest is None else torch.maximum(self.greatest, self.second, out=self.greatest)
        denominator = (root.sqrt() / math.sqrt(1 - b2**self.steps)).add_(self.eps)
        self.p.addcdiv_(self.first, denominator, value=-self.lr / (1 - b1**self.steps))


def make(kind, parameter, arguments):
    if kind in ("adam", "adamw"):
        if not HAS_LERP_ADAM:
            return LerpAdam(parameter, kind == "adamw", **arguments)
        return (torch.optim.Adam if kind == "adam" else torch.optim.AdamW)([parameter], foreach=False, **arguments)
    kinds = {"sgd": torch.optim.SGD, "rmsprop": torch.optim.RMSprop, "nadam": torch.optim.NAdam, "adagrad": torch.optim.Adagrad,
             "adadelta": torch.optim.Adadelta}
    return kinds[kind]([parameter], foreach=False, **arguments)


def start():
    k = numpy.arange(COUNT, dtype=numpy.int64)
    return torch.from_numpy(((k * 40503) % 65536 / 65536 - 0.5).astype(numpy.float32))


def gradient(step):
    k = numpy.arange(COUNT, dtype=numpy.int64) + 31 * step
    return torch.from_numpy(((k * 2654435761) % 2**32 / 2**32 - 0.5).astype(numpy.float32) / numpy.float32(step))


def bits(tensor):
    return "".join("%08x" % v for v in tensor.detach().numpy().view(numpy.uint32))


def steps(kind, arguments, scale, count):
    """Yields the parameter after each step."""
    parameter = torch.nn.Parameter(start() * scale)
    optimizer = make(kind, parameter, arguments)
    for step in range(1, count + 1):
        parameter.grad = gradient(step)
        optimizer.step()
        yield parameter.detach()


def run(name, kind, arguments, scale):
    return {"name": name, "optimizer": kind, "learning_rate": arguments["lr"], "weight_decay": arguments.get("weight_decay", 0.0),
            "momentum": arguments.get("momentum", 0.0), "nesterov": arguments.get("nesterov", False), "start_scale": scale,
            "parameters": [bits(p) for p in steps(kind, arguments, scale, STEPS)],
            **{name: arguments[name] for name in ("betas", "eps", "alpha", "rho", "momentum_decay", "dampening", "amsgrad") if name in arguments}}


def long():
    digest, shown = hashlib.sha256(), []
    for step, parameter in enumerate(steps("adam", {"lr": 1e-3}, 0.0, LONG_STEPS), 1):
        digest.update(parameter.numpy().tobytes())
        if step in LONG_SHOWN:
            shown.append(bits(parameter))
    return {"learning_rate": 1e-3, "steps": LONG_STEPS, "shown": LONG_SHOWN, "parameters": shown, "sha256": digest.hexdigest()}


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def main(path):
    lines = ["{", '"made_by": "make_optimizers.py; what starts from scale 1 is equal to PyTorch 2.6.0",', '"start": "%s",' % bits(start()),
             '"gradients": %s,' % compact([bits(gradient(s)) for s in range(1, STEPS + 1)]),
             '"cases": [', ",\n".join(compact(run(*case)) for case in CASES), "],", '"long": ' + compact(long()), "}"]
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
