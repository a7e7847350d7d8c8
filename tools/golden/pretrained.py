"""Golden numbers for libs/pretrained: pixels of a view, NanoDet's and MoveNet's output, non-maximum suppression.

Pixels are Pillow's (BILINEAR with a fractional box) where the view is inside the image, and plain NumPy where it
is not; decoding is restated in NumPy from the models' papers; suppression is torchvision's `batched_nms`.

Run with numpy, pillow, torch and torchvision installed: python tools/golden/pretrained.py
"""

import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torchvision.ops import batched_nms

LIB = Path(__file__).parents[2] / "libs/pretrained/src"


def write(path, value):
    out = LIB / path
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(value) + "\n")


def rounded(values):
    return np.round(np.asarray(values, np.float64), 6).ravel().tolist()


def pillow(pixels, box, width, height):
    """Channel by channel as floats: Pillow rounds bytes after each of its two passes."""
    planes = [
        Image.fromarray(pixels[..., c].astype(np.float32)).resize(
            (width, height), Image.Resampling.BILINEAR, box=box
        )
        for c in range(3)
    ]
    return np.stack([np.asarray(plane) for plane in planes], -1)


def plain(pixels, box, width, height):
    """Pixel by pixel: a triangle around its center, over the pixels that exist."""
    rows, columns = pixels.shape[:2]
    x1, y1, x2, y2 = box
    sx, sy = (x2 - x1) / width, (y2 - y1) / height
    out = np.zeros((height, width, 3))
    for y in range(height):
        for x in range(width):
            cx, cy = x1 + (x + 0.5) * sx, y1 + (y + 0.5) * sy
            if not (0 <= cx < columns and 0 <= cy < rows):
                continue
            wx = np.maximum(0, 1 - np.abs(np.arange(columns) + 0.5 - cx) / max(1, sx))
            wy = np.maximum(0, 1 - np.abs(np.arange(rows) + 0.5 - cy) / max(1, sy))
            weights = np.outer(wy / wy.sum(), wx / wx.sum())
            out[y, x] = np.einsum("yx,yxc->c", weights, pixels)
    return out


def views(rng):
    inside = [
        ((13, 9), (0, 0, 13, 9), 6, 6),
        ((13, 9), (0, 0, 13, 9), 26, 20),
        ((16, 12), (2.25, 1.5, 13.75, 10), 5, 7),
    ]
    outside = [
        ((13, 9), (0, 0, 13, 13), 8, 8),
        ((10, 10), (-4.5, 2.25, 8, 14.75), 9, 9),
        ((10, 10), (20, 20, 30, 30), 4, 4),
        ((1, 1), (-1, -1, 2, 2), 6, 6),
    ]
    cases = []
    for original, sizes in ((pillow, inside), (plain, outside)):
        for (w, h), box, width, height in sizes:
            pixels = rng.integers(0, 256, (h, w, 3))
            if original is pillow:
                # The restatement agrees with the original where one exists.
                assert np.abs(pillow(pixels, box, width, height) - plain(pixels, box, width, height)).max() < 1e-3
            cases.append(
                {
                    "image": {"width": w, "height": h, "data": pixels.ravel().tolist()},
                    "view": {"box": box, "width": width, "height": height},
                    "original": original.__name__,
                    "pixels": rounded(original(pixels, box, width, height)),
                }
            )
    return cases


def nanodet(rng):
    side, classes, bins, least = 32, 3, 5, 0.6
    levels, boxes, scores, labels = [], [], [], []
    for stride in (8, 16):
        across = side // stride
        score = rng.random((across**2, classes)).astype(np.float32)
        logits = (3 * rng.standard_normal((across**2, 4, bins))).astype(np.float32)
        levels.append({"scores": score.ravel().tolist(), "distances": logits.ravel().tolist(), "cells": across**2})
        p = np.exp(logits.astype(np.float64))
        distance = (p / p.sum(-1, keepdims=True)) @ np.arange(bins) * stride
        y, x = [(v.ravel() + 0.5) * stride for v in np.mgrid[:across, :across]]
        box = np.stack([x - distance[:, 0], y - distance[:, 1], x + distance[:, 2], y + distance[:, 3]], 1)
        cell, label = np.nonzero(score >= least)
        boxes.append(box[cell])
        scores.append(score[cell, label])
        labels.append(label)
    return {
        "side": side,
        "minScore": least,
        "levels": levels,
        "boxes": rounded(np.concatenate(boxes)),
        "scores": rounded(np.concatenate(scores)),
        "classes": np.concatenate(labels).tolist(),
    }


def multipose(rng):
    """A 640 × 425 image at longer side 256: scale 0.4, a grid of 256 × 192."""
    rows = rng.random((6, 56)).astype(np.float32)
    rows[:, 55] = [0.9, 0.1, 0.5, 0, 0.3, 0.29]
    scale = 256 / 640
    people = []
    for row in rows[rows[:, 55] >= np.float32(0.3)].astype(np.float64):
        keypoints = row[:51].reshape(17, 3)
        points = np.stack([keypoints[:, 1] * 256 / scale, keypoints[:, 0] * 192 / scale, keypoints[:, 2]], 1)
        y1, x1, y2, x2, score = row[51:]
        box = np.array([x1 * 256, y1 * 192, x2 * 256, y2 * 192]) / scale
        people.append({"box": rounded(box), "score": score, "keypoints": rounded(points)})
    return {"image": {"width": 640, "height": 425}, "longer": 256, "rows": rows.ravel().tolist(), "people": people}


def suppression(rng):
    corner = rng.uniform(0, 40, (200, 2))
    boxes = np.concatenate([corner, corner + rng.uniform(5, 30, (200, 2))], 1).astype(np.float32)
    scores = rng.permutation(np.linspace(0.01, 0.99, 200)).astype(np.float32)
    classes = rng.integers(0, 3, 200)
    kept = batched_nms(torch.tensor(boxes), torch.tensor(scores), torch.tensor(classes), 0.5).numpy()
    return {
        "boxes": boxes.ravel().tolist(),
        "scores": scores.tolist(),
        "classes": classes.tolist(),
        "nmsIou": 0.5,
        "scoreThreshold": 0.2,
        "kept": kept[scores[kept] >= 0.2].tolist(),
    }


def main():
    rng = np.random.default_rng(0)
    write("images/__golden__/views.json", views(rng))
    write("detectors/__golden__/nanodet.json", nanodet(rng))
    write("poses/__golden__/multipose.json", multipose(rng))
    write("boxes/__golden__/suppress.json", suppression(rng))


if __name__ == "__main__":
    main()
