"""Cuts served.jsonl and graded.jsonl out of the graded answers of LLMRouter.

Needs a folder with train.jsonl and test.jsonl, whose lines are {"id", "task", "prompt",
"scores": {model: score}}. The same folder gives the same files, byte by byte.
"""

import argparse
import hashlib
import json
import pathlib

MODELS = ("qwen2.5-7b-instruct", "llama-3.1-8b-instruct", "llama-3.1-nemotron-51b-instruct")

# Task of the set: class of the scenario, and how many prompts are served; the others are learnt from.
TASKS = {
    "commonsense_qa": ("classification", 400),
    "natural_qa": ("extraction", 400),
    "agentverse-logicgrid": ("reasoning", 140),
}
SCIENCE = {
    "arc_challenge": ("classification", 400),
    "openbook_qa": ("classification", 400),
}


def rank(prompt, salt):
    """A hash of the text alone: no outcome has a say in who is served."""
    return hashlib.sha256((salt + prompt).encode()).hexdigest()


def line(row, name):
    entry = {
        "id": row["task"] + "/" + row["id"],
        "task": name,
        "prompt": row["prompt"],
        "outcomes": {model: {"score": row["scores"][model]} for model in MODELS},
    }
    return json.dumps(entry, ensure_ascii=False) + "\n"


def write(path, lines):
    path.write_text("".join(lines), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    parser.add_argument("--science", action="store_true", help="ARC and OpenBookQA are classification, too")
    parser.add_argument("--salt", default="", help="serves other prompts")
    asked = parser.parse_args()
    rows = []
    for part in ("train.jsonl", "test.jsonl"):
        with open(asked.data / part, encoding="utf-8") as lines:
            rows += [json.loads(text) for text in lines]
    served, graded = [], []
    for task, (name, count) in (TASKS | (SCIENCE if asked.science else {})).items():
        of_task = [row for row in rows if row["task"] == task]
        of_task.sort(key=lambda row: rank(row["prompt"], asked.salt))
        served += [line(row, name) for row in of_task[:count]]
        graded += [line(row, name) for row in of_task[count:]]
    write(asked.out / "served.jsonl", served)
    write(asked.out / "graded.jsonl", graded)


if __name__ == "__main__":
    main()
