"""The student in int8, as one scripted module that a plain libtorch can run.

Linear weights are int8 with a scale per output channel; activations are quantised on the fly, to the
full 8 bits or (for processors whose 8-bit kernels saturate) to 7. The word table is uint8 with a
half-precision scale and minimum per row. Padding is dropped first, so it cannot move the scales.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F

from distillery import student


class QuantisedLinear(nn.Module):
    def __init__(self, plain: nn.Linear):
        super().__init__()
        weight = plain.weight.detach()
        scales = weight.abs().max(1).values.clamp(min=1e-8) / 127.0
        codes = torch.quantize_per_channel(weight, scales.double(), torch.zeros(len(scales), dtype=torch.long), 0, torch.qint8)
        self.packed = torch.ops.quantized.linear_prepack(codes, plain.bias.detach())

    def forward(self, x: torch.Tensor, reduced: bool) -> torch.Tensor:
        return torch.ops.quantized.linear_dynamic(x, self.packed, reduced)


class QuantisedEmbedding(nn.Module):
    def __init__(self, weight: torch.Tensor):
        super().__init__()
        low = weight.min(1, keepdim=True).values.half()
        step = ((weight.max(1, keepdim=True).values - low.float()) / 255).clamp(min=1e-6).half()
        self.register_buffer("codes", ((weight - low.float()) / step.float()).round().clamp(0, 255).to(torch.uint8))
        self.register_buffer("step", step)
        self.register_buffer("low", low)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.codes[ids].float() * self.step[ids].float() + self.low[ids].float()


class QuantisedLayer(nn.Module):
    def __init__(self, plain: student.Layer):
        super().__init__()
        self.qkv, self.out = QuantisedLinear(plain.qkv), QuantisedLinear(plain.out)
        self.inner, self.outer = QuantisedLinear(plain.inner), QuantisedLinear(plain.outer)
        self.norm_attention, self.norm_inner = plain.norm_attention, plain.norm_inner

    def forward(self, x: torch.Tensor, reduced: bool) -> torch.Tensor:
        length = x.size(0)
        qkv = self.qkv(x, reduced).view(1, length, 3, 12, 32).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2])
        x = self.norm_attention(x + self.out(mixed.transpose(1, 2).reshape(length, 384), reduced))
        return self.norm_inner(x + self.outer(F.gelu(self.inner(x, reduced)), reduced))


class QuantisedEncoder(nn.Module):
    """Inputs: ``ids`` int64 [1, n], 0 being padding; ``reduced`` int64 [1], 1 for 7-bit activations. Output: [1, 384]."""

    def __init__(self, plain: student.Encoder):
        super().__init__()
        self.embedding = QuantisedEmbedding(plain.embedding.weight.detach())
        self.register_buffer("position", plain.position.weight.detach().half())
        self.norm = plain.norm
        self.layers = nn.ModuleList(QuantisedLayer(layer) for layer in plain.layers)

    def forward(self, ids: torch.Tensor, reduced: torch.Tensor) -> torch.Tensor:
        row = ids[0]
        row = row[row != 0]
        if row.numel() == 0:
            return torch.zeros(1, 384)
        seven_bits = bool(reduced[0].item() != 0)
        x = self.norm(self.embedding(row) + self.position[:row.size(0)].float())
        for layer in self.layers:
            x = layer(x, seven_bits)
        return F.normalize(x.mean(0, keepdim=True), dim=-1)


def scripted(plain: student.Encoder) -> torch.jit.ScriptModule:
    return torch.jit.script(QuantisedEncoder(plain.float().eval()).eval())
