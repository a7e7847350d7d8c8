"""Golden numbers for libs/datasets: Detectron's rule for the size of an image, and bilinear resizing.

The rule is Detectron's `prep_im_for_blob`, restated with the calls it makes (NumPy's and OpenCV's rounding); torchvision's
GeneralizedRCNNTransform, which rounds down instead, is included to compare the scale.

Run with numpy, opencv-python-headless, pillow, torch and torchvision installed: python tools/golden/image_resize.py
"""

import json
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image
from torchvision.models.detection.transform import GeneralizedRCNNTransform

DATASETS = Path(__file__).parents[2] / "libs/datasets/src"
RULE_OUT = DATASETS / "sampling/__golden__/resize-rule.json"
PIXELS_OUT = DATASETS / "node/images/__golden__/resize-image.json"

RULES = [(800, 1333), (600, 1000), (128, 200), (480, 640)]


def detectron(width, height, short, long):
    scale = short / min(width, height)
    if np.round(scale * max(width, height)) > long:
        scale = long / max(width, height)
    image = cv2.resize(np.zeros((height, width), np.uint8), None, None, fx=scale, fy=scale)
    return image.shape[1], image.shape[0], scale


def torchvision(width, height, short, long):
    transform = GeneralizedRCNNTransform(short, long, [0.0] * 3, [1.0] * 3)
    image, _ = transform.resize(torch.zeros(3, height, width))
    return image.shape[2], image.shape[1]


def rule_golden(rng):
    sizes = [(640, 480), (480, 640), (640, 427), (500, 375), (640, 640), (1, 1), (1000, 20), (333, 500)]
    sizes += [tuple(map(int, rng.integers(20, 1500, 2))) for _ in range(32)]
    return [
        {
            "from": [width, height],
            "rule": [short, long],
            "detectron": detectron(width, height, short, long),
            "torchvision": torchvision(width, height, short, long),
        }
        for short, long in RULES
        for width, height in sizes
    ]


def photo(rng, width, height):
    """Blurred noise: as smooth as a photograph."""
    noise = rng.integers(0, 256, (height, width, 3)).astype(np.uint8)
    blurred = cv2.GaussianBlur(noise, (0, 0), 1.5).astype(np.float32)
    return np.clip((blurred - 128) * 4 + 128, 0, 255).astype(np.uint8)


def pixels_golden(rng):
    image = photo(rng, 32, 24)
    cases = []
    for width, height in [(53, 40), (64, 48), (20, 15), (13, 10)]:
        pillow = np.asarray(Image.fromarray(image).resize((width, height), Image.BILINEAR))
        opencv = cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR)
        cases.append(
            {
                "to": [width, height],
                "pillow": pillow.ravel().tolist(),
                "opencv": opencv.ravel().tolist(),
            }
        )
    return {"from": [32, 24], "pixels": image.ravel().tolist(), "cases": cases}


def write(path, value):
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, separators=(",", ":")) + "\n")


def main():
    rng = np.random.default_rng(0)
    write(RULE_OUT, rule_golden(rng))
    write(PIXELS_OUT, pixels_golden(rng))


main()
