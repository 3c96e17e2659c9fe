"""Measures vectors on intents (official test splits) and paraphrases, with simple heads on top."""

from pathlib import Path
from typing import Callable

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from distillery import teacher, tokens
from distillery.corpus import Sources

SETS = {"CLINC150": "07", "HWU64": "09", "SNIPS": "10"}
SHOTS, DRAWS = 5, 10
STRENGTH = 30.0

Embed = Callable[[tokens.Ragged], np.ndarray]


def probe(train: np.ndarray, labels: np.ndarray) -> LogisticRegression:
    """Multinomial logistic regression on all training rows."""
    return LogisticRegression(C=STRENGTH, max_iter=100, tol=1e-3).fit(train, labels)


def few_shot(train: np.ndarray, labels: np.ndarray, test: np.ndarray, truth: np.ndarray) -> float:
    """Nearest centroid of five random examples a class; the mean of ten draws."""
    names = [name for name in np.unique(labels) if (labels == name).sum() >= SHOTS]
    wanted = np.isin(truth, names)
    scores = []
    for draw in range(DRAWS):
        rng = np.random.RandomState(draw)
        centres = np.stack([unit(train[rng.choice(np.flatnonzero(labels == name), SHOTS, replace=False)].mean(0)) for name in names])
        scores.append((np.array(names)[(test[wanted] @ centres.T).argmax(1)] == truth[wanted]).mean())
    return float(np.mean(scores))


def unit(x: np.ndarray) -> np.ndarray:
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-9)


def fused(left: dict[str, np.ndarray], right: dict[str, np.ndarray], weight: float) -> dict[str, np.ndarray]:
    """Unit vectors side by side, so that the dot product is the weighted mean of the cosines."""
    return {part: np.hstack([left[part] * (1 - weight) ** 0.5, right[part] * weight ** 0.5]) for part in left}


class Suite:
    """The texts and labels of all measurements, tokenised once."""

    def __init__(self, data: Path):
        sources, tokenizer = Sources(data), teacher.tokenizer()
        texts: dict[str, list[str]] = {}
        self.labels: dict[str, np.ndarray] = {}
        for name, prefix in SETS.items():
            for split in ("train", "test"):
                texts[f"{name} {split}"], labels = sources.labelled(prefix, split)
                self.labels[f"{name} {split}"] = np.array(labels)
        texts["strange"] = sources.labelled("07", "oos_test")[0]
        texts["left"], texts["right"] = (list(side) for side in zip(*sources.paraphrases()))
        self.ids = {part: tokens.Ragged.of(tokens.encode(tokenizer, content)) for part, content in texts.items()}

    def vectors(self, embed: Embed) -> dict[str, np.ndarray]:
        return {part: embed(ids) for part, ids in self.ids.items()}

    def measure(self, vectors: dict[str, np.ndarray], with_probes: bool) -> dict[str, float]:
        """All figures for one encoder."""
        result = {}
        for name in SETS:
            train, test = vectors[f"{name} train"], vectors[f"{name} test"]
            labels, truth = self.labels[f"{name} train"], self.labels[f"{name} test"]
            if with_probes:
                head = probe(train, labels)
                result[f"{name} probe"] = head.score(test, truth)
                if name == "CLINC150":
                    top = np.concatenate([head.predict_proba(rows).max(1) for rows in (test, vectors["strange"])])
                    result["CLINC150 out-of-scope AUROC"] = roc_auc_score(np.arange(len(top)) < len(test), top)
            result[f"{name} 5-shot"] = few_shot(train, labels, test, truth)
        similar = vectors["left"] @ vectors["right"].T
        own, other = np.diag(similar).copy(), similar.copy()
        np.fill_diagonal(other, -1)
        hardest = other.max(1)
        result["paraphrase found first"] = float((own > hardest).mean())
        result["paraphrase vs hardest other AUC"] = roc_auc_score(np.repeat([1, 0], len(own)), np.concatenate([own, hardest]))
        return result


def table(columns: dict[str, dict[str, float]]) -> str:
    """The figures as a Markdown table, one column per embedder."""
    rows = list(dict.fromkeys(key for column in columns.values() for key in column))
    lines = ["| metric | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns)]
    for row in rows:
        cells = [f"{column[row]:.3f}" if row in column else "–" for column in columns.values()]
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
