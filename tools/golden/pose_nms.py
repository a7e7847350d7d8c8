"""Parametric pose NMS (Fang et al. 2017) in NumPy, float64, written from its definition: all likenesses as one matrix, then a greedy pass.

    pip install numpy==2.4.6
    python tools/golden/pose_nms.py

Writes `pose-nms.json` (libs/pose-module): images of people with repeated poses, the likenesses of all pairs, the groups and the keypoints that are
left, with and without merging.
"""

import numpy as np

from pair_context import round32, write

DELTA1, DELTA2, MU, GAMMA, JOINT = 0.01, 2.08, 2.08, 22.48, 0.1
K = 17
rng = np.random.default_rng(20261201)


def main():
    write("pose-module/src/nms", "pose-nms", [image(people, repeats) for people, repeats in ((1, 0), (2, 3), (4, 5))])


def image(people, repeats):
    """People, and poses near some of them, some so far that they are kept."""
    low = rng.uniform(0, 200, (people, 2))
    boxes = np.concatenate([low, low + rng.uniform(60, 160, (people, 2))], 1)
    poses = boxes[:, None, :2] + rng.uniform(0, 1, (people, K, 2)) * (boxes[:, None, 2:] - boxes[:, None, :2])
    of = rng.integers(0, people, repeats)
    sides = (boxes[of, 2:] - boxes[of, :2]).max(1)
    spread = rng.choice([0.02, 0.05, 0.08, 0.4], repeats) * sides
    poses = np.concatenate([poses, poses[of] + rng.normal(0, 1, (repeats, K, 2)) * spread[:, None, None]])
    boxes = round32(np.concatenate([boxes, boxes[of] + rng.normal(0, 4, (repeats, 4))]))
    confidence = rng.uniform(0, 1, (people + repeats, K)) ** 3
    confidence[:, 4] = 0
    keypoints = round32(np.concatenate([poses, confidence[..., None]], -1))
    scores = round32(rng.uniform(0.1, 1, people + repeats))
    place, confidence = keypoints[..., :2], keypoints[..., 2]
    size = JOINT * (boxes[:, 2:] - boxes[:, :2]).max(1)
    # Row i: the joints of all poses against pose i, in units of its joint's box.
    distance = np.linalg.norm(place[:, None] - place[None], axis=-1) / size[:, None, None]
    soft = np.tanh(confidence / DELTA1)
    matching = ((distance <= 1) * soft[:, None] * soft[None]).sum(-1)
    likeness = matching + MU * np.exp(-distance / DELTA2).sum(-1)
    groups, merged, kept = [], np.zeros_like(keypoints), np.zeros_like(keypoints)
    free = np.ones(len(scores), bool)
    for row in np.argsort(-scores):
        if not free[row]:
            continue
        repeated = free & (likeness[row] >= GAMMA)
        repeated[row] = False
        free[repeated] = free[row] = False
        rows = np.concatenate([[row], np.flatnonzero(repeated)])
        groups.append({"pose": int(row), "rows": [int(i) for i in rows]})
        kept[row] = keypoints[row]
        weight = confidence[rows] * (distance[row, rows] <= 1)
        total = weight.sum(0)
        share = weight / np.where(total > 0, total, 1)
        mean = (share[..., None] * keypoints[rows]).sum(0)
        merged[row] = np.where(total[:, None] > 0, mean, keypoints[row])
    return {
        "keypoints": keypoints.reshape(-1),
        "boxes": boxes.reshape(-1),
        "scores": scores,
        "likeness": likeness.reshape(-1),
        "groups": groups,
        "kept": kept.reshape(-1),
        "merged": merged.reshape(-1),
    }


if __name__ == "__main__":
    main()
