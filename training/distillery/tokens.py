"""WordPiece ids exactly as the sidecar makes them: head and tail of long texts, [CLS] and [SEP] around."""

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

PAD, UNKNOWN, CLS, SEP, MASK = 0, 100, 101, 102, 103
MAX_TOKENS, HEAD, TAIL = 128, 64, 62
SERVED_TOKENS, SERVED_HEAD, SERVED_TAIL = 64, 32, 30
"""What a request's forward pass reads of a long text: half of what the student was taught with, in 2/5 of the time."""


def load_tokenizer(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def framed(pieces: list[int], head: int = HEAD, tail: int = TAIL) -> list[int]:
    """[CLS] pieces [SEP]; of long texts only the first ``head`` and the last ``tail`` pieces stay."""
    if len(pieces) > head + tail:
        pieces = pieces[:head] + pieces[-tail:]
    return [CLS, *pieces, SEP]


def encode(tokenizer: Tokenizer, texts: list[str], chunk: int = 20_000) -> list[list[int]]:
    """Ids of every text, framed and cut."""
    return [framed(encoding.ids) for start in range(0, len(texts), chunk)
            for encoding in tokenizer.encode_batch(texts[start:start + chunk], add_special_tokens=False)]


class Ragged:
    """Many id lists in two flat arrays."""

    def __init__(self, flat: np.ndarray, offsets: np.ndarray):
        self.flat, self.offsets = flat, offsets
        self.lengths = np.diff(offsets)

    @staticmethod
    def of(lists: list[list[int]]) -> "Ragged":
        offsets = np.zeros(len(lists) + 1, np.int64)
        np.cumsum([len(ids) for ids in lists], out=offsets[1:])
        return Ragged(np.fromiter((i for ids in lists for i in ids), np.uint16, offsets[-1]), offsets)

    @staticmethod
    def joined(parts: list["Ragged"]) -> "Ragged":
        lengths = np.concatenate([part.lengths for part in parts])
        return Ragged(np.concatenate([part.flat for part in parts]), np.concatenate([[0], np.cumsum(lengths)]))

    @staticmethod
    def load(path: Path) -> "Ragged":
        with np.load(path) as arrays:
            return Ragged(arrays["flat"], arrays["offsets"])

    def served(self) -> "Ragged":
        """The same texts as a request's forward pass reads them: the middle of longer ones left out."""
        return Ragged.of([ids if len(ids) <= SERVED_TOKENS else [*ids[:SERVED_HEAD + 1], *ids[-SERVED_TAIL - 1:]]
                          for ids in (self[row].tolist() for row in range(len(self)))])

    def first(self, rows: int) -> "Ragged":
        return Ragged(self.flat, self.offsets[:rows + 1])

    def save(self, path: Path) -> None:
        np.savez(path, flat=self.flat, offsets=self.offsets)

    def __len__(self) -> int:
        return len(self.lengths)

    def __getitem__(self, index: int) -> np.ndarray:
        return self.flat[self.offsets[index]:self.offsets[index + 1]]

    def padded(self, rows: np.ndarray) -> np.ndarray:
        """A zero-padded int64 matrix of the given rows."""
        out = np.zeros((len(rows), int(self.lengths[rows].max())), np.int64)
        for line, row in enumerate(rows):
            out[line, :self.lengths[row]] = self[row]
        return out

    def batches(self, rows: np.ndarray, budget: int, most: int) -> list[np.ndarray]:
        """Groups rows (taken in the given order) so that no padded batch exceeds the token budget."""
        groups, current, widest = [], [], 0
        for row in rows:
            wide = max(widest, int(self.lengths[row]))
            if current and (wide * (len(current) + 1) > budget or len(current) == most):
                groups.append(np.array(current))
                current, wide = [], int(self.lengths[row])
            current.append(row)
            widest = wide
        return groups + [np.array(current)] if current else groups
