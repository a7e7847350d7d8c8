"""Golden numbers of the box code (Eq. 2), the target choice (Eq. 3) and keypoints from heatmaps, in NumPy, float64.

    pip install numpy==2.4.6
    python tools/golden/boxes_and_maps.py
"""

import json
from pathlib import Path

import numpy as np

LIBS = Path(__file__).resolve().parents[2] / "libs"
SIGMA = 0.3
rng = np.random.default_rng(20261123)


def main():
    write("core/src/boxes", "box-code", box_codes(12))
    write("hoi-module/src/target-choice", "choose-target", [choice(n) for n in (1, 2, 5, 5, 9, 9, 20)])
    write("pose-module/src/heatmap", "decode-heatmaps", heatmaps(rois=3, side=8, keypoints=4))


def encode(target, person):
    """Eq. 2 with x, y the centers of the boxes."""
    (xo, yo, wo, ho), (xh, yh, wh, hh) = centered(target), centered(person)
    return np.stack([(xo - xh) / wh, (yo - yh) / hh, np.log(wo / wh), np.log(ho / hh)], -1)


def centered(boxes):
    low, high = boxes[..., :2], boxes[..., 2:]
    return np.moveaxis(np.concatenate([(low + high) / 2, high - low], -1), -1, 0)


def box_codes(count):
    anchors, targets = random_boxes(count), random_boxes(count)
    return {"anchors": anchors, "targets": targets, "codes": encode(targets, anchors)}


def choice(candidates):
    """Eq. 3. The predicted location is near one of the candidates, so that probabilities are not all 0."""
    person, boxes = random_boxes(1)[0], random_boxes(candidates)
    scores = round32(rng.uniform(0.05, 1, candidates))
    codes = encode(boxes, person)
    mu = round32(codes[rng.integers(candidates)] + rng.normal(0, 0.25, 4))
    g = np.exp(-((codes - mu) ** 2).sum(1) / (2 * SIGMA**2))
    best, weighed = int(g.argmax()), int((g * scores).argmax())
    return {
        "person": person,
        "mu": mu,
        "boxes": boxes,
        "scores": scores,
        "chosen": {"object": best, "probability": g[best]},
        "weighedByScore": {"object": weighed, "probability": g[weighed]},
    }


def heatmaps(rois, side, keypoints):
    """Peaks in the middle, on edges and in corners; each padded with zeros, which have no weight."""
    maps = rng.exponential(1, (rois, side, side, keypoints)) ** 3
    maps[0, 0, 0, 0] = maps[0, 7, 3, 1] = maps[1, 4, 7, 2] = maps[2, 7, 7, 3] = 1000
    maps = round32(maps / maps.sum((1, 2), keepdims=True))
    boxes = random_boxes(rois)
    points = np.zeros((rois, keypoints, 3))
    for r in range(rois):
        for k in range(keypoints):
            padded = np.pad(maps[r, :, :, k], 1)
            y, x = np.unravel_index(maps[r, :, :, k].argmax(), (side, side))
            window = padded[y : y + 3, x : x + 3]
            near = np.array([-0.5, 0.5, 1.5])
            cell_x = x + (window.sum(0) * near).sum() / window.sum()
            cell_y = y + (window.sum(1) * near).sum() / window.sum()
            x1, y1, x2, y2 = boxes[r]
            points[r, k] = [
                x1 + cell_x / side * (x2 - x1),
                y1 + cell_y / side * (y2 - y1),
                maps[r, y, x, k],
            ]
    return {"maps": maps.ravel(), "rois": rois, "side": side, "keypoints": keypoints, "boxes": boxes, "points": points}


def random_boxes(count):
    corner, size = rng.uniform(0, 60, (count, 2)), rng.uniform(8, 60, (count, 2))
    return round32(np.concatenate([corner, corner + size], 1))


def round32(x):
    """Short decimals, rounded to float32."""
    return np.round(x, 4).astype(np.float32).astype(np.float64)


def write(folder, name, content):
    file = LIBS / folder / "__golden__" / f"{name}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(content, default=lambda array: array.ravel().tolist()))
    print(file.relative_to(LIBS), file.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
