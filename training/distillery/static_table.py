"""The static encoder: one 256-d vector per word piece, summed over the text and scaled to unit length."""

import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from distillery import student, teacher
from distillery.tokens import CLS, MASK, PAD, SEP, UNKNOWN, Ragged

WIDTH = 256
RELATION = 10.0
SMOOTHING = 1e-3
SILENT = [PAD, UNKNOWN, CLS, SEP, MASK]


class StaticTable(nn.Module):
    """Vectors and a learned log-weight per piece; the weight is folded into the row on export."""

    def __init__(self, vectors: torch.Tensor, log_weights: torch.Tensor):
        super().__init__()
        self.bag = nn.EmbeddingBag.from_pretrained(vectors, freeze=False, mode="sum", include_last_offset=True)
        self.log_weight = nn.Embedding.from_pretrained(log_weights[:, None], freeze=False)

    def forward(self, flat: torch.Tensor, offsets: torch.Tensor) -> torch.Tensor:
        weights = self.log_weight(flat).squeeze(1).exp()
        return F.normalize(self.bag(flat, offsets, per_sample_weights=weights), dim=-1)

    @torch.no_grad()
    def folded(self) -> np.ndarray:
        """The plain table [vocabulary, 256]; pieces that carry no meaning are zero."""
        rows = self.bag.weight * self.log_weight.weight.exp()
        rows[SILENT] = 0
        return rows.numpy()


def bag(ids: Ragged, rows: np.ndarray, rng: np.random.RandomState | None = None) -> tuple[torch.Tensor, torch.Tensor]:
    """The pieces of the rows without [CLS] and [SEP]; with a generator, a tenth of them is left out of longer texts."""
    lists = [ids[row][1:-1].astype(np.int64) for row in rows]
    if rng is not None:
        lists = [kept if len(pieces) > 6 and len(kept := pieces[rng.rand(len(pieces)) > 0.1]) else pieces for pieces in lists]
    offsets = np.cumsum([0] + [len(pieces) for pieces in lists])
    return torch.from_numpy(np.concatenate(lists)), torch.from_numpy(offsets)


def initial(ids: Ragged, vectors: np.ndarray) -> tuple[StaticTable, np.ndarray]:
    """Teacher vectors of the lone pieces in the main directions of the teacher's space, weighted by rarity."""
    sample = vectors[np.random.RandomState(0).permutation(len(vectors))[:100_000]].astype(np.float32)
    basis = np.linalg.svd(sample.T @ sample)[0][:, :WIDTH].astype(np.float32)
    lone = Ragged.of([[CLS, piece, SEP] for piece in range(student.VOCABULARY)])
    start = teacher.embed(teacher.load(), lone) @ basis
    start -= start.mean(0) * 0.5
    share = np.bincount(ids.flat, minlength=student.VOCABULARY) / len(ids.flat)
    weight = SMOOTHING / (SMOOTHING + share)
    weight[SILENT] = 1e-9
    return StaticTable(torch.from_numpy(start), torch.from_numpy(np.log(weight)).float()), basis


def train(ids: Ragged, vectors: np.ndarray, seconds: float, seed: int, path: Path, say, batch: int = 1_024) -> np.ndarray:
    """Fits the table until the wall-clock budget is spent and writes it as ``.npy``."""
    model, basis = initial(ids, vectors)
    targets = F.normalize(torch.from_numpy(vectors.astype(np.float32) @ basis), dim=-1)
    rates = (2e-3, 2e-2)
    optimiser = torch.optim.Adam([{"params": model.bag.parameters()}, {"params": model.log_weight.parameters()}], betas=(0.9, 0.99))
    rng, started, step, rounds = np.random.RandomState(seed), time.monotonic(), 0, 0
    usable = np.flatnonzero(ids.lengths > 2)
    while (spent := time.monotonic() - started) < seconds:
        rounds += 1
        order = rng.permutation(usable)
        for start in range(0, len(order) - batch, batch):
            spent = time.monotonic() - started
            if spent >= seconds:
                break
            falling = 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * spent / seconds))
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * falling
            rows = order[start:start + batch]
            ours = model(*bag(ids, rows, rng if rng.rand() < 0.5 else None))
            theirs = torch.from_numpy(vectors[rows].astype(np.float32))
            apart = 1 - (ours * targets[rows]).sum(1).mean()
            value = apart + RELATION * (ours @ ours.T - theirs @ theirs.T).pow(2).mean()
            optimiser.zero_grad(set_to_none=True)
            value.backward()
            optimiser.step()
            step += 1
            if step % 500 == 0:
                say(f"static: {spent:.0f} s, step {step}, round {rounds}, loss {float(value):.4f}")
    table = model.folded()
    np.save(path, table)
    say(f"static: end, step {step}, round {rounds}")
    return table


def embed(table: np.ndarray, ids: Ragged) -> np.ndarray:
    """Unit vectors of all texts from a folded table."""
    out = np.zeros((len(ids), table.shape[1]), np.float32)
    for row in range(len(ids)):
        out[row] = table[ids[row][1:-1]].sum(0)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


def quantise(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Int8 codes and a float32 scale per row."""
    scales = (np.abs(table).max(1) / 127).astype(np.float32)
    codes = np.rint(table / np.maximum(scales, 1e-12)[:, None]).clip(-127, 127).astype(np.int8)
    return codes, scales
