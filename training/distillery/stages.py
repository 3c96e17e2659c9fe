"""The stages in order, each reading and writing files in the work folder."""

import json
import random
import time
from pathlib import Path

import numpy as np
import torch

from distillery import card, corpus, distil, evaluate, export, static_table, student, teacher, tokens

PARTS = ("real", "made", "words", "held_out")
LONG_FROM, LONG_SHARE = 48, 0.4
TRAINING_SHARES = {"real": 1.0, "made": 0.5, "words": 0.5}
LONG_TRAINING_SHARE = 0.25
STATIC_WEIGHT = 0.2
HELD_OUT_FIGURE = "held-out cosine to the teacher"


def say(text: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {text}", flush=True)


def make_corpus(data: Path, work: Path, made: int, seed: int) -> None:
    """Texts and ids of every part: ``<part>.json`` and ``<part>.ids.npz``."""
    work.mkdir(parents=True, exist_ok=True)
    built, tokenizer = corpus.build(data, teacher.vocabulary(), made, seed), teacher.tokenizer()
    for part in PARTS:
        texts = getattr(built, part)
        encoded = tokens.encode(tokenizer, texts)
        if part == "real":
            texts, encoded = thinned(texts, encoded, random.Random(seed))
        ids = tokens.Ragged.of(encoded)
        (work / f"{part}.json").write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
        ids.save(work / f"{part}.ids.npz")
        say(f"{part}: {len(texts)} texts, {ids.offsets[-1] / 1e6:.2f} M tokens, e.g. {random.Random(seed).sample(texts, 3)}")


def thinned(texts: list[str], encoded: list[list[int]], rng: random.Random) -> tuple[list[str], list[list[int]]]:
    """Keeps all short texts but only a share of the long ones, which cost most and teach least per token."""
    kept = [row for row, ids in enumerate(encoded) if len(ids) <= LONG_FROM or rng.random() < LONG_SHARE]
    return [texts[row] for row in kept], [encoded[row] for row in kept]


def label(work: Path, parts: list[str]) -> None:
    """The teacher's vectors of every part in half precision: ``<part>.teacher.npy``."""
    model = teacher.load()
    for part in parts:
        ids = tokens.Ragged.load(work / f"{part}.ids.npz")
        vectors = teacher.embed(model, ids, say=lambda text, part=part: say(f"{part}: {text}"))
        np.save(work / f"{part}.teacher.npy", vectors.astype(np.float16))
        say(f"{part}: {len(ids)} vectors")


def labelled(work: Path, parts: tuple[str, ...] = tuple(TRAINING_SHARES)) -> tuple[tokens.Ragged, np.ndarray]:
    """Ids and teacher vectors of several parts, one after the other."""
    pieces = [tokens.Ragged.load(work / f"{part}.ids.npz") for part in parts]
    return tokens.Ragged.joined(pieces), np.concatenate([np.load(work / f"{part}.teacher.npy") for part in parts])


def train_student(work: Path, name: str, keep: list[int], start: str | None, workers: int, settings: distil.Settings) -> None:
    """Distils ``<name>.pt`` out of the kept teacher layers, or goes on from another checkpoint.

    The student reads what is served of a long text, and is to give the vector of what the teacher read of it, twice as much.
    """
    model = student.load(work / f"{start}.pt") if start else student.from_teacher(teacher.folder() / "model.safetensors", keep)
    (ids, vectors), (held_ids, held_vectors) = labelled(work), labelled(work, ("held_out",))
    ids, held_out = ids.served(), (held_ids.served(), held_vectors)
    parts = [np.full(len(tokens.Ragged.load(work / f"{part}.ids.npz")), share) for part, share in TRAINING_SHARES.items()]
    shares = np.concatenate(parts) * np.where(ids.lengths > LONG_FROM, LONG_TRAINING_SHARE, 1.0)
    spent = distil.train(model, ids, vectors, shares, held_out, settings, work / f"{name}.pt", workers,
                         lambda text: say(f"{name}: {text}"))
    if start:
        before = json.loads((work / f"{start}.json").read_text("utf-8"))
        keep, spent = before["keep"], {key: spent[key] + before.get(key, 1) for key in spent}
    counts = {part: len(np.load(work / f"{part}.teacher.npy", mmap_mode="r")) for part in PARTS}
    (work / f"{name}.json").write_text(json.dumps({"keep": keep, **spent, **counts}), "utf-8")


def train_static(work: Path, seconds: float, seed: int) -> None:
    """Fits ``static.npy``."""
    ids, vectors = labelled(work)
    table = static_table.train(ids, vectors, seconds, seed, work / "static.npy", say)
    held_ids, held_vectors = labelled(work, ("held_out",))
    ours, theirs = static_table.embed(table, held_ids), held_vectors.astype(np.float32)
    say(f"static: held-out similarity error {np.abs(ours @ ours.T - theirs @ theirs.T).mean():.4f}")


def write_export(work: Path, out: Path, name: str, space: str, static_space: str) -> None:
    """Writes the sidecar's files; the static table that lies there stays if no other was trained.

    What is trained on vectors is bound to the names of their spaces, so another table, or another transformer, needs another name.
    """
    trained = work / "static.npy"
    table = np.load(trained) if trained.exists() else export.dequantised(out / "static.bin")
    export.demand_new_names(out, table, space, static_space)
    export.write(student.load(work / f"{name}.pt"), table, out, space, static_space, say)


def score(data: Path, work: Path, out: Path, name: str, only: list[str], probes: bool) -> None:
    """Prints the table of the encoders and keeps it in ``scores.json``; encoders not asked for keep their figures."""
    exact, native, table = export.exact(out / "forward.pt"), torch.jit.load(out / "forward.pt"), export.dequantised(out / "static.bin")
    encoders = {
        "teacher": plain(teacher.load, half=True),
        "student": plain(lambda: student.load(work / f"{name}.pt"), half=False),
        "student int8": export.embedder(exact),
        "student int8, 7-bit": export.embedder(native, reduced=True),
        "static int8": lambda ids: static_table.embed(table, ids),
    }
    suite, (held_ids, held_vectors), columns, vectors = evaluate.Suite(data), labelled(work, ("held_out",)), {}, {}
    if (work / "scores.json").exists():
        columns = json.loads((work / "scores.json").read_text("utf-8"))
    for encoder in only or encoders:
        vectors[encoder] = suite.vectors(encoders[encoder])
        columns[encoder] = suite.measure(vectors[encoder], probes)
        if encoder not in ("teacher", "static int8"):
            columns[encoder][HELD_OUT_FIGURE] = float((encoders[encoder](held_ids.served()) * held_vectors).sum(1).mean())
        say(f"{encoder}: {columns[encoder]}")
    if {"student int8", "static int8"} <= vectors.keys():
        both = evaluate.fused(vectors["student int8"], vectors["static int8"], STATIC_WEIGHT)
        columns["student int8 + static"] = suite.measure(both, probes)
    columns = {encoder: columns[encoder] for encoder in (*encoders, "student int8 + static") if encoder in columns}
    print(evaluate.table(columns))
    (work / "scores.json").write_text(json.dumps(columns, indent=2), "utf-8")


def plain(load, half: bool) -> evaluate.Embed:
    """A float encoder, loaded only when it is asked for."""
    return lambda ids: teacher.embed(load(), ids, half=half)


def write_card(work: Path, out: Path, name: str) -> None:
    """Writes ``CARD.md`` from the scores and the exported files."""
    scores, run = (json.loads((work / file).read_text("utf-8")) for file in ("scores.json", f"{name}.json"))
    space = json.loads((out / "encoder.json").read_text("utf-8"))["space"]
    latency = export.latency(torch.jit.load(out / "forward.pt"))
    (out / "CARD.md").write_text(card.render(out, space, run, scores, latency), "utf-8")
    say(f"latency {latency}")
