"""Compute the token vectors of sentences by a small transformer, with NumPy alone.

The network is BERT (Devlin and others, "BERT: Pre-training of deep bidirectional transformers", 2019) with
six layers (Wang and others, "MiniLM: Deep self-attention distillation", 2020). Its weights are read from a
file of the `safetensors` format.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from scipy.special import erf

Floats = NDArray[np.float32]

HEAD_SIZE = 32
LAYER_NORM_EPSILON = np.float32(1e-12)


@dataclass(frozen=True, slots=True)
class _Linear:
    weight: Floats
    bias: Floats

    def apply(self, x: Floats) -> Floats:
        y: Floats = x @ self.weight
        y += self.bias
        return y


@dataclass(frozen=True, slots=True)
class _LayerNorm:
    weight: Floats
    bias: Floats

    def apply(self, x: Floats) -> Floats:
        y: Floats = x - x.mean(axis=-1, keepdims=True)
        y /= np.sqrt(np.mean(y * y, axis=-1, keepdims=True) + LAYER_NORM_EPSILON)
        y *= self.weight
        y += self.bias
        return y


@dataclass(frozen=True, slots=True)
class _Layer:
    query_key_value: _Linear
    attention_output: _Linear
    attention_norm: _LayerNorm
    intermediate: _Linear
    output: _Linear
    output_norm: _LayerNorm


@dataclass(frozen=True, slots=True)
class Transformer:
    """A transformer's weights: the embeddings of pieces and positions, and the layers."""

    pieces: Floats
    positions: Floats
    embedding_norm: _LayerNorm
    layers: tuple[_Layer, ...]

    def compute_vectors(self, sentences: Sequence[Sequence[int]]) -> list[Floats]:
        """Return the vectors of each sentence's pieces, an array of pieces by dimensions for each sentence.

        A sentence is a sequence of numbers of pieces, with the marks for its beginning and end. Sentences
        don't change each other's vectors, but for the last digit.
        """
        if not sentences:
            return []
        ends = np.cumsum([len(one) for one in sentences])
        bounds = list(zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True))
        flat = np.concatenate([np.asarray(one, dtype=np.intp) for one in sentences])
        places = np.concatenate([np.arange(len(one)) for one in sentences])
        x = self.embedding_norm.apply(self.pieces[flat] + self.positions[places])
        for layer in self.layers:
            attended = _attend(layer.query_key_value.apply(x), bounds)
            x = layer.attention_norm.apply(x + layer.attention_output.apply(attended))
            x = layer.output_norm.apply(x + layer.output.apply(_gelu(layer.intermediate.apply(x))))
        return [x[start:end] for start, end in bounds]


def load_transformer(file: Path) -> Transformer:
    """Return the transformer whose weights a file holds. Raises OSError if it cannot be read."""
    tensors = load_file(file)
    norm = _read_norm(tensors, "embeddings.LayerNorm")
    layers: list[_Layer] = []
    while f"encoder.layer.{len(layers)}.output.dense.weight" in tensors:
        layers.append(_read_layer(tensors, f"encoder.layer.{len(layers)}"))
    types = tensors["embeddings.token_type_embeddings.weight"]
    return Transformer(
        pieces=tensors["embeddings.word_embeddings.weight"],
        positions=tensors["embeddings.position_embeddings.weight"] + types[0],
        embedding_norm=norm,
        layers=tuple(layers),
    )


def _read_layer(tensors: Mapping[str, Floats], name: str) -> _Layer:
    attention = [_read_linear(tensors, f"{name}.attention.self.{part}") for part in ("query", "key", "value")]
    return _Layer(
        _Linear(
            np.ascontiguousarray(np.concatenate([part.weight for part in attention], axis=1)),
            np.concatenate([part.bias for part in attention]),
        ),
        _read_linear(tensors, f"{name}.attention.output.dense"),
        _read_norm(tensors, f"{name}.attention.output.LayerNorm"),
        _read_linear(tensors, f"{name}.intermediate.dense"),
        _read_linear(tensors, f"{name}.output.dense"),
        _read_norm(tensors, f"{name}.output.LayerNorm"),
    )


def _read_linear(tensors: Mapping[str, Floats], name: str) -> _Linear:
    return _Linear(np.ascontiguousarray(tensors[f"{name}.weight"].T), tensors[f"{name}.bias"])


def _read_norm(tensors: Mapping[str, Floats], name: str) -> _LayerNorm:
    return _LayerNorm(tensors[f"{name}.weight"], tensors[f"{name}.bias"])


def _attend(query_key_value: Floats, bounds: Sequence[tuple[int, int]]) -> Floats:
    """Return the mixture of values that each piece attends to, within its sentence and head by head."""
    width = query_key_value.shape[1] // 3
    heads = width // HEAD_SIZE
    found: Floats = np.empty((len(query_key_value), width), dtype=np.float32)
    for start, end in bounds:
        parts = query_key_value[start:end].reshape(end - start, 3, heads, HEAD_SIZE)
        query, key, value = parts.transpose(1, 2, 0, 3)
        weights = query @ key.transpose(0, 2, 1)
        weights *= np.float32(1 / math.sqrt(HEAD_SIZE))
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        found[start:end] = (weights @ value).transpose(1, 0, 2).reshape(end - start, width)
    return found


def _gelu(x: Floats) -> Floats:
    """Return the Gaussian error linear unit (Hendrycks and Gimpel, 2016) of each number."""
    y: Floats = x * np.float32(math.sqrt(0.5))
    y = erf(y)
    y += np.float32(1)
    y *= x
    y *= np.float32(0.5)
    return y
