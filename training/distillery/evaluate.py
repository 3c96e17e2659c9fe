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
STRENGTHS = (10.0, 100.0)

Embed = Callable[[tokens.Ragged], np.ndarray]


def probe(train: np.ndarray, labels: np.ndarray) -> LogisticRegression:
    """Multinomial logistic regression; the better of two strengths on a tenth of the training rows."""
    order = np.random.RandomState(0).permutation(len(train))
    check, rest = order[:len(order) // 10], order[len(order) // 10:]

    def fit(rows, strength):
        return LogisticRegression(C=strength, max_iter=150, tol=1e-3).fit(train[rows], labels[rows])

    best = max(STRENGTHS, key=lambda strength: fit(rest, strength).score(train[check], labels[check]))
    return fit(order, best)


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


def fused(embedders: list[Embed], weights: list[float]) -> Embed:
    """Unit vectors side by side, so that the dot product is the weighted mean of the cosines."""
    return lambda ids: unit(np.hstack([embed(ids) * weight ** 0.5 for embed, weight in zip(embedders, weights)]))


def measure(data: Path, embed: Embed, with_probes: bool = True) -> dict[str, float]:
    """All figures for one embedder."""
    sources, tokenizer, result = Sources(data), teacher.tokenizer(), {}

    def vectors(texts):
        return embed(tokens.Ragged.of(tokens.encode(tokenizer, texts)))

    for name, prefix in SETS.items():
        (train_texts, train_labels), (test_texts, test_labels) = sources.labelled(prefix, "train"), sources.labelled(prefix, "test")
        train, test = vectors(train_texts), vectors(test_texts)
        labels, truth = np.array(train_labels), np.array(test_labels)
        if with_probes:
            head = probe(train, labels)
            result[f"{name} probe"] = head.score(test, truth)
            if prefix == "07":
                strange = vectors(sources.labelled(prefix, "oos_test")[0])
                top = np.concatenate([head.predict_proba(test).max(1), head.predict_proba(strange).max(1)])
                result["CLINC150 out-of-scope AUROC"] = roc_auc_score(np.arange(len(top)) < len(test), top)
        result[f"{name} 5-shot"] = few_shot(train, labels, test, truth)
    pairs = sources.paraphrases()
    similar = vectors([a for a, _ in pairs]) @ vectors([b for _, b in pairs]).T
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
