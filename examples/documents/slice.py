"""Cuts served.jsonl and graded.jsonl out of the graded answers of LLMRouter.

Usage: python3 slice.py FOLDER, a folder with train.jsonl and test.jsonl, whose lines are
{"id", "task", "prompt", "scores": {model: score}}. Writes beside this file, always the same.
"""

import hashlib
import json
import pathlib
import sys

MODELS = ("qwen2.5-7b-instruct", "llama-3.1-8b-instruct", "llama-3.1-nemotron-51b-instruct")

# The set's name: the scenario's class, and how many prompts are served; the others are learnt from.
TASKS = {
    "commonsense_qa": ("classification", 400),
    "natural_qa": ("extraction", 400),
    "agentverse-logicgrid": ("reasoning", 140),
}


def order(row):
    """By a hash of the text alone: no outcome has a say in who is served."""
    return hashlib.sha256(row["prompt"].encode()).hexdigest()


def line(row):
    name, _ = TASKS[row["task"]]
    outcomes = {model: {"score": row["scores"][model]} for model in MODELS}
    entry = {"id": row["task"] + "/" + row["id"], "task": name, "prompt": row["prompt"], "outcomes": outcomes}
    return json.dumps(entry, ensure_ascii=False) + "\n"


def main(folder):
    rows = []
    for part in ("train.jsonl", "test.jsonl"):
        with open(folder / part, encoding="utf-8") as lines:
            rows += [json.loads(text) for text in lines]
    here = pathlib.Path(__file__).parent
    with open(here / "served.jsonl", "w", encoding="utf-8") as served, open(
        here / "graded.jsonl", "w", encoding="utf-8"
    ) as graded:
        for task, (_, count) in TASKS.items():
            of_task = sorted((row for row in rows if row["task"] == task), key=order)
            served.writelines(line(row) for row in of_task[:count])
            graded.writelines(line(row) for row in of_task[count:])


main(pathlib.Path(sys.argv[1]))
