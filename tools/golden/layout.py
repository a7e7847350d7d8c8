"""Golden numbers of AP over all pairs of people and objects: seeded random layouts, and a NumPy implementation of the protocol.

    python layout.py

Few distinct scores, so that many are equal. Classes that the training split shows with an action are listed; other pairs score 0. Made with
Python 3.11, NumPy 2.4.6.
"""

import json
from pathlib import Path

import numpy as np

SEED = 20261129
IMAGES = 60
CLASSES = 5
# Columns by action; the first action has no role, the last is left out.
ACTIONS = [("stand", []), ("hit", ["instr", "obj"]), ("hold", ["obj"]), ("ride", ["instr"]), ("point", ["instr"])]
COLUMNS = [(a, r) for a, (_, roles) in enumerate(ACTIONS) for r in (roles or [None])]
SEEN = [[], [1, 2], [2], [0, 1, 2, 3], [3], [4]]
EXCLUDED = "point"
OUTPUT = Path(__file__).parents[2] / "libs/evaluation/src/layout/__golden__/layout.json"


def main() -> None:
    rng = np.random.default_rng(SEED)
    images = [random_image(rng, row) for row in range(IMAGES)]
    expected = evaluate(images)
    OUTPUT.parent.mkdir(exist_ok=True)
    actions = [{"name": name, "roles": roles} for name, roles in ACTIONS]
    content = {"actions": actions, "seen": SEEN, "exclude": [EXCLUDED], "images": images, "expected": expected}
    OUTPUT.write_text(json.dumps(content))
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size} bytes", expected)


def random_image(rng, row):
    """One image without annotations, one without detections, one with neither."""
    count = 0 if row in (3, 5) else int(rng.integers(2, 7))
    boxes = [random_box(rng) for _ in range(count)]
    classes = [0] + [int(rng.choice([0, 1, 2, 3, 4])) for _ in range(count - 1)] if count else []
    people = [i for i, c in enumerate(classes) if c == 0]
    triplets = {
        (int(rng.choice(people)), int(rng.integers(count)), int(rng.integers(1, len(COLUMNS))))
        for _ in range(int(rng.integers(0, 7)))
        if people
    }
    triplets = sorted(t for t in triplets if t[0] != t[1])
    found = [] if row in (4, 5) else [
        (moved(rng, boxes[i]), classes[i] if rng.random() < 0.9 else int(rng.integers(CLASSES)), i)
        for i in range(count)
        for _ in range(int(rng.choice([0, 1, 1, 1, 2])))
    ]
    if row != 5 and row != 4:
        found += [(random_box(rng), int(rng.integers(CLASSES)), -1) for _ in range(int(rng.integers(0, 3)))]
    rows = [i for i, (_, c, _) in enumerate(found) if c == 0]
    pairs = [(p, o) for p in range(len(rows)) for o in range(len(found)) if rows[p] != o]
    return {
        "truth": {"boxes": boxes, "classes": classes, "triplets": [list(t) for t in triplets]},
        "found": {
            "boxes": [box for box, _, _ in found],
            "classes": [c for _, c, _ in found],
            "scores": [coarse(rng) for _ in found],
            "people": rows,
            "pairs": [list(pair) for pair in pairs],
            "pairScores": [
                [pair_score(rng, (found[rows[p]][2], found[o][2], c) in triplets) for c in range(len(COLUMNS))]
                for p, o in pairs
            ],
        },
    }


def random_box(rng):
    x, y = rng.uniform(0, 300), rng.uniform(0, 200)
    return [round(float(v), 1) for v in (x, y, x + rng.uniform(20, 120), y + rng.uniform(20, 120))]


def moved(rng, box):
    side = np.array([box[2] - box[0], box[3] - box[1]] * 2)
    return [round(float(v), 1) for v in np.array(box) + rng.normal(0, 0.08, 4) * side]


def coarse(rng):
    return int(rng.integers(1, 16)) / 16


def pair_score(rng, is_annotated):
    return min(15 / 16, coarse(rng) / 2 + (0.5 if is_annotated else 0))


def evaluate(images):
    rows = {c: [] for c in range(len(COLUMNS))}
    agents = {a: [] for a in range(len(ACTIONS))}
    positives, people = np.zeros(len(COLUMNS), int), np.zeros(len(ACTIONS), int)
    used = [c for c, (a, role) in enumerate(COLUMNS) if role is not None and ACTIONS[a][0] != EXCLUDED]
    candidates = {c for column in used for c in SEEN[column]}
    for image in images:
        truth, found = image["truth"], image["found"]
        match = match_greedily(truth, found)
        for _, _, c in truth["triplets"]:
            positives[c] += 1
        does = {(p, COLUMNS[c][0]) for p, _, c in truth["triplets"]}
        for _, a in does:
            people[a] += 1
        annotated = {tuple(t) for t in truth["triplets"]}
        best = np.zeros((len(found["people"]), len(ACTIONS)))
        for (p, o), scores in zip(found["pairs"], found["pairScores"]):
            category = found["classes"][o]
            if category not in candidates:
                continue
            for c in used:
                score = scores[c] if category in SEEN[c] else 0.0
                rows[c].append((score, (match[found["people"][p]], match[o], c) in annotated))
                best[p, COLUMNS[c][0]] = max(best[p, COLUMNS[c][0]], score)
        for p, row in enumerate(found["people"]):
            for a in range(len(ACTIONS)):
                agents[a].append((best[p, a], (match[row], a) in does))
    role_ap = [ap(rows[c], positives[c]) if c in used else None for c in range(len(COLUMNS))]
    listed = {COLUMNS[c][0] for c in used}
    agent_ap = [ap(agents[a], people[a]) if a in listed else None for a in range(len(ACTIONS))]
    mean = lambda aps: float(np.mean([x for x in aps if x is not None]))
    return {"role": role_ap, "agent": agent_ap, "roleMean": mean(role_ap), "agentMean": mean(agent_ap)}


def match_greedily(truth, found):
    """Detections of high scores choose first; every annotation is matched once."""
    match, taken = [-1] * len(found["scores"]), set()
    for row in sorted(range(len(match)), key=lambda i: -found["scores"][i]):
        overlaps = [
            (iou(found["boxes"][row], box), -other)
            for other, box in enumerate(truth["boxes"])
            if truth["classes"][other] == found["classes"][row] and other not in taken
        ]
        best = max(overlaps, default=(0, 0))
        if best[0] >= 0.5:
            match[row] = -best[1]
            taken.add(-best[1])
    return match


def iou(a, b):
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    shared = max(w, 0) * max(h, 0)
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


def ap(outcomes, positives):
    """Area under the precision envelope over all recall levels."""
    if positives == 0:
        return None
    scores = np.array([s for s, _ in outcomes])
    hits = np.array([h for _, h in outcomes], float)[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    return float(np.sum(envelope * hits) / positives)


if __name__ == "__main__":
    main()
