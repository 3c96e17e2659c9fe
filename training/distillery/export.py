"""Writes the files the sidecar reads: the scripted forward pass, the static table, the vocabulary, their description."""

import hashlib
import json
import shutil
import statistics
import struct
import tempfile
import time
from pathlib import Path

import numpy as np
import torch

from distillery import quantise, static_table, student, teacher, tokens

STATIC_MAGIC, STATIC_VERSION = b"ILST", 1
TOLERANCE = 0.999
FILES = ("forward.pt", "static.bin", "vocab.txt", "tokenizer.json", "golden.json")
GOLDEN_TEXTS = (
    "How do I change the delivery address of my order?",
    "Good morning! Could you book a table for four people on Friday evening, please?",
    "Write a function that returns the median of a list of numbers, and explain its running time.",
    "rain",
    "The café's menu -- updated 03/2024 -- costs 12.50 euros; naïve guests paid £9 & left.",
    "Our small town library opens at nine in the morning and closes at six in the evening, except on Sundays, when it "
    "stays shut all day. Visitors may borrow up to ten books for three weeks, and they can renew every loan twice unless "
    "another reader has reserved the title. Children under twelve need the signature of a parent before they receive "
    "their first card. On the second floor there is a quiet room with desks, lamps and power sockets, where students "
    "prepare for their exams; food is not allowed there, but water is. Every Wednesday afternoon a volunteer reads "
    "stories to the youngest guests, and once a month a local author talks about a new novel. If you would like to help "
    "us, please ask at the front desk: we are always looking for people who enjoy sorting, repairing or simply "
    "recommending good books to their neighbours.",
)


def forward(module, ids: list[int], reduced: bool = False) -> np.ndarray:
    """One text through the exported module."""
    with torch.inference_mode():
        return module(torch.tensor([ids]), torch.tensor([int(reduced)]))[0].numpy()


def exact(path: Path):
    """The exported module on kernels whose 8-bit sums saturate on no processor, as those of a processor with VNNI do not."""
    before = torch.backends.quantized.engine
    torch.backends.quantized.engine = "qnnpack"
    try:
        return torch.jit.load(path)
    finally:
        torch.backends.quantized.engine = before


def embedder(module, reduced: bool = False):
    """The exported module as a function over many texts, one at a time as in the sidecar."""
    return lambda texts: np.stack([forward(module, texts[row].tolist(), reduced) for row in range(len(texts))])


def read_static(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Codes [rows, width] and scales [rows] of ``static.bin``."""
    data = path.read_bytes()
    magic, version, rows, width = struct.unpack_from("<4siii", data)
    if magic != STATIC_MAGIC or version != STATIC_VERSION:
        raise ValueError("not a static table of this version")
    scales = np.frombuffer(data, "<f4", rows, 16)
    return np.frombuffer(data, np.int8, rows * width, 16 + 4 * rows).reshape(rows, width), scales


def write_static(table: np.ndarray, path: Path) -> None:
    codes, scales = static_table.quantise(table)
    path.write_bytes(struct.pack("<4siii", STATIC_MAGIC, STATIC_VERSION, *codes.shape) + scales.astype("<f4").tobytes() + codes.tobytes())


def dequantised(path: Path) -> np.ndarray:
    codes, scales = read_static(path)
    return codes.astype(np.float32) * scales[:, None]


def golden(path: Path, table: np.ndarray) -> dict:
    """Reference vectors for a check at start-up, computed from the exported files themselves.

    Those of 8 bits come from exact kernels, those of 7 from the kernels that the sidecar uses.
    """
    full, native, tokenizer, vectors = exact(path), torch.jit.load(path), teacher.tokenizer(), []
    for text in GOLDEN_TEXTS:
        pieces = tokenizer.encode(text, add_special_tokens=False).ids
        ids = tokens.framed(pieces, tokens.SERVED_HEAD, tokens.SERVED_TAIL)
        total = table[pieces].sum(0)
        vectors.append({"text": text, "ids": ids, "forward_full": rounded(forward(full, ids)),
                        "forward_reduced": rounded(forward(native, ids, reduced=True)),
                        "static": rounded(total / np.linalg.norm(total))})
    return {"tolerance_cosine": TOLERANCE, "vectors": vectors}


def rounded(vector: np.ndarray) -> list[float]:
    return [round(float(x), 7) for x in vector]


def check(module, again) -> None:
    """Reload gives the same bits, padding changes nothing, every length from 1 to 512 runs."""
    rng = np.random.RandomState(0)
    for length in range(1, student.POSITIONS + 1):
        ids = rng.randint(1_000, 29_000, length).tolist()
        for reduced in (False, True) if length % 16 == 1 else (False,):
            ours = forward(module, ids, reduced)
            if not np.array_equal(ours, forward(again, ids, reduced)):
                raise AssertionError(f"reloaded module differs at length {length}")
            if not np.array_equal(ours, forward(again, [*ids, 0, 0, 0][:student.POSITIONS + 3], reduced)):
                raise AssertionError(f"padding changes the vector at length {length}")
            if abs(np.linalg.norm(ours) - 1) > 1e-4:
                raise AssertionError(f"no unit vector at length {length}")


def latency(module, lengths=(16, 64, 128), calls: int = 500) -> dict[int, tuple[float, float, float]]:
    """Median processor time, median and 99th percentile of elapsed time, in milliseconds on one thread after a warm-up.

    On a busy machine the elapsed times hold the waiting too; the processor time hardly does.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    rng, result = np.random.RandomState(0), {}
    for length in lengths:
        ids, busy, elapsed = rng.randint(1_000, 29_000, length).tolist(), [], []
        for _ in range(calls + 50):
            start, processor = time.perf_counter(), time.thread_time()
            forward(module, ids)
            busy.append(1e3 * (time.thread_time() - processor))
            elapsed.append(1e3 * (time.perf_counter() - start))
        cuts = statistics.quantiles(elapsed[50:], n=100)
        result[length] = (statistics.median(busy[50:]), cuts[49], cuts[98])
    torch.set_num_threads(threads)
    return result


def digest(path: Path) -> dict:
    data = path.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def demand_new_names(out: Path, table: np.ndarray, space: str, static_space: str) -> None:
    """Refuses the names that the encoder in ``out`` has, unless its static table is the same; heads read both kinds of vectors."""
    if not (out / "encoder.json").exists():
        return
    there = json.loads((out / "encoder.json").read_text("utf-8"))
    if space == there["space"]:
        raise ValueError(f"space {space}: is that of the encoder in {out} (expected: a new name)")
    with tempfile.TemporaryDirectory() as folder:
        write_static(table, Path(folder) / "static.bin")
        same = digest(Path(folder) / "static.bin") == there["files"]["static.bin"]
    if not same and static_space == there.get("static_space", there["space"]):
        raise ValueError(f"static space {static_space}: is that of another table, in {out} (expected: a new name)")


def write(model: student.Encoder, table: np.ndarray, out: Path, space: str, static_space: str, say) -> None:
    """Exports everything but the card and checks it."""
    out.mkdir(parents=True, exist_ok=True)
    module = quantise.scripted(model)
    torch.jit.save(module, out / "forward.pt")
    again = torch.jit.load(out / "forward.pt")
    check(module, again)
    write_static(table, out / "static.bin")
    shutil.copyfile(teacher.folder() / "vocab.txt", out / "vocab.txt")
    teacher.tokenizer().save(str(out / "tokenizer.json"), pretty=False)  # without the original's padding and cut
    (out / "golden.json").write_text(json.dumps(golden(out / "forward.pt", dequantised(out / "static.bin"))) + "\n", "utf-8")
    description = {
        "format": 1, "space": space, "static_space": static_space, "dimension": student.WIDTH, "max_tokens": tokens.SERVED_TOKENS,
        "head_tokens": tokens.SERVED_HEAD, "tail_tokens": tokens.SERVED_TAIL, "cls_id": tokens.CLS, "sep_id": tokens.SEP,
        "pad_id": tokens.PAD, "unk_id": tokens.UNKNOWN, "lower_case": True, "forward": "forward.pt",
        "static": "static.bin", "static_dimension": table.shape[1], "vocabulary": "vocab.txt",
        "tokenizer": "tokenizer.json", "golden": "golden.json", "files": {name: digest(out / name) for name in FILES},
    }
    (out / "encoder.json").write_text(json.dumps(description, indent=2) + "\n", "utf-8")
    size = sum(entry["bytes"] for entry in description["files"].values())
    say(f"exported {space}: {size / 1e6:.1f} MB, checks passed")
