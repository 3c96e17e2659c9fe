"""Trains the student on the teacher's vectors until a wall-clock budget is spent."""

import copy
import math
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from distillery import student, teacher
from distillery.tokens import Ragged


@dataclass
class Settings:
    """Knobs of one run; the learning rate warms up, then falls along a cosine to the deadline.

    What is kept is a running average of the weights, so that a checkpoint in mid-run is usable too.
    """

    seconds: float
    rate: float = 4e-4
    relation: float = 5.0
    budget: int = 1_024
    most: int = 96
    warmup: int = 50
    final: float = 0.01
    average_every: int = 20
    average_keep: float = 0.9
    report_every: float = 300.0
    report_rows: int = 400
    seed: int = 7


def loss(ours: torch.Tensor, theirs: torch.Tensor, relation: float) -> torch.Tensor:
    """One minus cosine, plus the squared error between the similarity matrices of the batch."""
    apart = 1 - (ours * theirs).sum(1).mean()
    return apart + relation * (ours @ ours.T - theirs @ theirs.T).pow(2).mean()


def held_out_cosine(model: student.Encoder, ids: Ragged, vectors: np.ndarray, rows: int) -> float:
    return float((teacher.embed(model, ids.first(rows)) * vectors[:rows]).sum(1).mean())


def epoch(ids: Ragged, shares: np.ndarray, settings: Settings, rng: np.random.RandomState) -> list[np.ndarray]:
    """Batches of similar length in random order; every text takes part with its own probability."""
    rows = np.flatnonzero(rng.rand(len(ids)) < shares)
    order = rows[np.argsort(ids.lengths[rows] + 2 * rng.rand(len(rows)))]
    groups = ids.batches(order, settings.budget, settings.most)
    rng.shuffle(groups)
    return groups


def blend(average: student.Encoder, model: student.Encoder, keep: float) -> None:
    """Moves the averaged weights towards the current ones."""
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - keep)


def steps(model: student.Encoder, ids: Ragged, vectors: torch.Tensor, shares: np.ndarray, settings: Settings, worker: int,
          started: float):
    """Optimises the model until the deadline; yields the seconds spent, the tokens and the loss of every step.

    Only the table rows of the batch are touched: most words are rare, and the table is two thirds of the weights.
    """
    rng, step = np.random.RandomState(settings.seed + worker), 0
    model.embedding.sparse = True
    dense = [weight for name, weight in model.named_parameters() if not name.startswith("embedding.")]
    optimisers = [torch.optim.AdamW(dense, betas=(0.9, 0.98), weight_decay=0.01, fused=True),
                  torch.optim.SparseAdam(list(model.embedding.parameters()), betas=(0.9, 0.98))]
    while True:
        for rows in epoch(ids, shares, settings, rng):
            spent = time.time() - started
            if spent >= settings.seconds:
                return
            rate = settings.rate * schedule(spent / settings.seconds, settings.final) * min(1.0, (step + 1) / settings.warmup)
            for optimiser in optimisers:
                optimiser.param_groups[0]["lr"] = rate
                optimiser.zero_grad(set_to_none=True)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=student.fast_half()):
                ours = model(torch.from_numpy(ids.padded(rows)))
            value = loss(ours, vectors[torch.from_numpy(rows)].float(), settings.relation)
            value.backward()
            torch.nn.utils.clip_grad_norm_(dense, 1.0)
            for optimiser in optimisers:
                optimiser.step()
            step += 1
            yield spent, int(ids.lengths[rows].sum()), float(value.detach())


def helper(worker: int, model: student.Encoder, ids: Ragged, vectors: torch.Tensor, shares: np.ndarray, settings: Settings,
           started: float, seen) -> None:
    """A second process that works on the same weights."""
    torch.set_num_threads(1)
    for _, size, _ in steps(model, ids, vectors, shares, settings, worker, started):
        with seen.get_lock():
            seen.value += size


def train(model: student.Encoder, ids: Ragged, vectors: np.ndarray, shares: np.ndarray,
          held_out: tuple[Ragged, np.ndarray], settings: Settings, checkpoint: Path, workers: int, say) -> dict:
    """Trains on shared weights without locks, one thread per worker: on a busy machine no worker waits for another.

    Writes the averaged weights as a checkpoint at every report, and tells what was spent.
    """
    torch.set_num_threads(1)
    average = copy.deepcopy(model).requires_grad_(False).eval()
    say(f"start: held-out cosine {held_out_cosine(average, *held_out, settings.report_rows):.4f}")
    model.share_memory()
    shared, context, started = torch.from_numpy(vectors).share_memory_(), torch.multiprocessing.get_context("spawn"), time.time()
    seen, spent, smooth, report, step = context.Value("q", 0), 0.0, 0.0, settings.report_every, 0
    crew = [context.Process(target=helper, args=(worker, model, ids, shared, shares, settings, started, seen), daemon=True)
            for worker in range(1, workers)]
    for process in crew:
        process.start()
    for step, (spent, size, value) in enumerate(steps(model, ids, shared, shares, settings, 0, started), 1):
        with seen.get_lock():
            seen.value += size
        smooth += (value - smooth) * 0.02
        if step % settings.average_every == 0:
            blend(average, model, settings.average_keep if step > settings.warmup else 0.0)
        if spent > report:
            report += settings.report_every
            student.save(average, checkpoint)
            say(f"{spent:.0f} s, step {step}, {seen.value / 1e6:.2f} M tokens, loss {smooth:.4f}, "
                f"held-out cosine {held_out_cosine(average, *held_out, settings.report_rows):.4f}")
    for process in crew:
        process.join()
    blend(average, model, settings.average_keep)
    student.save(average, checkpoint)
    say(f"end: step {step}, {seen.value / 1e6:.2f} M tokens, held-out cosine {held_out_cosine(average, *held_out, settings.report_rows):.4f}")
    return {"minutes": spent / 60, "steps": step * workers, "tokens": seen.value / 1e6, "runs": 1}


def schedule(progress: float, final: float) -> float:
    """Falls from one to ``final`` along half a cosine."""
    return final + (1 - final) * 0.5 * (1 + math.cos(math.pi * progress))
