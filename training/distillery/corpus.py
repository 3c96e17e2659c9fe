"""Reads the shared data sets and makes the distillation texts. Labels are never read.

Held out: the official test splits, and for sets without one the texts whose normalised form falls in
one fifth of a SHA-256 hash. Whatever equals a held-out text after normalisation is dropped, whichever
way it was produced (read, cut or made up).
"""

import csv
import hashlib
import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

from distillery import lexicon

HELD_OUT_ONE_IN = 5
MIN_CHARACTERS, MAX_CHARACTERS = 2, 4_000
MAX_SENTENCES_PER_TEXT = 24
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
OPTIONS_START = re.compile(r"\n\(?A[.)] ")

csv.field_size_limit(1 << 24)


def normalise(text: str) -> str:
    """Lower case, letters and digits only: the form in which texts are compared and hashed."""
    return "".join(ch for ch in text.lower() if ch.isalnum())


def is_held_out(text: str) -> bool:
    """True for the fifth of all texts that no training stage may see."""
    return int(hashlib.sha256(normalise(text).encode()).hexdigest()[:8], 16) % HELD_OUT_ONE_IN == 0


@dataclass
class Corpus:
    """Training texts by origin, and the held-out texts used only to measure."""

    real: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    held_out: list[str] = field(default_factory=list)


class Sources:
    """Access to the data folders by their numbered prefix."""

    def __init__(self, data: Path):
        self.data = data

    def file(self, prefix: str, name: str) -> Path:
        return next(self.data.glob(f"{prefix}-*")) / name

    def json(self, prefix: str, name: str):
        return json.loads(self.file(prefix, name).read_text("utf-8"))

    def lines(self, prefix: str, name: str) -> list[dict]:
        return [json.loads(line) for line in self.file(prefix, name).read_text("utf-8").split("\n") if line.strip()]

    def column(self, prefix: str, name: str, column: str) -> list[str]:
        with self.file(prefix, name).open(encoding="utf-8", newline="") as handle:
            return [row[column] for row in csv.DictReader(handle)]

    def labelled(self, prefix: str, split: str) -> tuple[list[str], list[str]]:
        """Texts and intents of CLINC150 (07), HWU64 (09) or SNIPS (10); used by the evaluation."""
        if prefix == "07":
            rows = self.json(prefix, "data_full.json")[split]
            return [text for text, _ in rows], [label for _, label in rows]
        return self.column(prefix, f"{split}.csv", "text"), self.column(prefix, f"{split}.csv", "intent")

    def paraphrases(self) -> list[tuple[str, str]]:
        return [(row["origin"], row["similar"]) for row in self.json("12", "paraphrases.json")]

    def train_texts(self) -> list[str]:
        """Sets with an official split, or without anything to hold out."""
        clinc = self.json("07", "data_full.json")
        texts = [text for split in ("train", "oos_train") for text, _ in clinc[split]]
        texts += self.labelled("09", "train")[0] + self.labelled("10", "train")[0]
        return texts + [text for pair in self.paraphrases() for text in pair]

    def test_texts(self) -> list[str]:
        clinc = self.json("07", "data_full.json")
        texts = [text for split in ("val", "test", "oos_val", "oos_test") for text, _ in clinc[split]]
        texts += self.labelled("09", "test")[0] + self.labelled("10", "test")[0]
        return texts + [row["prompt"] for row in self.lines("02", "test.jsonl")]

    def bucketed_texts(self) -> list[str]:
        """Sets without a split of their own: the hash decides."""
        texts = self.column("01", "mmlu_pair.csv", "prompt") + self.column("01", "gsm8k_pair.csv", "prompt")
        texts += [turn for row in self.lines("01", "mt_bench_question.jsonl") for turn in row["turns"]]
        texts += [row["prompt"] for row in self.lines("02", "train.jsonl")]
        for row in self.lines("03", "questions.jsonl"):
            texts += [row["question"], row["question"] + "\n" + "\n".join(
                f"{chr(65 + i)}. {option}" for i, option in enumerate(row["options"]))]
        texts += [row["prompt"] for row in self.lines("04", "prompts.jsonl")]
        texts += [row["prompt"] for name in ("HumanEval", "arena_hard_v0.1_question", "arena_hard_v2.0_question")
                  for row in self.lines("11", f"{name}.jsonl")]
        for row in self.lines("11", "self_instruct_seed_tasks.jsonl") + self.lines("11", "user_oriented_instructions.jsonl"):
            texts += [row["instruction"]] + [f"{row['instruction']}\n{case['input']}" for case in row["instances"] if case["input"]]
        for name in ("mt_bench_question", "vicuna_bench_question"):
            texts += [turn for row in self.lines("11", f"{name}.jsonl") for turn in row["turns"]]
        return texts + self.column("13", "advbench_harmful_behaviors.csv", "goal") + self.json("13", "inthewild_jailbreak_llms.json")


def stem(text: str) -> str:
    """A multiple-choice question without its options."""
    return OPTIONS_START.split(text, maxsplit=1)[0]


def sentences(text: str) -> list[str]:
    parts = [part.strip() for part in SENTENCE_END.split(text)]
    return [part for part in parts if 12 <= len(part) <= 400]


class Collector:
    """Keeps texts that are new and not held out."""

    def __init__(self, forbidden: set[str]):
        self.seen = set(forbidden)

    def keep(self, texts: list[str], into: list[str]) -> None:
        for text in texts:
            text = text.strip()[:MAX_CHARACTERS]
            key = normalise(text)
            if len(key) >= MIN_CHARACTERS and key not in self.seen:
                self.seen.add(key)
                into.append(text)


def build(data: Path, vocabulary: list[str], made: int, seed: int) -> Corpus:
    """Reads everything once and returns the deduplicated corpus."""
    sources, rng = Sources(data), random.Random(seed)
    bucketed = [(text, is_held_out(stem(text))) for text in sources.bucketed_texts()]
    held_out = sources.test_texts() + [text for text, out in bucketed if out]
    forbidden = {normalise(form) for text in held_out for form in (text, stem(text))}
    open_texts = sources.train_texts() + [text for text, out in bucketed if not out]

    corpus, collector = Corpus(), Collector(forbidden)
    collector.keep(open_texts, corpus.real)
    collector.keep([stem(text) for text in open_texts], corpus.real)
    for text in open_texts:
        cut = sentences(text)
        collector.keep(cut if len(cut) <= MAX_SENTENCES_PER_TEXT else rng.sample(cut, MAX_SENTENCES_PER_TEXT), corpus.real)
    words = [word for word in vocabulary if word.isalpha() and len(word) > 1]
    collector.keep(words, corpus.words)
    short = [text for text in corpus.real if len(text) <= 160]
    maker = Maker(short, words, rng)
    while len(corpus.made) < made:
        collector.keep([maker.make() for _ in range(10_000)], corpus.made)
    del corpus.made[made:]
    corpus.held_out = rng.sample(sorted(set(held_out)), 1_500)
    rng.shuffle(corpus.real)
    rng.shuffle(corpus.words)
    return corpus


class Maker:
    """Makes up cheap new texts; the teacher gives them their meaning."""

    def __init__(self, short: list[str], words: list[str], rng: random.Random):
        self.short, self.words, self.rng = short, words, rng
        self.objects = [lexicon.split(block) for block in lexicon.OBJECTS.values()]
        self.lists = {key: lexicon.split(block) for key, block in {
            "a": lexicon.ACTIONS, "t": lexicon.TROUBLES, "p": lexicon.PLACES, "p2": lexicon.PLACES, "d": lexicon.TIMES,
            "s": lexicon.SUBJECTS, "s2": lexicon.SUBJECTS, "j": lexicon.JOBS}.items()}
        self.requests, self.questions = lexicon.split(lexicon.REQUEST_FRAMES), lexicon.split(lexicon.QUESTION_FRAMES)
        self.openings, self.closings = lexicon.split(lexicon.OPENINGS), lexicon.split(lexicon.CLOSINGS)
        self.recipes = [(0.34, self.request), (0.18, self.question), (0.10, self.dressed), (0.08, self.pair),
                        (0.10, self.window), (0.08, self.misspelt), (0.07, self.substituted), (0.05, self.word_group)]

    def make(self) -> str:
        return self.rng.choices([recipe for _, recipe in self.recipes], [share for share, _ in self.recipes])[0]()

    def real(self) -> str:
        return self.rng.choice(self.short)

    def fill(self, frame: str) -> str:
        trade = self.rng.choice(self.objects)
        slots = {key: self.rng.choice(values) for key, values in self.lists.items()}
        slots["o"], slots["o2"] = self.rng.sample(trade, 2)
        if self.rng.random() < 0.1:
            slots[self.rng.choice(["o", "s", "s2"])] = self.rng.choice(self.words)
        return frame.format(**slots)

    def request(self) -> str:
        return self.fill(self.rng.choice(self.requests))

    def question(self) -> str:
        return self.fill(self.rng.choice(self.questions))

    def dressed(self) -> str:
        """A request or real sentence with small talk around it."""
        text = self.rng.choice([self.request, self.question, self.real])()
        if self.rng.random() < 0.7:
            text = f"{self.rng.choice(self.openings)}, {text}"
        return f"{text}, {self.rng.choice(self.closings)}" if self.rng.random() < 0.6 else text

    def pair(self) -> str:
        makers = [self.real, self.real, self.request]
        return f"{self.rng.choice(makers)()}. {self.rng.choice(makers)()}"

    def window(self) -> str:
        words = self.real().split()
        size = self.rng.randint(2, 10)
        start = self.rng.randint(0, max(0, len(words) - size))
        return " ".join(words[start:start + size])

    def misspelt(self) -> str:
        """One or two slips of the keyboard: a letter dropped, doubled or swapped with its neighbour."""
        letters = list(self.rng.choice([self.request, self.real])())
        for _ in range(self.rng.randint(1, 2)):
            at = self.rng.randrange(max(1, len(letters) - 1))
            slip = self.rng.randrange(3)
            if slip == 0:
                del letters[at]
            elif slip == 1:
                letters.insert(at, letters[at])
            else:
                letters[at:at + 2] = reversed(letters[at:at + 2])
        return "".join(letters)

    def substituted(self) -> str:
        """A real sentence with one word replaced by any word of the vocabulary."""
        words = self.real().split()
        words[self.rng.randrange(len(words))] = self.rng.choice(self.words)
        return " ".join(words)

    def word_group(self) -> str:
        return " ".join(self.rng.sample(self.words, self.rng.randint(2, 5)))
