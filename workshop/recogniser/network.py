"""The network: MiniLM's encoder with a row of features added to each piece, and a head of tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from geo.toponyms.features import FEATURES
from geo.toponyms.pieces import WINDOW
from geo.toponyms.tagger import TAGS
from workshop.recogniser.sizes import FEATURE_WIDTH, HEADS, HIDDEN, INNER, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Mapping

_EPSILON = 1e-12
_BLOCKED = -10_000.0
_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm_attention": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "norm_output": "output.LayerNorm",
}


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.norm_attention = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.widen, self.narrow = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm_output = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.drop = drop

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the next hidden states; shapes (batch, pieces, hidden)."""
        batch, length, _ = x.shape

        def heads(t: Tensor) -> Tensor:
            return t.view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)

        query, key, value = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        drop = self.drop if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(query, key, value, bias, drop)
        mixed = mixed.transpose(1, 2).reshape(batch, length, HIDDEN)
        mixed = functional.dropout(self.out(mixed), self.drop, self.training)
        x = self.norm_attention(x + mixed)
        wide = self.narrow(functional.gelu(self.widen(x)))
        return self.norm_output(x + functional.dropout(wide, self.drop, self.training))


class Network(nn.Module):
    """
    Pieces and features to the log-odds of each tag.

    Parameters
    ----------
    layers : int
        Of the encoder, at most six.
    drop : float, optional
        Dropout while learning.
    """

    def __init__(self, layers: int, drop: float = 0.1) -> None:
        super().__init__()
        self.drop = drop
        self.pieces = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(WINDOW + 2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.features_in = nn.Linear(len(FEATURES), FEATURE_WIDTH)
        self.features_out = nn.Linear(FEATURE_WIDTH, HIDDEN)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(layers))
        self.head = nn.Linear(HIDDEN + FEATURE_WIDTH, len(TAGS))
        nn.init.normal_(self.features_out.weight, std=0.01)
        nn.init.zeros_(self.features_out.bias)

    def forward(self, ids: Tensor, feats: Tensor, mask: Tensor) -> Tensor:
        """Return the log-odds, shape (batch, pieces, tags)."""
        known = functional.gelu(self.features_in(feats))
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.pieces(ids) + self.positions(places)[None] + self.features_out(known)
        x = functional.dropout(self.norm(x), self.drop, self.training)
        bias = ((1.0 - mask) * _BLOCKED)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        x = functional.dropout(x, self.drop, self.training)
        return self.head(torch.cat([x, known], -1))

    def load_encoder(self, weights: Mapping[str, Tensor], chosen: tuple[int, ...]) -> None:
        """
        Take over the encoder's weights.

        Parameters
        ----------
        weights : mapping of str to Tensor
            MiniLM's, under the names its publisher gives.
        chosen : tuple of int
            Which of its layers become ours, one each.
        """
        self.pieces.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        positions = weights["embeddings.position_embeddings.weight"]
        self.positions.weight.data.copy_(positions[: WINDOW + 2] + kind)
        _load(self.norm, weights, "embeddings.LayerNorm")
        for layer, number in zip(self.layers, chosen, strict=True):
            for ours, theirs in _NAMES.items():
                _load(getattr(layer, ours), weights, f"encoder.layer.{number}.{theirs}")


def _load(module: nn.Module, weights: Mapping[str, Tensor], name: str) -> None:
    module.load_state_dict({part: weights[f"{name}.{part}"] for part in ("weight", "bias")})
