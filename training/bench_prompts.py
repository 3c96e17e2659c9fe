"""Picks the prompts of the bench: `python bench_prompts.py DATA > src/main/resources/dev/interlock/bench/prompts.jsonl`.

Public prompts that no head was trained on, in the shares of lengths the bench sends: of the sets that heads learn from, only
the rows their trainer holds out for tests. Standard library only; the same data gives the same file.
"""

import csv
import hashlib
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

# Words from, to; how many; and the share of each source.
LENGTHS = [
    (3, 24, 320, {"arena-hard": 0.25, "self-instruct": 0.15, "fastchat": 0.1, "clinc150": 0.25, "hwu64": 0.25}),
    (25, 95, 190, {"arena-hard": 0.45, "self-instruct": 0.15, "mmlu-pro": 0.35, "humaneval": 0.05}),
    (96, 1200, 70, {"arena-hard": 0.7, "mmlu-pro": 0.15, "humaneval": 0.15}),
]
UNSEEN = {"clinc150", "hwu64"}
"""Sets whose test split is used here and nowhere in training."""


def texts(data: Path) -> Iterator[tuple[str, str]]:
    tasks = data / "11-task-type-prompts"
    for file in ("arena_hard_v0.1_question", "arena_hard_v2.0_question"):
        yield from (("arena-hard", row["prompt"]) for row in rows(tasks / f"{file}.jsonl"))
    for file in ("self_instruct_seed_tasks", "user_oriented_instructions"):
        for row in rows(tasks / f"{file}.jsonl"):
            yield "self-instruct", f"{row['instruction']}\n\n{row['instances'][0]['input']}"
    for file in ("mt_bench_question", "vicuna_bench_question"):
        yield from (("fastchat", row["turns"][0]) for row in rows(tasks / f"{file}.jsonl"))
    yield from (("humaneval", "Complete this function.\n" + row["prompt"]) for row in rows(tasks / "HumanEval.jsonl"))
    yield from (("mmlu-pro", row["question"]) for row in rows(data / "03-mmlupro-multimodel/questions.jsonl"))
    clinc = json.loads((data / "07-clinc150/data_full.json").read_text())
    yield from (("clinc150", text) for split in ("test", "oos_test") for text, _ in clinc[split])
    with (data / "09-hwu64/test.csv").open() as hwu:
        yield from (("hwu64", row[0]) for row in csv.reader(hwu))


def rows(path: Path) -> Iterator[dict]:
    return (json.loads(line) for line in path.read_text().split("\n") if line)


def held_out(text: str) -> bool:
    """Whether the heads' trainer keeps this text for tests: the last fifth by SHA-256 of its letters and digits."""
    digest = hashlib.sha256("".join(filter(str.isalnum, text.lower())).encode()).digest()
    return int.from_bytes(digest[:2]) % 100 >= 80


def main() -> None:
    unique = {
        " ".join(text.lower().split()): (source, text.strip())
        for source, text in texts(Path(sys.argv[1]))
        if source in UNSEEN or held_out(text)
    }
    choice = random.Random(1)
    picked = []
    for least, most, count, shares in LENGTHS:
        for source, share in shares.items():
            fitting = [row for row in unique.values() if row[0] == source and least <= len(row[1].split()) <= most]
            picked += choice.sample(fitting, min(len(fitting), round(count * share)))
    choice.shuffle(picked)
    for source, text in picked:
        print(json.dumps({"source": source, "prompt": text}))


if __name__ == "__main__":
    main()
