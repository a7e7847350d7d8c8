"""Writes the golden files of libs/weights with PyTorch and torchvision.

    pip install torch==2.15.0 torchvision==0.29.2 numpy==2.4.6
    python tools/golden/weight_files.py

Checkpoints of every kind as base64 with their contents; names and shapes of torchvision's models; a first convolution on the
pixels of Detectron and detectron2. `written.json` beside the checkpoints holds a file of our own writer; the tensors that PyTorch reads
from it are added here. (`weight_files_detectron.py` makes the pickles of Python 2.)
"""

import argparse
import base64
import io
import json
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
import torchvision
from torchvision.models.detection import fasterrcnn_resnet50_fpn, keypointrcnn_resnet50_fpn

SRC = Path(__file__).resolve().parents[2] / "libs" / "weights" / "src"
torch.manual_seed(0)


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def write(path: str, content) -> None:
    file = SRC / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=1) + "\n")


def numbers(tensors) -> dict:
    return {
        name: {
            "dtype": str(t.dtype).removeprefix("torch."),
            "shape": list(t.shape),
            "numbers": [repr(v) for v in t.detach().contiguous().flatten().tolist()],
        }
        for name, t in tensors.items()
    }


def saved(value, **options) -> bytes:
    buffer = io.BytesIO()
    torch.save(value, buffer, **options)
    return buffer.getvalue()


def deflated(data: bytes) -> bytes:
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in source.namelist():
            out.writestr(entry, source.read(entry))
    return target.getvalue()


def checkpoints() -> None:
    grid = torch.arange(24, dtype=torch.float32).reshape(2, 3, 4) / 7
    tensors = OrderedDict(
        float=torch.tensor([[1.5, -0.0], [3e38, 1e-45]]),
        half=torch.tensor([1.0, -0.333, float("inf")], dtype=torch.float16),
        brain=torch.tensor([1.0, -0.333, 3e38], dtype=torch.bfloat16),
        double=torch.tensor([1 / 3], dtype=torch.float64),
        long=torch.tensor([2**53 + 1, -5]),
        int=torch.tensor([1, -2], dtype=torch.int32),
        short=torch.tensor([300, -2], dtype=torch.int16),
        char=torch.tensor([-128, 127], dtype=torch.int8),
        byte=torch.tensor([0, 255], dtype=torch.uint8),
        flags=torch.tensor([True, False]),
        scalar=torch.tensor(7.0),
        empty=torch.zeros(0, 3),
        parameter=torch.nn.Parameter(torch.tensor([0.25, 4.0])),
        grid=grid,
        transposed=grid.permute(2, 0, 1),
        every_second=grid[:, ::2, 1:],
        last=grid[1, 2],
        repeated=torch.tensor([[2.0], [3.0]]).expand(2, 5),
    )
    module = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2))
    training = {
        "model": module.state_dict(),
        "optimizer": torch.optim.SGD(module.parameters(), lr=0.1, momentum=0.9).state_dict(),
        "epoch": 3,
        "args": argparse.Namespace(lr=0.1, device=torch.device("cpu"), size=torch.Size([2, 3])),
    }
    zipped = saved(tensors)
    write(
        "torch/__golden__/checkpoints.json",
        {
            "files": {
                "zip": text(zipped),
                "zip, deflated": text(deflated(zipped)),
                "before 1.6": text(saved(tensors, _use_new_zipfile_serialization=False)),
            },
            "tensors": numbers(tensors),
            "training": {
                "zip": text(saved(training)),
                "before 1.6": text(saved(training, _use_new_zipfile_serialization=False)),
            },
            "model": numbers(module.state_dict()),
        },
    )


def written() -> None:
    file = SRC / "torch" / "__golden__" / "written.json"
    if not file.exists():
        return
    ours = json.loads(file.read_text())["file"]
    read = torch.load(io.BytesIO(base64.b64decode(ours)), weights_only=True)
    write("torch/__golden__/written.json", {"file": ours, "tensors": numbers(read)})


def models() -> None:
    def r101(head, **options):
        from torchvision.models.detection.backbone_utils import resnet_fpn_backbone

        return head(resnet_fpn_backbone(backbone_name="resnet101", weights=None), 91, **options)

    none = {"weights": None, "weights_backbone": None}
    made = {
        "resnet50": torchvision.models.resnet50(),
        "resnet101": torchvision.models.resnet101(),
        "fasterrcnn-resnet50-fpn": fasterrcnn_resnet50_fpn(**none),
        "fasterrcnn-resnet101-fpn": r101(torchvision.models.detection.FasterRCNN),
        "keypointrcnn-resnet50-fpn": keypointrcnn_resnet50_fpn(**none),
    }
    write(
        "models/__golden__/torchvision.json",
        {
            name: [f"{key} {list(t.shape)}" for key, t in model.state_dict().items()]
            for name, model in made.items()
        },
    )


def first_convolution() -> None:
    image = torch.randint(0, 256, (3, 7, 7)).float()
    weight, scale, shift, mean = torch.randn(4, 3, 7, 7), torch.rand(4), torch.randn(4), torch.randn(4)
    variance = torch.rand(4) * 1e-4
    bgr = image.flip(0)

    def run(pixels, mean, variance, eps):
        y = torch.nn.functional.conv2d(pixels.double()[None], weight.double()).flatten()
        return ((y - mean.double()) * (variance.double() + eps).rsqrt() * scale.double() + shift.double()).tolist()

    ones, zeros = torch.ones(4), torch.zeros(4)
    spread = torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1)
    rgb = (image / 255 - torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1)) / spread
    detectron = bgr - torch.tensor([102.9801, 115.9465, 122.7717]).view(3, 1, 1)
    detectron2 = bgr - torch.tensor([103.53, 116.28, 123.675]).view(3, 1, 1)
    flat = {"image": image, "weight": weight, "scale": scale, "shift": shift, "mean": mean, "variance": variance}
    write(
        "maps/__golden__/first-convolution.json",
        {
            **{name: t.flatten().tolist() for name, t in flat.items()},
            "outputs": {
                "torchvision": run(rgb, mean, variance, 1e-5),
                "torchvision, eps 0": run(rgb, mean, variance, 0),
                "detectron": run(detectron, zeros, ones, 0),
                "detectron2": run(detectron2, mean, variance, 1e-5),
            },
        },
    )


def arrays() -> None:
    values = {"a.weight": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.float64([0.5])}
    file = pickle.dumps({"model": values, "__author__": "Detectron2 Model Zoo", "matching_heuristics": True})
    write(
        "detectron/__golden__/detectron2.json",
        {"file": text(file), "tensors": numbers({k: torch.from_numpy(v) for k, v in values.items()})},
    )


checkpoints()
written()
models()
first_convolution()
arrays()
