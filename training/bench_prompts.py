"""Picks the prompts of the bench: `python bench_prompts.py DATA > src/main/resources/dev/interlock/bench/prompts.jsonl`.

Whole prompts as people wrote them, in the shares of lengths the bench sends. Standard library only; the same data gives the same file.
"""

import csv
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

# Words from, to; how many; and the share of each source.
LENGTHS = [
    (3, 24, 320, {"arena-hard": 0.3, "self-instruct": 0.25, "fastchat": 0.15, "clinc150": 0.15, "hwu64": 0.15}),
    (25, 95, 190, {"arena-hard": 0.4, "self-instruct": 0.3, "mmlu-pro": 0.2, "humaneval": 0.1}),
    (96, 1200, 70, {"arena-hard": 0.7, "self-instruct": 0.15, "humaneval": 0.15}),
]


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


def main() -> None:
    unique = {" ".join(text.lower().split()): (source, text.strip()) for source, text in texts(Path(sys.argv[1]))}
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
