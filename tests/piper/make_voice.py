#!/usr/bin/env python3
"""Writes the small voices of the tests: ONNX graphs of the shape of Piper's, a few kB each.

Usage: make_voice.py FOLDER, with the package 'onnx' installed.

A phoneme lasts two frames of 256 samples (a pad one, a space three, a comma or a full stop
twelve) and sounds as one of four sines, so that a test can hear where each word begins. As in
a real voice, one random node changes the durations and one the sound.
"""

import json
import pathlib
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SYMBOLS, CHANNELS, HOP = 160, 4, 256
FRENCH = "_^$ !'(),-.:;?abcdefhijklmnopqrstuvwxyzæçðøħŋœɐɑɔəɛɜɡɥɪɲʁʃʊʌʒʔˈˌː\u0303\u0329\u0327θɹᵻɾɒʲʎ"


def node(operator, inputs, output, **attributes):
    name = attributes.pop("name", output)
    return helper.make_node(operator, inputs, [output], name=name, **attributes)


def constants():
    durations = np.full((SYMBOLS, 1), 2, np.float32)
    durations[FRENCH.index("_")], durations[FRENCH.index(" ")] = 1, 3
    durations[FRENCH.index(",")] = durations[FRENCH.index(".")] = 12
    channels = np.zeros((SYMBOLS, CHANNELS), np.float32)
    for symbol in range(FRENCH.index("?") + 1, SYMBOLS):
        channels[symbol, symbol % CHANNELS] = 0.25 + 0.1 * (symbol % 3)
    # Whole periods in a frame: no clicks.
    phase = 2 * np.pi * np.arange(HOP) / HOP
    sines = np.stack([np.sin(8 * (channel + 1) * phase) for channel in range(CHANNELS)])
    values = {
        "durations": durations,
        "channels": channels,
        "sines": sines.astype(np.float32),
        "speakers": np.array([1.0, 0.5], np.float32),
        "zero": np.array(0, np.int64),
        "one": np.array(1, np.int64),
        "two": np.array(2, np.int64),
        "last": np.array(-1, np.int64),
        "axis_1": np.array([1], np.int64),
        "axes_12": np.array([1, 2], np.int64),
        "flat": np.array([1, 1, 1, -1], np.int64),
        "twentieth": np.array(0.05, np.float32),
        "unit": np.array(1, np.float32),
        "fiftieth": np.array(0.02, np.float32),
        "nan": np.array(np.nan, np.float32),
    }
    return [numpy_helper.from_array(value, name) for name, value in values.items()]


def duration_nodes():
    yield node("Gather", ["scales", "zero"], "noise_scale")
    yield node("Gather", ["scales", "one"], "length_scale")
    yield node("Gather", ["scales", "two"], "noise_w")
    yield node("Gather", ["durations", "input"], "column")
    yield node("Transpose", ["column"], "row", perm=[0, 2, 1])
    yield node("Concat", ["row", "row"], "pair", axis=1)
    yield node("RandomNormalLike", ["pair"], "duration_noise", dtype=1)
    yield node("ReduceMean", ["duration_noise"], "mean", axes=[1], keepdims=1)
    yield node("Mul", ["mean", "noise_w"], "scaled")
    yield node("Mul", ["scaled", "twentieth"], "small")
    yield node("Add", ["small", "unit"], "factor")
    yield node("Mul", ["row", "factor"], "varied")
    yield node("Mul", ["varied", "length_scale"], "lengthened")
    yield node("Ceil", ["lengthened"], "frames")


def path_nodes():
    """Which phoneme sounds in which frame, of shape (1, frames, ids)."""
    yield node("CumSum", ["frames", "last"], "ends")
    yield node("Sub", ["ends", "frames"], "starts")
    yield node("ReduceSum", ["frames", "axes_12"], "sum", keepdims=0)
    yield node("ReduceMax", ["sum"], "total", keepdims=0)
    yield node("Cast", ["total"], "count", to=TensorProto.INT64)
    yield node("Range", ["zero", "count", "one"], "times")
    yield node("Cast", ["times"], "float_times", to=TensorProto.FLOAT)
    yield node("Unsqueeze", ["float_times", "axis_1"], "time_column")
    yield node("Less", ["time_column", "ends"], "is_before_end")
    yield node("Less", ["time_column", "starts"], "is_early")
    yield node("Not", ["is_early"], "is_late")
    yield node("And", ["is_before_end", "is_late"], "is_sounding")
    yield node("Cast", ["is_sounding"], "path", to=TensorProto.FLOAT)


def sound_nodes(speakers, fault):
    yield node("Gather", ["channels", "input"], "own")
    yield node("MatMul", ["path", "own"], "sounding")
    yield node("Transpose", ["sounding"], "latent", perm=[0, 2, 1])
    yield node("RandomNormalLike", ["latent"], "sound_noise", dtype=1)
    yield node("Mul", ["sound_noise", "noise_scale"], "scaled_noise")
    yield node("Mul", ["scaled_noise", "fiftieth"], "small_noise")
    yield node("Add", ["latent", "small_noise"], "noisy")
    yield node("Transpose", ["noisy"], "by_frame", perm=[0, 2, 1])
    yield node("MatMul", ["by_frame", "sines"], "wave")
    yield node("Tanh", ["wave"], "bounded")
    last = "bounded"
    if speakers > 1:
        yield node("Gather", ["speakers", "sid"], "loudness")
        yield node("Mul", ["bounded", "loudness"], "loud")
        last = "loud"
    if fault == "nan":
        yield node("Mul", [last, "nan"], "faulty")
        last = "faulty"
    yield node("Reshape", [last, "flat"], "output")


def model(speakers=1, fault=None):
    value = helper.make_tensor_value_info
    inputs = [
        value("input", TensorProto.INT64, ["batch_size", "phonemes"]),
        value("input_lengths", TensorProto.INT64, ["batch_size"]),
        value("scales", TensorProto.FLOAT, [3]),
    ]
    if speakers > 1:
        inputs.append(value("sid", TensorProto.INT64, ["batch_size"]))
    outputs = [value("output", TensorProto.FLOAT, ["batch_size", "time", 1, "samples"])]
    nodes = [*duration_nodes(), *path_nodes(), *sound_nodes(speakers, fault)]
    if fault == "still":
        # Another kind of graph: no random node.
        nodes = [
            node("Identity", one.input, one.output[0]) if one.op_type == "RandomNormalLike" else one
            for one in nodes
        ]
    graph = helper.make_graph(nodes, "small", inputs, outputs, constants())
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    onnx.checker.check_model(made)
    return made


def configuration(language, rate, speakers):
    return {
        "audio": {"sample_rate": rate, "quality": "low"},
        "espeak": {"voice": language.split("_")[0]},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": {symbol: [index] for index, symbol in enumerate(FRENCH)},
        "num_symbols": SYMBOLS,
        "num_speakers": speakers,
        "speaker_id_map": {"jessica": 0, "pierre": 1} if speakers > 1 else {},
        "language": {"code": language, "family": language.split("_")[0]},
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    voices = [
        ("fr_FR-small-low", model(), "fr_FR", 22050, 1),
        ("fr_FR-pair-low", model(speakers=2), "fr_FR", 16000, 2),
        ("fr_FR-nan-low", model(fault="nan"), "fr_FR", 22050, 1),
        ("fr_FR-still-low", model(fault="still"), "fr_FR", 22050, 1),
    ]
    for name, made, language, rate, speakers in voices:
        onnx.save(made, folder / f"{name}.onnx")
        text = json.dumps(configuration(language, rate, speakers), ensure_ascii=False)
        (folder / f"{name}.onnx.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
