"""Writes the golden files of libs/training with torch.optim and TensorBoard's own writer.

    pip install torch==2.15.0 tensorboard==2.21.0
    python tools/golden/training.py

Parameters and gradients follow formulas which the spec repeats, so that a parameter of realistic size needs only a
few golden numbers. The event files are read back with TensorBoard's reader before they are written.
"""

import base64
import json
import math
import tempfile
from pathlib import Path

import torch
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event, SessionLog
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

SOURCES = Path(__file__).resolve().parents[2] / "libs" / "training" / "src"
SHAPES = {"conv.weight": (64, 64), "conv.bias": (3,), "fc.weight": (2, 3), "fc.bias": (2,)}
STEPS = 20
SHOWN = 4


def initial(k, shape):
    n = math.prod(shape)
    return torch.tensor([math.cos(0.37 * i + k) for i in range(n)], dtype=torch.float32).reshape(shape)


def gradient(k, shape, step):
    n = math.prod(shape)
    return torch.tensor([0.5 * math.sin(0.1 * i + step + k) for i in range(n)], dtype=torch.float32).reshape(shape)


def run(make, decay_all=True):
    parameters = {name: torch.nn.Parameter(initial(k, shape)) for k, (name, shape) in enumerate(SHAPES.items())}
    weights = [p for name, p in parameters.items() if decay_all or name.endswith("weight")]
    others = [p for name, p in parameters.items() if not decay_all and not name.endswith("weight")]
    groups = [{"params": weights}] + ([{"params": others, "weight_decay": 0.0}] if others else [])
    optimizer = make(groups)
    ends = {}
    for step in range(1, STEPS + 1):
        for k, (name, shape) in enumerate(SHAPES.items()):
            parameters[name].grad = gradient(k, shape, step)
        for group in optimizer.param_groups:
            group["lr"] = 0.1 / step
        optimizer.step()
        if step in (1, 2, STEPS):
            ends[str(step)] = {name: p.detach().flatten()[-SHOWN:].tolist() for name, p in parameters.items()}
    return ends


sgd = lambda **options: lambda groups: torch.optim.SGD(groups, lr=0.1, **options)
cases = [
    {"kind": "sgd", "options": {"momentum": 0.9, "weightDecay": 0.01}, "steps": run(sgd(momentum=0.9, weight_decay=0.01))},
    {"kind": "sgd", "options": {"momentum": 0, "weightDecay": 0.01}, "steps": run(sgd(weight_decay=0.01))},
    {"kind": "sgd", "options": {"momentum": 0.9, "weightDecay": 0, "nesterov": True}, "steps": run(sgd(momentum=0.9, nesterov=True))},
    {"kind": "sgd", "options": {"momentum": 0.5, "weightDecay": 0.1, "decay": "weights"},
     "steps": run(sgd(momentum=0.5, weight_decay=0.1), decay_all=False)},
    {"kind": "adam", "options": {}, "steps": run(lambda groups: torch.optim.Adam(groups, lr=0.1))},
    {"kind": "adam", "options": {"weightDecay": 0.1, "decoupledWeightDecay": False, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-4},
     "steps": run(lambda groups: torch.optim.Adam(groups, lr=0.1, weight_decay=0.1, betas=(0.8, 0.95), eps=1e-4))},
    {"kind": "adam", "options": {"weightDecay": 0.1}, "steps": run(lambda groups: torch.optim.AdamW(groups, lr=0.1, weight_decay=0.1))},
    {"kind": "adam", "options": {"weightDecay": 0.1, "decay": "weights"},
     "steps": run(lambda groups: torch.optim.AdamW(groups, lr=0.1, weight_decay=0.1), decay_all=False)},
]


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1) + "\n")


write(SOURCES / "optimizers" / "__golden__" / "optimizers.json", cases)


def records(path, events):
    with open(path, "wb") as file:
        writer = RecordWriter(file)
        for event in events:
            writer.write(event.SerializeToString())
    return base64.b64encode(path.read_bytes()).decode()


def scalars(wall_time, step, values):
    return Event(wall_time=wall_time, step=step,
                 summary=Summary(value=[Summary.Value(tag=tag, simple_value=value) for tag, value in values.items()]))


with tempfile.TemporaryDirectory() as folder:
    folder = Path(folder)
    first = records(folder / "events.out.tfevents.1000000000.host.1.0",
                    [Event(wall_time=1000000000.25, file_version="brain.Event:2")]
                    + [scalars(1000000000.5 + step, step, {"loss": 1 / step, "stage1/action": 0.0}) for step in (1, 2, 3, 400)])
    second = records(folder / "events.out.tfevents.1000000500.host.2.0",
                     [Event(wall_time=1000000500.25, file_version="brain.Event:2"),
                      Event(wall_time=1000000500.5, step=3, session_log=SessionLog(status=SessionLog.START)),
                      scalars(1000000501.0, 3, {"loss": -7.5})])
    reader = EventAccumulator(str(folder)).Reload()
    seen = [(event.step, event.value) for event in reader.Scalars("loss")]
    assert seen == [(1, 1.0), (2, 0.5), (3, -7.5)], seen
    write(SOURCES / "tensorboard" / "__golden__" / "events.json", {"first": first, "second": second})
