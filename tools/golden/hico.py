"""Golden numbers of HICO-DET's mAP.

    python hico.py make DIR      random images and detections in the official file layout, seeded
    python hico.py collect DIR   gathers inputs and expected numbers into one JSON file

Between the two, the official evaluator (ywchao/ho-rcnn, `eval_one.m` and `VOCevaldet_bboxpair.m`, unchanged) runs in DIR, in
both settings, with `format = 'all'`, `exp_dir = 'e'`, `prefix = 'p'`, `iter = 1`, `image_set = 'test2015'`; then save `AP`,
`num_inst`, `full = mean(AP)`, `rare = mean(AP(s_ind))` and `nonrare = mean(AP(p_ind))` as DIR/def.mat and DIR/ko.mat (-v7).
Octave needs a function `parpool` that returns what `delete` takes (the name of an empty file). Made with Octave 7.3, Python 3.11, SciPy, NumPy 2.4.6.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
from scipy.io import loadmat, savemat

SEED = 20261123
IMAGES = 60
WIDTH, HEIGHT = 320, 240
OBJECTS = ["cup", "horse", "wine_glass", "person"]
# Object of each HOI. The original requires HOIs of the same object to be adjacent.
HOIS = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3]
# HOIs without boxes: one without detections, one only in the image labels, one with detections.
UNSEEN = {3: "silent", 8: "labelled", 12: "detected"}
# Ten pairs of which six are detected: recalls of exactly 0.3 and 0.6.
TENTHS = 10
UNDETECTED = 10
OUTPUT = Path(__file__).parents[2] / "libs/evaluation/src/hico/__golden__/hico.json"


def make(folder: Path) -> None:
    rng = np.random.default_rng(SEED)
    images = [random_image(rng, i) for i in range(IMAGES)]
    training = [random_image(rng, i, most=3) for i in range(90)]
    for entry in [*images, *training]:
        entry["hois"].sort(key=lambda one: one["id"])
    data = folder / "data/hico_20160224_det"
    data.mkdir(parents=True, exist_ok=True)
    actions = [{"nname": OBJECTS[o], "vname_ing": f"doing{i}"} for i, o in enumerate(HOIS)]
    labels = np.zeros((len(HOIS), IMAGES)) - 1
    for i, image in enumerate(images):
        # 1: present, 0: unknown, -1: absent.
        labels[:, i] = rng.choice([-1, 0], size=len(HOIS))
        labels[image["labels"], i] = 1
    savemat(
        data / "anno.mat",
        {
            "list_action": structs(actions).T,
            "list_train": cells([[name(i)] for i in range(len(training))]),
            "list_test": cells([[name(i)] for i in range(IMAGES)]),
            "anno_train": np.zeros((len(HOIS), len(training))),
            "anno_test": labels,
        },
    )
    savemat(data / "anno_bbox.mat", {"bbox_train": boxes_of(training), "bbox_test": boxes_of(images)})
    rows = [[[] for _ in range(IMAGES)] for _ in HOIS]
    for i, image in enumerate(images):
        for hoi, *numbers in image["detections"]:
            rows[hoi][i].append(numbers)
    found = folder / "output/e/hico_det_test2015/p_iter_1"
    found.mkdir(parents=True, exist_ok=True)
    savemat(found / "detections.mat", {"all_boxes": cells([[np.array(r, float) for r in row] for row in rows])})
    classes = folder / "cache/det_base_caffenet/train2015"
    classes.mkdir(parents=True, exist_ok=True)
    savemat(classes / "HICO_train2015_00000001.mat", {"cls": cells([["background", *OBJECTS]])})
    (folder / "images.json").write_text(json.dumps(without_nan(images)))


def random_image(rng, row, most=5):
    """HOIs with their pairs, counted from 1 as in the files; the first images have one pair of HOI 0 each."""
    human, thing = random_box(rng, 40, 120), random_box(rng, 20, 80)
    hois, detections = [], []
    if row < TENTHS:
        hois.append({"id": 0, "pairs": [[human, thing]]})
        # A false positive in between, so that precision drops.
        if row < 6:
            detections.append(detection(0, human, thing, 0.9 - 0.05 * row))
        if row in (2, 5, 8):
            detections.append(detection(0, thing, human, 0.8))
    ids = rng.permutation(np.arange(1, len(HOIS)))[: int(rng.integers(0, most))]
    for hoi in ids:
        if int(hoi) in UNSEEN:
            continue
        invisible = rng.uniform() < 0.15
        count = 0 if invisible else int(rng.integers(1, 4))
        pairs = [[random_box(rng, 40, 120), random_box(rng, 20, 80)] for _ in range(count)]
        if count > 1 and rng.uniform() < 0.3:
            pairs[1] = [list(box) for box in pairs[0]]
        hois.append({"id": int(hoi), "pairs": pairs})
        for pair in pairs:
            detections += random_detections(rng, int(hoi), pair)
    for hoi in rng.choice(len(HOIS), size=int(rng.integers(0, 4))):
        if UNSEEN.get(int(hoi)) not in ("silent", "labelled"):
            boxes = [random_box(rng, 40, 120), random_box(rng, 20, 80)]
            detections.append(detection(int(hoi), *boxes, random_score(rng)))
    kept = [one for one in detections if one[0] not in (UNDETECTED, *([0] if row >= TENTHS else []))]
    labels = {one["id"] for one in hois}
    if rng.uniform() < 0.4:
        labels.add(int(rng.integers(0, len(HOIS))))
    if rng.uniform() < 0.2:
        labels.add(8)
    rng.shuffle(kept)
    return {"hois": hois, "labels": sorted(labels), "detections": [list(one) for one in kept]}


def random_detections(rng, hoi, pair):
    """None to three of one pair: exact, half of a box, near, of another HOI, without a score or a box."""
    rows = []
    for _ in range(int(rng.choice([0, 1, 1, 2, 3]))):
        human, thing = ([float(v) for v in box] for box in pair)
        kind = rng.uniform()
        other = hoi
        if kind < 0.2:
            half(human if rng.uniform() < 0.5 else thing, rng.choice([0, 0, 1, -1]))
        elif kind < 0.7:
            human = [round(v + rng.normal() * 8, 2) for v in human]
            thing = [round(v + rng.normal() * 5, 2) for v in thing]
        elif kind < 0.8:
            other = int(rng.integers(1, len(HOIS)))
        elif kind < 0.85:
            human[int(rng.integers(0, 4))] = math.nan
        elif kind < 0.88:
            human, thing = [math.nan] * 4, [math.nan] * 4
        if UNSEEN.get(other) not in ("silent", "labelled"):
            rows.append(detection(other, human, thing, random_score(rng)))
    return rows


def half(box, more):
    """Half the pixels of a box, which is an even number wide, and some columns more."""
    box[2] = box[0] + (box[2] - box[0] + 1) / 2 - 1 + float(more)


def random_box(rng, low, high):
    x, y = int(rng.integers(1, WIDTH - high)), int(rng.integers(1, HEIGHT - high))
    w, h = 2 * int(rng.integers(low // 2, high // 2)), int(rng.integers(low, high))
    return [x, y, x + w - 1, y + h - 1]


def random_score(rng):
    """Few distinct scores, so that many are equal."""
    return math.nan if rng.uniform() < 0.03 else round(0.05 * int(rng.integers(0, 20)), 2)


def detection(hoi, human, thing, score):
    """Counted from 0, as in detection files."""
    return [hoi, *(round(v - 1, 2) for v in human), *(round(v - 1, 2) for v in thing), score]


def boxes_of(images):
    size = structs([{"width": WIDTH, "height": HEIGHT, "depth": 3}])
    entries = []
    for i, image in enumerate(images):
        hois = [
            {
                "id": one["id"] + 1,
                "bboxhuman": corners([human for human, _ in one["pairs"]]),
                "bboxobject": corners([thing for _, thing in one["pairs"]]),
                "connection": np.array([[k + 1, k + 1] for k in range(len(one["pairs"]))], float).reshape(-1, 2),
                "invis": int(not one["pairs"]),
            }
            for one in image["hois"]
        ]
        fields = ["id", "bboxhuman", "bboxobject", "connection", "invis"]
        entries.append({"filename": name(i), "size": size, "hoi": structs(hois, fields)})
    return structs(entries)


def corners(boxes):
    rows = [{"x1": x1, "x2": x2, "y1": y1, "y2": y2} for x1, y1, x2, y2 in boxes]
    return structs(rows, ["x1", "x2", "y1", "y2"])


def name(i):
    return f"HICO_{i + 1:08d}.jpg"


def structs(rows, fields=None):
    """A 1 × N struct array."""
    fields = fields or list(rows[0])
    array = np.empty((1, len(rows)), dtype=[(field, object) for field in fields])
    for i, row in enumerate(rows):
        for field in fields:
            array[0, i][field] = float(row[field]) if isinstance(row[field], int) else row[field]
    return array


def cells(rows):
    array = np.empty((len(rows), len(rows[0])), dtype=object)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            array[i, j] = value
    return array


def collect(folder: Path) -> None:
    expected = {setting: loadmat(folder / f"{file}.mat", squeeze_me=True) for setting, file in FILES.items()}
    golden = {
        "categories": [
            {"object": obj, "trainingPairs": int(pairs)}
            for obj, pairs in zip(HOIS, expected["default"]["num_inst"])
        ],
        "images": json.loads((folder / "images.json").read_text()),
        "expected": {
            setting: {
                "full": float(saved["full"]),
                "rare": float(saved["rare"]),
                "nonRare": float(saved["nonrare"]),
                "perHoi": [float(ap) for ap in saved["AP"]],
            }
            for setting, saved in expected.items()
        },
    }
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(golden))
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size} bytes before formatting", golden["expected"])


FILES = {"default": "def", "knownObject": "ko"}


def without_nan(value):
    if isinstance(value, dict):
        return {key: without_nan(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_nan(item) for item in value]
    return None if isinstance(value, float) and math.isnan(value) else value


if __name__ == "__main__":
    {"make": make, "collect": collect}[sys.argv[1]](Path(sys.argv[2]))
