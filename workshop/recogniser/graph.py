"""The trained network as an ONNX graph of 8-bit weights, one scale an output channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from geo.toponyms.features import FEATURES
from geo.toponyms.tagger import TAGS
from workshop.recogniser.sizes import HEADS, HIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from onnx import ModelProto

    Numbers = NDArray[np.float32]

_OPSET, _IR = 20, 10
_FUSED = "com.microsoft"  # onnxruntime's own operators
_EPSILON = 1e-12
_JOINT = "+"  # in the name of matrices side by side
_STEPS = 63  # weights in 7 bits: a sum of two products stays exact on processors without VNNI


class _Graph:
    """Nodes and constants, gathered in order."""

    def __init__(self, weights: Mapping[str, Numbers]) -> None:
        self._weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def const(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **more: Any) -> str:  # noqa: ANN401 - ONNX attributes are of any type
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **more))
        return output

    def exact(self, x: str, name: str, output: str) -> str:
        """Multiply in 32 bits: for the small matrices at the ends."""
        weight = self.const(f"{name}.w", np.ascontiguousarray(self._weights[f"{name}.weight"].T))
        bias = self.const(f"{name}.b", self._weights[f"{name}.bias"])
        return self.node("Add", [self.node("MatMul", [x, weight], f"{output}.raw"), bias], output)

    def rounded(self, x: str, names: list[str], output: str) -> str:
        """Multiply in 8 bits, several matrices side by side."""
        weight = np.concatenate([self._weights[f"{name}.weight"] for name in names])
        bias = np.concatenate([self._weights[f"{name}.bias"] for name in names])
        whole, scale = quantise(weight)
        own = _JOINT.join(names)
        inputs = [
            x,
            self.const(f"{own}.w", np.ascontiguousarray(whole.T)),
            self.const(f"{own}.s", scale),
            self.const(f"{own}.z", np.zeros(len(scale), dtype=np.int8)),
            self.const(f"{own}.b", bias),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, output, _FUSED)

    def norm(self, x: str, name: str, output: str, skip: str | None = None) -> str:
        own = [
            self.const(f"{name}.w", self._weights[f"{name}.weight"]),
            self.const(f"{name}.b", self._weights[f"{name}.bias"]),
        ]
        if skip is not None:  # onnxruntime's operator for both is five times slower than two
            x = self.node("Add", [x, skip], f"{output}.sum")
        return self.node("LayerNormalization", [x, *own], output, epsilon=_EPSILON)


def quantise(weight: Numbers) -> tuple[NDArray[np.int8], Numbers]:
    """
    Round a matrix to whole steps, row by row.

    Parameters
    ----------
    weight : ndarray of float32, shape (rows, columns)
        The matrix.

    Returns
    -------
    whole : ndarray of int8
        From -63 to 63.
    scale : ndarray of float32, shape (rows,)
        What one step of each row is worth.
    """
    scale = np.maximum(np.abs(weight).max(axis=1), 1e-9).astype(np.float32) / _STEPS
    return np.round(weight / scale[:, None]).astype(np.int8), scale


def read_weights(model: ModelProto) -> dict[str, Numbers]:
    """
    Return the weights that a graph of `build_graph` was made of, as far as 8 bits tell.

    Parameters
    ----------
    model : ModelProto
        The graph.

    Returns
    -------
    dict of str to ndarray
        By name; `build_graph` makes the same graph of them.
    """
    held = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    found = {
        "pieces.weight": held["table"] * held["steps"],
        "positions.weight": held["positions"],
    }
    for name, weight in held.items():
        own = name.removesuffix(".w")
        if own == name:
            continue
        steps = held.get(f"{own}.s", np.float32(1))
        parts = own.split(_JOINT)
        weights = np.split((weight * steps).T if weight.ndim > 1 else weight, len(parts))
        biases = np.split(held[f"{own}.b"], len(parts))
        for part, matrix, bias in zip(parts, weights, biases, strict=True):
            found[f"{part}.weight"], found[f"{part}.bias"] = matrix, bias
    return found


def build_graph(weights: Mapping[str, Numbers], layers: int) -> ModelProto:
    """
    Return the network as a graph that onnxruntime runs.

    Parameters
    ----------
    weights : mapping of str to ndarray
        Of `workshop.recogniser.network.Network`, by name.
    layers : int
        Of its encoder.

    Returns
    -------
    ModelProto
        `ids` and `feats` of a window's pieces, and the positions `asked` about, to `chances`, one
        of each tag for each asked. Windows that are read together are of one length: there is no
        mask. The last layer works on the asked pieces alone.
    """
    graph = _Graph(weights)
    x = _embed(graph, weights)
    for i in range(layers - 1):
        x = _layer(graph, f"layers.{i}", x, x)
    wanted = graph.node("Gather", [x, "asked"], "wanted", axis=1)
    x = _layer(graph, f"layers.{layers - 1}", x, wanted)
    told = graph.node("Gather", ["known", "asked"], "wanted.known", axis=1)
    graph.node("Concat", [x, told], "both", axis=2)
    graph.node("Softmax", [graph.exact("both", "head", "odds")], "chances", axis=-1)
    shape = ["windows", "pieces"]
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, shape),
        helper.make_tensor_value_info("feats", TensorProto.FLOAT, [*shape, len(FEATURES)]),
        helper.make_tensor_value_info("asked", TensorProto.INT64, ["words"]),
    ]
    answers = ["windows", "words", len(TAGS)]
    output = helper.make_tensor_value_info("chances", TensorProto.FLOAT, answers)
    made = helper.make_graph(graph.nodes, "recogniser", inputs, [output], graph.constants)
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=_IR)


def _embed(graph: _Graph, weights: Mapping[str, Numbers]) -> str:
    whole, scale = quantise(weights["pieces.weight"])
    table, steps = graph.const("table", whole), graph.const("steps", scale[:, None])
    graph.node("Gather", [table, "ids"], "whole")
    graph.node("Cast", ["whole"], "cast", to=TensorProto.FLOAT)
    graph.node("Mul", ["cast", graph.node("Gather", [steps, "ids"], "step")], "pieces")
    zero = graph.const("zero", np.array([0], dtype=np.int64))
    one = graph.const("one", np.array([1], dtype=np.int64))
    length = graph.node("Gather", [graph.node("Shape", ["ids"], "shape"), one], "length")
    rows = graph.const("positions", weights["positions.weight"])
    graph.node("Slice", [rows, zero, length, zero], "places")
    graph.node("Gelu", [graph.exact("feats", "features_in", "known.odds")], "known")
    graph.exact("known", "features_out", "told")
    graph.node("Add", [graph.node("Add", ["pieces", "places"], "placed"), "told"], "summed")
    return graph.norm("summed", "norm", "embedded")


def _layer(graph: _Graph, name: str, x: str, wanted: str) -> str:
    """Add one layer: `wanted`, all of `x` or some of its pieces, look at all of it."""
    if wanted == x:
        query, key, value = _split(graph, name, x, ["query", "key", "value"])
    else:
        query = graph.rounded(wanted, [f"{name}.query"], f"{name}.asking")
        key, value = _split(graph, name, x, ["key", "value"])
    graph.node("MultiHeadAttention", [query, key, value], f"{name}.mixed", _FUSED, num_heads=HEADS)
    graph.rounded(f"{name}.mixed", [f"{name}.out"], f"{name}.attended")
    x = graph.norm(f"{name}.attended", f"{name}.norm_attention", f"{name}.first", skip=wanted)
    graph.rounded(x, [f"{name}.widen"], f"{name}.wide")
    graph.node("Gelu", [f"{name}.wide"], f"{name}.bent")
    graph.rounded(f"{name}.bent", [f"{name}.narrow"], f"{name}.narrowed")
    return graph.norm(f"{name}.narrowed", f"{name}.norm_output", f"{name}.second", skip=x)


def _split(graph: _Graph, name: str, x: str, parts: list[str]) -> list[str]:
    """Multiply by several matrices at once, and part what comes of it."""
    whole = graph.rounded(x, [f"{name}.{part}" for part in parts], f"{name}.together")
    sizes = graph.const(f"{name}.sizes", np.array([HIDDEN] * len(parts), dtype=np.int64))
    found = [f"{name}.{part}.of" for part in parts]
    graph.nodes.append(helper.make_node("Split", [whole, sizes], found, axis=2))
    return found
