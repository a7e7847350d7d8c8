"""Golden numbers of V-COCO's agent and role AP.

    python vcoco.py make DIR [SET]      random inputs in the official file formats, seeded
    python vcoco.py collect DIR [SET]   gathers inputs and expected numbers into one JSON file

SET is one of
    plain   seven actions and distinct scores, since the order of equal ones is undefined in the original (default)
    ties    V-COCO's 26 actions and few distinct scores; images without people, boxes one pixel wide, NaN boxes
    size    as many images and detections as V-COCO's test set, to measure time with

Between the two, the official evaluator (s-gupta/v-coco, `vsrl_eval.py`) is run on DIR's files. It prints two
decimals, so let it also save what it computed, in full precision, as DIR/aps.json:
`{"agent": [actions], "scenario_1": [actions][2], "scenario_2": [actions][2]}`, NaN where undefined.
Current NumPy needs `bool` for `np.bool` and `aid[0]` for the `aid` of `_get_vsrl_data`; for `ties`, give every `argsort`
`kind="stable"`. Made with Python 3.11, NumPy 2.4.6, pycocotools.
"""

import itertools
import json
import math
import pickle
import sys
from pathlib import Path

import numpy as np

SEED = 20261123
IMAGES = 48
WIDTH, HEIGHT = 320, 240
PERSON, OBJECT = 1, 2
ACTIONS = [
    ("stand", []),
    ("sit", ["instr"]),
    ("hit", ["instr", "obj"]),
    ("walk", []),
    ("carry", ["obj"]),
    ("cut", ["obj", "instr"]),
    ("point", ["instr"]),
]
ALL_ACTIONS = [
    ("hold", ["obj"]),
    ("stand", []),
    ("sit", ["instr"]),
    ("ride", ["instr"]),
    ("walk", []),
    ("look", ["obj"]),
    ("hit", ["instr", "obj"]),
    ("eat", ["obj", "instr"]),
    ("jump", ["instr"]),
    ("lay", ["instr"]),
    ("talk_on_phone", ["instr"]),
    ("carry", ["obj"]),
    ("throw", ["obj"]),
    ("catch", ["obj"]),
    ("cut", ["instr", "obj"]),
    ("run", []),
    ("work_on_computer", ["instr"]),
    ("ski", ["instr"]),
    ("surf", ["instr"]),
    ("skateboard", ["instr"]),
    ("smile", []),
    ("drink", ["instr"]),
    ("kick", ["obj"]),
    ("point", ["instr"]),
    ("read", ["obj"]),
    ("snowboard", ["instr"]),
]
# Actions, images, detections per image (None: random).
SETS = {"plain": (ACTIONS, IMAGES, None), "ties": (ALL_ACTIONS, 20, None), "size": (ALL_ACTIONS, 4946, 20)}
# In the set with ties: images without valid people, without detections.
EMPTY = {4, 11}
OUTPUTS = {"plain": "vcoco.json", "ties": "vcoco-ties.json"}
OUTPUT = Path(__file__).parents[2] / "libs/evaluation/src/vcoco/__golden__"


def make(folder: Path, kind: str) -> None:
    rng = np.random.default_rng(SEED)
    actions, count, per_image = SETS[kind]
    images = [{"id": 10 + 3 * i, "width": WIDTH, "height": HEIGHT} for i in range(count)]
    annotations = []
    for image in images:
        people = int(rng.integers(1, 5))
        for i in range(people + int(rng.integers(0, 4))):
            annotations.append(random_annotation(rng, image, PERSON if i < people else OBJECT, i))
            annotations[-1]["id"] = len(annotations)
    if kind == "ties":
        narrow(rng, images, annotations)
    labels = random_labels(rng, actions, annotations)
    detections = random_detections(rng, actions, images, annotations, labels, per_image)
    if kind == "size":
        # Thin people have inverted boxes, which readers refuse.
        for one in detections:
            x1, y1, x2, y2 = one["person_box"]
            one["person_box"] = [min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)]
    if kind == "ties":
        detections = coarsen(rng, images, annotations, detections)

    folder.mkdir(parents=True, exist_ok=True)
    categories = [{"id": PERSON, "name": "person"}, {"id": OBJECT, "name": "thing"}]
    instances = {"images": images, "annotations": annotations, "categories": categories}
    (folder / "instances.json").write_text(json.dumps(instances))
    (folder / "vcoco.json").write_text(json.dumps(labels))
    (folder / "split.ids").write_text("".join(f"{image['id']}\n" for image in images))
    (folder / "detections.pkl").write_bytes(pickle.dumps(detections))


def random_annotation(rng, image, category, row):
    # The first person of an image stays whole: the original needs one.
    x, y = rng.uniform(-5, WIDTH - 90), rng.uniform(-5, HEIGHT - 90)
    w, h = rng.uniform(30, 110), rng.uniform(30, 110)
    area = 0.6 * w * h
    kind = rng.uniform() if row > 0 and category == PERSON else 1
    if kind < 0.05:
        area = 0
    elif kind < 0.1:
        w = 0.7
    return {
        "image_id": image["id"],
        "category_id": category,
        "bbox": [round(v, 2) for v in (x, y, w, h)],
        "area": round(area, 2),
        "iscrowd": int(0.1 <= kind < 0.2),
    }


def random_labels(rng, actions, annotations):
    people = [a for a in annotations if a["category_id"] == PERSON]
    # The original requires every image of the split to be labelled.
    first = {a["image_id"]: a["id"] for a in reversed(people)}
    known = [a for a in people if first[a["image_id"]] == a["id"] or rng.uniform() < 0.8]
    by_image = grouped(annotations)
    files = []
    for name, roles in actions:
        label = [int(rng.uniform() < 0.4) for _ in known]
        ids = [[a["id"] for a in known]]
        for _ in roles:
            ids.append([random_target(rng, by_image, a) if on else 0 for a, on in zip(known, label)])
        files.append(
            {
                "action_name": name,
                "role_name": ["agent", *roles],
                "include": [[] for _ in range(1 + len(roles))],
                "image_id": [a["image_id"] for a in known],
                "ann_id": [a["id"] for a in known],
                "label": label,
                "role_object_id": [i for row in ids for i in row],
            }
        )
    return files


def random_target(rng, by_image, person):
    """An annotation of the image that the evaluator uses, or 0."""
    others = [
        a["id"]
        for a in by_image[person["image_id"]]
        if a["id"] != person["id"] and a["area"] > 0 and min(a["bbox"][2:]) > 1
    ]
    return int(rng.choice(others)) if others and rng.uniform() < 0.7 else 0


def grouped(annotations):
    by_image = {}
    for annotation in annotations:
        by_image.setdefault(annotation["image_id"], []).append(annotation)
    return by_image


def random_detections(rng, actions, images, annotations, labels, per_image):
    by_image = grouped(annotations)
    by_id = {a["id"]: a for a in annotations}
    truth = {}
    for entry in labels:
        count = len(entry["ann_id"])
        ids = np.reshape(entry["role_object_id"], (-1, count))
        for n, ann_id in enumerate(entry["ann_id"]):
            truth[ann_id, entry["action_name"]] = entry["label"][n], ids[1:, n]
    rows = []
    for image in images:
        people = [a for a in by_image[image["id"]] if a["category_id"] == PERSON]
        seen = [p for p in people for _ in range(int(rng.choice([0, 1, 1, 1, 2])))]
        seen += [None] if rng.uniform() < 0.3 else []
        if per_image is not None:
            seen = [*seen, *people, *[None] * per_image][:per_image]
        rows += [(image["id"], person) for person in seen]
    keys = sum(1 + len(roles) for _, roles in actions)
    # Distinct in single precision, as long as they suffice: multiples of 2^-14.
    ranks = itertools.cycle(rng.permutation(2**14) / 2**14)

    detections = []
    for image_id, person in rows:
        detection = {"image_id": image_id, "person_box": jittered(rng, person, 12)}
        for name, roles in actions:
            on, targets = truth.get((person and person["id"], name), (0, [0, 0]))
            detection[f"{name}_agent"] = random_score(rng, next(ranks), on)
            for role, target in zip(roles, targets):
                box = random_role_box(rng, by_id.get(int(target)))
                detection[f"{name}_{role}"] = [*box, random_score(rng, next(ranks), on)]
        detections.append(detection)
    return detections


def random_score(rng, rank, on):
    """Correct detections often have higher scores; half a step keeps them distinct from the others."""
    return math.nan if rng.uniform() < 0.05 else float(rank + (0.5 + 2**-15) * on)


def random_role_box(rng, target):
    kind = rng.uniform()
    if target is None and kind < 0.4 or kind < 0.1:
        return [0.0] * 4
    if target is None and kind < 0.6 or kind < 0.15:
        return [math.nan] * 4
    if kind > 0.97:
        return [math.nan, 10.0, 20.0, 30.0]
    return jittered(rng, target if kind < 0.85 else None, 10)


def jittered(rng, annotation, spread):
    if annotation is None:
        x, y = rng.uniform(0, WIDTH - 80), rng.uniform(0, HEIGHT - 80)
        return [round(float(v), 2) for v in (x, y, x + rng.uniform(10, 80), y + rng.uniform(10, 80))]
    x, y, w, h = annotation["bbox"]
    return [round(float(v + rng.normal() * spread / 2), 2) for v in (x, y, x + w, y + h)]


def narrow(rng, images, annotations):
    """Boxes just one pixel wide, whose width has a rounding error; targets are never among them."""
    empty = {images[i]["id"] for i in EMPTY}
    for annotation in annotations:
        if annotation["category_id"] != PERSON:
            continue
        if annotation["image_id"] in empty or rng.uniform() < 0.06:
            annotation["bbox"][2 + int(rng.integers(0, 2))] = 1


def coarsen(rng, images, annotations, detections):
    """Few scores; boxes that are half of an annotation, partly or wholly NaN; nothing in the empty images."""
    empty = {images[i]["id"] for i in EMPTY}
    by_image = grouped(annotations)
    kept = [one for one in detections if one["image_id"] not in empty]
    for one in kept:
        kind = rng.uniform()
        if kind < 0.1:
            x, y, w, h = by_image[one["image_id"]][0]["bbox"]
            one["person_box"] = [x, y, x + w - 1, y + h / 2 - 1]
        elif kind < 0.15:
            one["person_box"][int(rng.integers(0, 4))] = math.nan
        elif kind < 0.18:
            one["person_box"] = [math.nan] * 4
        for key, value in one.items():
            if key.endswith("_agent"):
                one[key] = coarse(value)
            elif isinstance(value, list) and len(value) == 5:
                value[4] = coarse(value[4])
    return kept


def coarse(score):
    return score if math.isnan(score) else round(score * 8) / 8


def collect(folder: Path, kind: str) -> None:
    detections = pickle.loads((folder / "detections.pkl").read_bytes())
    golden = {
        **json.loads((folder / "instances.json").read_text()),
        "labels": json.loads((folder / "vcoco.json").read_text()),
        "detections": detections,
        "expected": json.loads((folder / "aps.json").read_text()),
    }
    output = OUTPUT / OUTPUTS[kind]
    output.parent.mkdir(exist_ok=True)
    output.write_text(json.dumps(without_nan(golden)))
    print(f"{output.name}: {len(detections)} detections, {output.stat().st_size} bytes before formatting")


def without_nan(value):
    if isinstance(value, dict):
        return {key: without_nan(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_nan(item) for item in value]
    return None if isinstance(value, float) and math.isnan(value) else value


if __name__ == "__main__":
    step, folder, kind = [*sys.argv[1:], "plain"][:3]
    {"make": make, "collect": collect}[step](Path(folder), kind)
