"""Grouping of associative embedding (Newell et al. 2017) in NumPy and scipy, written from its description in the paper and from the rules of
princeton-vl/pose-ae-train (utils/group.py): peaks by a maximum filter, matches by linear_sum_assignment.

    pip install numpy==2.4.6 scipy torch==2.15.0
    python tools/golden/tag_groups.py

Writes `tag-groups.json` (libs/pretrained): maps of crowds with noise, missing joints and tags that are close, and the people found; `assign.json`:
costs and assignments.
"""

import numpy as np
from scipy.ndimage import maximum_filter
from scipy.optimize import linear_sum_assignment

from pair_context import round32, write

ORDER = [0, 1, 2, 3, 4, 5, 6, 11, 12, 7, 8, 9, 10, 13, 14, 15, 16]
K = 17
rng = np.random.default_rng(20261201)


def main():
    crowds = [(1, 6, 5, 1, 30), (3, 9, 10, 1, 30), (2, 8, 9, 2, 30), (6, 8, 8, 1, 4)]
    write("pretrained/src/poses/tags", "tag-groups", [crowd(*sizes) for sizes in crowds])
    write("pretrained/src/poses/tags", "assign", [assignment(*shape) for shape in ((1, 1), (4, 4), (3, 7), (8, 5))])


def crowd(people, height, width, tag_size, limit):
    tags_of = np.cumsum(rng.uniform(0.7, 2.5, people))[:, None] * np.ones(tag_size)
    heat = rng.uniform(0, 0.08, (height, width, K))
    tags = rng.normal(0, 3, (height, width, K, tag_size))
    for person in range(people):
        for k in range(K):
            if rng.random() < 0.25:
                continue
            y, x = rng.integers(0, height), rng.integers(0, width)
            heat[y, x, k] = rng.uniform(0.15, 1)
            tags[y, x, k] = tags_of[person] + rng.normal(0, 0.25, tag_size)
    heat, tags = round32(heat), round32(tags)
    return {
        "height": height,
        "width": width,
        "heatmaps": heat.reshape(-1),
        "tags": tags.reshape(-1),
        "maxPeople": limit,
        "people": group(heat, tags, limit),
    }


def group(heat, tags, limit, threshold=0.1, far=1.0):
    height, width, _ = heat.shape
    members = []
    for k in ORDER:
        if len(members) >= limit:
            break
        score = heat[..., k]
        peaks = score * (score == maximum_filter(score, 3, mode="constant", cval=-1))
        cells = np.argsort(-peaks.ravel(), kind="stable")[:limit]
        cells = [c for c in cells if peaks.ravel()[c] > threshold]
        if not cells:
            continue
        own = np.array([tags[c // width, c % width, k] for c in cells])
        partner = [None] * len(cells)
        if members:
            means = np.array([np.mean([m[2] for m in person], 0) for person in members])
            distance = np.sqrt(((own[:, None] - means[None]) ** 2).mean(-1))
            rows, columns = linear_sum_assignment(np.round(distance) * 100 - peaks.ravel()[cells][:, None])
            for i, j in zip(rows, columns):
                if distance[i, j] < far:
                    partner[i] = int(j)
        for i, cell in enumerate(cells):
            if partner[i] is None:
                members.append([])
            members[-1 if partner[i] is None else partner[i]].append((k, cell, own[i]))
    poses = np.zeros((min(len(members), limit), K, 3))
    for person, found in enumerate(members[:limit]):
        for k, cell, _ in found:
            poses[person, k] = [*place(heat[..., k], cell // width, cell % width), heat[cell // width, cell % width, k]]
    return poses


def place(score, y, x):
    padded = np.pad(score, 1, mode="edge")
    dx = 0.25 if padded[y + 1, x + 2] > padded[y + 1, x] else -0.25
    dy = 0.25 if padded[y + 2, x + 1] > padded[y, x + 1] else -0.25
    return x + 0.5 + dx, y + 0.5 + dy


def assignment(rows, columns):
    cost = round32(rng.normal(0, 10, (rows, columns)))
    chosen = np.full(rows, -1)
    chosen[linear_sum_assignment(cost)[0]] = linear_sum_assignment(cost)[1]
    return {"rows": rows, "columns": columns, "cost": cost.reshape(-1), "chosen": [int(c) for c in chosen]}


if __name__ == "__main__":
    main()
