"""The encoder: BERT layers, mean pooling over the tokens that are not padding, unit length."""

from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

VOCABULARY, WIDTH, HEADS, INNER, POSITIONS, TEACHER_LAYERS = 30_522, 384, 12, 1_536, 512, 6


class Layer(nn.Module):
    """One post-norm transformer layer. Attention is spelt out: its backward pass beats the fused form on short rows."""

    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_attention, self.norm_inner = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        rows, length = x.size(0), x.size(1)
        q, k, v = self.qkv(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q @ k.transpose(-1, -2)).float() * (WIDTH // HEADS) ** -0.5 + bias
        mixed = torch.softmax(scores, -1).to(v.dtype) @ v
        x = self.norm_attention(x + self.out(mixed.transpose(1, 2).reshape(rows, length, WIDTH)))
        return self.norm_inner(x + self.outer(F.gelu(self.inner(x))))


class Encoder(nn.Module):
    """Token ids [n, length], 0 being padding, to unit vectors [n, 384]."""

    def __init__(self, layers: int):
        super().__init__()
        self.embedding, self.position = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def states(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.norm(self.embedding(ids) + self.position.weight[:ids.size(1)])
        bias = (ids == 0).float()[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return pool(self.states(ids), ids)


def fast_half() -> bool:
    """Whether this processor multiplies bfloat16 itself; where it does not, float32 is ten times faster."""
    return torch.cpu._is_avx512_bf16_supported()


def pool(states: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
    mask = (ids != 0).float().unsqueeze(-1)
    return F.normalize((states.float() * mask).sum(1) / mask.sum(1).clamp(min=1.0), dim=-1)


def from_teacher(weights: Path, keep: list[int]) -> Encoder:
    """Builds an encoder out of the named teacher layers; all six make the teacher itself."""
    source = {name.removeprefix("bert."): tensor for name, tensor in load_file(weights).items()}
    model = Encoder(len(keep))
    state = {
        "embedding.weight": source["embeddings.word_embeddings.weight"],
        "position.weight": source["embeddings.position_embeddings.weight"] + source["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": source["embeddings.LayerNorm.weight"],
        "norm.bias": source["embeddings.LayerNorm.bias"],
    }
    names = {"out": "attention.output.dense", "norm_attention": "attention.output.LayerNorm",
             "inner": "intermediate.dense", "outer": "output.dense", "norm_inner": "output.LayerNorm"}
    for target, origin in enumerate(keep):
        prefix = f"encoder.layer.{origin}."
        for kind in ("weight", "bias"):
            state[f"layers.{target}.qkv.{kind}"] = torch.cat(
                [source[f"{prefix}attention.self.{part}.{kind}"] for part in ("query", "key", "value")])
            for ours, theirs in names.items():
                state[f"layers.{target}.{ours}.{kind}"] = source[f"{prefix}{theirs}.{kind}"]
    model.load_state_dict(state)
    return model


def load(path: Path) -> Encoder:
    """Reads a checkpoint written by :func:`save`."""
    state = torch.load(path, weights_only=True)
    model = Encoder(1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers.")))
    model.load_state_dict(state)
    return model.eval()


def save(model: Encoder, path: Path) -> None:
    """Writes through a temporary name, so that a reader never sees half a file."""
    part = path.with_suffix(".part")
    torch.save(model.state_dict(), part)
    part.replace(path)
