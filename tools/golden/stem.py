"""Writes the golden maps of libs/stem's ResNet and feature pyramid from torchvision.

    pip install torch==2.15.0 torchvision==0.29.2 --index-url <a CPU wheel index>
    python tools/golden/stem.py

Weights and image come from `formula.py`. Of every map (NHWC) the file has every `step`-th number, the mean and the root of the
mean square.
"""

import json
from pathlib import Path

import numpy as np
import torch
import torchvision
from torchvision.models.detection.backbone_utils import BackboneWithFPN
from torchvision.ops import FrozenBatchNorm2d

import formula

SOURCES = Path(__file__).resolve().parents[2] / "libs" / "stem" / "src"
WIDTH, HEIGHT = 96, 64


def main():
    maps = {f"resnet{depth}": network(depth) for depth in (50, 101)}
    write("fpn", "resnet-fpn", {"width": WIDTH, "height": HEIGHT, **maps})


@torch.no_grad()
def network(depth):
    body = getattr(torchvision.models, f"resnet{depth}")(norm_layer=FrozenBatchNorm2d)
    layers = {f"layer{i}": str(i - 1) for i in range(1, 5)}
    network = BackboneWithFPN(body, layers, [256, 512, 1024, 2048], 256).eval()
    formula.load(network, torch)
    x = torch.from_numpy(formula.image(WIDTH, HEIGHT) / 255).double().permute(2, 0, 1)[None]
    mean, deviation = (torch.tensor(v).double().view(1, 3, 1, 1) for v in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))
    network.double()
    body = network.body((x - mean) / deviation)
    levels = network.fpn(body)
    return {
        "c": [sampled(map) for map in body.values()],
        "p": [sampled(map) for map in levels.values()],
    }


def sampled(map):
    values = map.permute(0, 2, 3, 1).numpy()
    flat = values.ravel()
    step = max(1, flat.size // 150) | 1
    return {
        "shape": list(values.shape),
        "step": step,
        "sample": [float(f"{v:.7g}") for v in flat[::step]],
        "mean": flat.mean(),
        "rms": np.sqrt((flat**2).mean()),
    }


def write(folder, name, content):
    file = SOURCES / folder / "__golden__" / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content) + "\n")
    print(file.relative_to(SOURCES), file.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
