"""Golden numbers for libs/datasets: torchvision's keypoint targets and box deltas.

Run with torch and torchvision installed: python tools/golden/datasets.py
"""

import json
from pathlib import Path

import torch
from torchvision.models.detection._utils import BoxCoder
from torchvision.models.detection.roi_heads import keypoints_to_heatmap

OUT = Path(__file__).parents[2] / "libs/datasets/src/batch/__golden__/torchvision.json"
SIDE = 28


def main():
    torch.manual_seed(0)
    corner = torch.randint(0, 64 * 60, (12, 2)) / 64
    size = torch.randint(64, 64 * 60, (12, 2)) / 64
    boxes = torch.cat([corner, corner + size], 1)
    # Inside, outside, and exactly on every edge of the box.
    inside = corner[:, None] + size[:, None] * torch.rand(12, 9, 2)
    outside = corner[:, None] + size[:, None] * (torch.rand(12, 4, 2) * 3 - 1)
    center = corner + size / 2
    edges = torch.stack(
        [
            torch.stack([boxes[:, 0], center[:, 1]], 1),
            torch.stack([boxes[:, 2], center[:, 1]], 1),
            torch.stack([center[:, 0], boxes[:, 3]], 1),
            boxes[:, 2:],
        ],
        1,
    )
    points = torch.round(torch.cat([inside, outside, edges], 1) * 64) / 64
    visible = torch.randint(0, 3, points.shape[:2])
    keypoints = torch.cat([points, visible[..., None]], 2)
    cells, valid = keypoints_to_heatmap(keypoints, boxes, SIDE)

    shift = torch.randint(-64 * 6, 64 * 6, (12, 4)) / 64
    proposals = boxes + shift * size.repeat(1, 2) / 60
    proposals = torch.round(proposals * 64) / 64
    deltas = BoxCoder((10.0, 10.0, 5.0, 5.0)).encode_single(boxes, proposals)

    golden = {
        "side": SIDE,
        "boxes": boxes.tolist(),
        "keypoints": keypoints.tolist(),
        "cells": cells.tolist(),
        "valid": valid.tolist(),
        "proposals": proposals.tolist(),
        "deltas": deltas.tolist(),
    }
    OUT.write_text(json.dumps(golden) + "\n")


main()
