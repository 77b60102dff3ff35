#!/usr/bin/env python3
"""Write the weight files that the cards of this hub name.

    python3 tools/make_weights.py OUT          every file, as OUT/<model>/<file>, and OUT/SHA256SUMS
    python3 tools/make_weights.py --sums       only print "sha256  size  parameters  path"
    python3 tools/make_weights.py --pointers   rewrite the Git LFS pointers below models/

The files are stand-ins: each is a valid safetensors, GGUF, ONNX, Keras, pickle, JSON or tar file with the tensors of
tools/weights.toml, but the numbers in it are a fixed pattern and no model was trained. The pattern is SHAKE-256 of the
file's path, so the same bytes come out on every machine. Python 3.11 or later, standard library only.
"""

import hashlib
import io
import json
import math
import pickle
import re
import struct
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
MODELS = TOOLS.parent / "models"

# One encoded number for each possible byte of the pattern: small, finite, centred on nought.
NUMBERS = [(byte - 127.5) / 1024 for byte in range(256)]
ENCODED = {
    "F32": [struct.pack("<f", number) for number in NUMBERS],
    "F16": [struct.pack("<e", number) for number in NUMBERS],
    # A bfloat16 is the upper half of a float32.
    "BF16": [struct.pack("<f", number)[2:] for number in NUMBERS],
    "I8": [bytes([byte]) for byte in range(256)],
}


def pattern(seed, length):
    """`length` bytes that depend on the seed alone."""
    return hashlib.shake_256(seed.encode()).digest(length)


def numbers(seed, count):
    """`count` small numbers, with six decimals so that text formats print them the same everywhere."""
    return [round(NUMBERS[byte], 6) for byte in pattern(seed, count)]


def tensors(lines):
    """Expand the shape lines of weights.toml into (name, shape, stride)."""
    for line in lines:
        name, shape, *stride = line.split()
        shape = [int(side) for side in shape.split("x")]
        stride = int(stride[0][1:]) if stride else 1
        repeat = re.search(r"\{(\d+)\}", name)
        for index in range(int(repeat[1]) if repeat else 1):
            yield (name.replace(repeat[0], str(index)) if repeat else name), shape, stride


def payload(seed, shape, dtype):
    table = ENCODED[dtype]
    return b"".join(table[byte] for byte in pattern(seed, math.prod(shape)))


# --- safetensors: u64 header length, JSON header, tensors one after another -------------------------------------------


def safetensors(entry, shapes):
    header, data = {"__metadata__": {"format": "pt", "note": "stand-in, not trained"}}, []
    offset = 0
    for name, shape, _ in shapes:
        tensor = payload(f"{entry['seed']}:{name}", shape, entry["dtype"])
        header[name] = {"dtype": entry["dtype"], "shape": shape, "data_offsets": [offset, offset + len(tensor)]}
        offset += len(tensor)
        data.append(tensor)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(data)


# --- GGUF version 3 ---------------------------------------------------------------------------------------------------

# type: (ggml type id, general.file_type, values in a block, bytes after the block's half-precision scale)
GGUF_TYPES = {"F16": (1, 1, 1, 0), "Q4_0": (2, 2, 32, 16), "Q5_0": (6, 8, 32, 20), "Q8_0": (8, 7, 32, 32)}


def gguf(entry, shapes):
    ggml_type, file_type, block, block_bytes = GGUF_TYPES[entry["dtype"]]
    string = lambda text: struct.pack("<Q", len(text.encode())) + text.encode()
    pair_s = lambda key, value: string(key) + struct.pack("<I", 8) + string(value)
    pair_u = lambda key, value: string(key) + struct.pack("<II", 4, value)
    pair_f = lambda key, value: string(key) + struct.pack("<If", 6, value)
    pairs = [
        pair_s("general.architecture", "llama"),
        pair_s("general.name", "Quill 1M Instruct"),
        pair_s("general.description", "Stand-in, not trained"),
        pair_s("general.license", "apache-2.0"),
        pair_u("general.file_type", file_type),
        pair_u("general.quantization_version", 2),
        pair_u("general.alignment", 32),
        pair_u("llama.context_length", 512),
        pair_u("llama.embedding_length", 128),
        pair_u("llama.block_count", 3),
        pair_u("llama.feed_forward_length", 256),
        pair_u("llama.attention.head_count", 4),
        pair_f("llama.attention.layer_norm_rms_epsilon", 1e-5),
    ]
    infos, data, offset = [], [], 0
    shapes = list(shapes)
    for name, shape, _ in shapes:
        seed = f"{entry['seed']}:{name}"
        if len(shape) == 1:  # norms stay in full precision, as converters leave them
            kind, tensor = 0, payload(seed, shape, "F32")
        elif block == 1:
            kind, tensor = ggml_type, payload(seed, shape, "F16")
        else:
            blocks = math.prod(shape) // block
            raw = pattern(seed, blocks * block_bytes)
            scale = struct.pack("<e", 1 / 1024)
            kind = ggml_type
            tensor = b"".join(scale + raw[at : at + block_bytes] for at in range(0, len(raw), block_bytes))
        tensor += b"\0" * (-len(tensor) % 32)
        sides = list(reversed(shape))  # GGUF writes the fastest side first
        infos.append(string(name) + struct.pack(f"<I{len(sides)}QIQ", len(sides), *sides, kind, offset))
        data.append(tensor)
        offset += len(tensor)
    head = b"GGUF" + struct.pack("<IQQ", 3, len(shapes), len(pairs)) + b"".join(pairs) + b"".join(infos)
    head += b"\0" * (-len(head) % 32)
    return head + b"".join(data)


# --- ONNX: just enough of the protobuf wire format --------------------------------------------------------------------


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out + bytes([value]))


def integer(field, value):
    return varint(field << 3) + varint(value)


def message(field, body):
    body = body.encode() if isinstance(body, str) else body
    return varint(field << 3 | 2) + varint(len(body)) + body


def onnx(entry, shapes):
    """A chain: convolutions with Relu between them, then (when a two-sided tensor follows) pooling and Gemm."""
    initialisers, nodes = [], []

    def initialiser(name, shape, data_type, raw):
        initialisers.append(b"".join(integer(1, s) for s in shape) + integer(2, data_type) + message(8, name) + message(9, raw))

    def node(kind, inputs, output, attributes=()):
        body = b"".join(message(1, i) for i in inputs) + message(2, output) + message(3, f"{kind}_{len(nodes)}") + message(4, kind)
        nodes.append(body + b"".join(message(5, a) for a in attributes))
        return output

    shapes = list(shapes)
    current, flat = "input", len(shapes[0][1]) == 2
    for index, (name, shape, stride) in enumerate(shapes):
        raw = payload(f"{entry['seed']}:{name}", shape, entry["dtype"])
        if entry["dtype"] == "I8":
            initialiser(f"{name}_q", shape, 3, raw)
            initialiser(f"{name}_scale", [], 1, struct.pack("<f", 1 / 1024))
            node("DequantizeLinear", [f"{name}_q", f"{name}_scale"], name)
        else:
            initialiser(name, shape, 1, raw)
        if len(shape) == 2:
            if not flat:
                current, flat = node("Flatten", [node("GlobalAveragePool", [current], "pooled")], "flat"), True
            transposed = message(1, "transB") + integer(3, 1) + integer(20, 2)
            current = node("Gemm", [current, name], f"x{index}", [transposed])
        else:
            sides = shape[2:]
            ints = lambda key, values: message(1, key) + b"".join(integer(8, v) for v in values) + integer(20, 7)
            pads = [side // 2 for side in sides] * 2
            current = node("Conv", [current, name], f"x{index}", [ints("pads", pads), ints("strides", [stride] * len(sides))])
        if index + 1 < len(shapes):
            current = node("Relu", [current], f"r{index}")

    def value_info(name, sides):
        dims = b"".join(message(1, message(2, s) if isinstance(s, str) else integer(1, s)) for s in sides)
        return message(1, name) + message(2, message(1, integer(1, 1) + message(2, dims)))

    first, last = shapes[0][1], shapes[-1][1]
    free = ["height", "width"] if len(first) == 4 else ["frames"] * (len(first) - 2)
    out = ["out_height", "out_width"] if len(last) == 4 else ["out_frames"] * (len(last) - 2)
    graph = b"".join(message(1, n) for n in nodes) + message(2, "stand_in") + b"".join(message(5, i) for i in initialisers)
    graph += message(11, value_info("input", ["batch", first[1], *free]))
    graph += message(12, value_info(current, ["batch", last[0], *out]))
    return integer(1, 8) + message(2, "make_weights.py") + message(7, graph) + message(8, message(1, "") + integer(2, 17))


# --- archives: fixed dates, no compression, so that no library version changes a byte ----------------------------------


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def keras(entry, shapes):
    def npy(seed, shape):
        side = "".join(f"{s}, " for s in shape).rstrip() if len(shape) == 1 else ", ".join(map(str, shape))
        text = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({side}), }}".encode()
        text += b" " * (-(len(text) + 11) % 64) + b"\n"
        return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + payload(seed, shape, "F32")

    arrays = [(f"{name}.npy", npy(f"{entry['seed']}:{name}", shape)) for name, shape, _ in shapes]
    config = {"class_name": "Sequential", "config": {"name": entry["model"].split("/")[-1]}}
    metadata = {"keras_version": "3.9.0", "date_saved": "2026-01-01@00:00:00"}
    return zipped([("metadata.json", json.dumps(metadata)), ("config.json", json.dumps(config)), ("model.weights.npz", zipped(arrays))])


def tar(entry, _shapes):
    out = io.BytesIO()
    meta = {"lang": "en", "name": "notices_ner", "version": "1.2.0", "pipeline": ["tok2vec", "ner"]}
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in [("meta.json", json.dumps(meta).encode()), ("ner/model", pattern(entry["seed"], entry["bytes"]))]:
            info = tarfile.TarInfo(f"en_notices_ner-1.2.0/{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


# --- boosted trees and scikit-learn -----------------------------------------------------------------------------------


def trees(entry, _shapes):
    def tree(index):
        values = pattern(f"{entry['seed']}:{index}", 15)
        return {
            "split_indices": [value % entry["features"] for value in values[:7]] + [0] * 8,
            "split_conditions": numbers(f"{entry['seed']}:{index}:c", 15),
            "left_children": [1, 3, 5, 7, 9, 11, 13] + [-1] * 8,
            "right_children": [2, 4, 6, 8, 10, 12, 14] + [-1] * 8,
        }

    model = {"gbtree_model_param": {"num_trees": str(entry["trees"])}, "trees": [tree(i) for i in range(entry["trees"])]}
    learner = {"gradient_booster": {"name": "gbtree", "model": model}, "learner_model_param": {"num_feature": str(entry["features"])}}
    return json.dumps({"learner": learner, "version": [2, 1, 0]}, separators=(",", ":")).encode() + b"\n"


def pickled(entry, _shapes):
    # Plain lists and numbers: reading it runs nothing. A pickle from elsewhere gives no such promise.
    model = {"coef": numbers(entry["seed"], entry["features"]), "intercept": -1.25, "scale": [1.0] * entry["features"]}
    return pickle.dumps(model, protocol=4)


WRITERS = {".safetensors": safetensors, ".gguf": gguf, ".onnx": onnx, ".keras": keras, ".tar": tar, ".json": trees, ".pkl": pickled}


def main():
    arguments = sys.argv[1:]
    if len(arguments) != 1:
        sys.exit(__doc__)
    manifest = tomllib.loads((TOOLS / "weights.toml").read_text(encoding="utf-8"))
    sums = []
    for entry in manifest["file"]:
        path = f"{entry['model']}/{entry['name']}"
        entry["seed"] = path
        lines = manifest["shapes"].get(entry.get("shapes"), [])
        data = WRITERS[Path(path).suffix](entry, tensors(lines))
        digest = hashlib.sha256(data).hexdigest()
        count = sum(math.prod(shape) for _, shape, _ in tensors(lines))
        sums.append(f"{digest}  {path}\n")
        if arguments[0] == "--sums":
            print(digest, len(data), count, path, sep="  ")
        elif arguments[0] == "--pointers":
            if entry.get("lfs"):
                pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(data)}\n"
                (MODELS / path).write_text(pointer, encoding="ascii", newline="\n")
        else:
            target = Path(arguments[0]) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    if not arguments[0].startswith("--"):
        (Path(arguments[0]) / "SHA256SUMS").write_text("".join(sums), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
