"""Golden numbers of detection files, from the official evaluators: inputs of `trainer:score` and its expected scores.

    python score.py make DIR      small sets in the official file formats, seeded: DIR/{vcoco,hico,keypoints,boxes}
    python score.py collect DIR   gathers files and expected numbers into one JSON file

Between the two run the official evaluators. V-COCO: as described in `vcoco.py`, on DIR/vcoco. HICO-DET: as described in `hico.py`, in
DIR/hico. `collect` itself runs pycocotools. Made with Python 3.11, NumPy 2.4.6, SciPy 1.17.1, pycocotools 2.0.11, Octave 7.3.

Scores of one action of V-COCO are distinct, since the order of equal ones is undefined in the original.
"""

import base64
import json
import math
import pickle
import sys
from pathlib import Path

import numpy as np
from scipy.io import loadmat, savemat

SEED = 20261123
WIDTH, HEIGHT = 320, 240
OUTPUT = Path(__file__).parents[2] / "libs/evaluation/src/node/__golden__/score.json"

ACTIONS = [("stand", []), ("sit", ["instr"]), ("hit", ["instr", "obj"]), ("carry", ["obj"]), ("point", ["instr"])]
# COCO's ids are not in a row, and people are not always the first of them.
CATEGORIES = [(5, "person"), (2, "bat"), (44, "chair")]

OBJECTS = ["cup", "wine_glass", "horse"]
HOIS = [(0, "hold"), (0, "lift"), (0, "wash"), (1, "hold"), (1, "fill"), (2, "ride"), (2, "feed"), (2, "no_interaction")]


def make(folder: Path) -> None:
    rng = np.random.default_rng(SEED)
    for name, maker in (("vcoco", make_vcoco), ("hico", make_hico), ("keypoints", make_keypoints), ("boxes", make_boxes)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        maker(rng, folder / name)


# V-COCO


def make_vcoco(rng, folder):
    images = [{"id": 7 + 5 * i, "width": WIDTH, "height": HEIGHT} for i in range(24)]
    rng.shuffle(images)
    annotations = []
    for image in images:
        for row in range(int(rng.integers(2, 8))):
            annotations.append(vcoco_annotation(rng, image, row, 1000 - 3 * len(annotations)))
    rng.shuffle(annotations)
    # Images outside the list, whose annotations and detections are ignored.
    listed = sorted(image["id"] for image in images[:20])
    labels = vcoco_labels(rng, [a for a in annotations if a["image_id"] in listed])
    instances = {"images": images, "annotations": annotations, "categories": categories()}
    write_json(folder / "instances.json", instances)
    write_json(folder / "vcoco.json", labels)
    (folder / "split.ids").write_text("".join(f"{i}\n" for i in listed))
    detections = vcoco_detections(rng, images, annotations, labels)
    (folder / "detections.pkl").write_bytes(pickle.dumps(detections, protocol=2))
    write_json(folder / "detections.json", plain(detections))


def categories():
    return [{"id": i, "name": name} for i, name in CATEGORIES]


def vcoco_annotation(rng, image, row, annotation_id):
    """The first is a whole person: the original needs one in every image."""
    category = CATEGORIES[0][0] if row == 0 else int(rng.choice([5, 5, 2, 44]))
    x, y = rng.uniform(-8, WIDTH - 60), rng.uniform(-8, HEIGHT - 60)
    w, h = rng.uniform(20, 100), rng.uniform(20, 100)
    more = {}
    kind = rng.uniform() if row > 0 else 1
    area = 0.6 * w * h
    if kind < 0.06:
        area = 0
    elif kind < 0.12:
        w = 1
    elif kind < 0.15:
        x = WIDTH - 1
    elif kind < 0.18:
        more = {"ignore": 1}
    return {
        "id": annotation_id,
        "image_id": image["id"],
        "category_id": category,
        "bbox": [round(v, 2) for v in (x, y, w, h)],
        "area": round(area, 2),
        "iscrowd": int(rng.uniform() < 0.15),
        **more,
    }


def is_kept(a):
    return a["area"] > 0 and a["bbox"][2] > 1 and a["bbox"][0] < WIDTH - 1 and "ignore" not in a


def vcoco_labels(rng, annotations):
    people = [a for a in annotations if a["category_id"] == 5]
    first = {a["image_id"]: a["id"] for a in people if is_kept(a)}
    known = [a for a in people if first[a["image_id"]] == a["id"] or rng.uniform() < 0.75]
    files = []
    for name, roles in ACTIONS:
        label = [int(rng.uniform() < 0.45) for _ in known]
        ids = [[a["id"] for a in known]]
        for _ in roles:
            ids.append([vcoco_target(rng, annotations, a) if on else 0 for a, on in zip(known, label)])
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


def vcoco_target(rng, annotations, person):
    others = [a["id"] for a in annotations if a["image_id"] == person["image_id"] and a is not person and is_kept(a)]
    return int(rng.choice(others)) if others and rng.uniform() < 0.7 else 0


def vcoco_detections(rng, images, annotations, labels):
    by_id = {a["id"]: a for a in annotations}
    truth = {}
    for entry in labels:
        count = len(entry["ann_id"])
        ids = np.reshape(entry["role_object_id"], (-1, count))
        for n, person in enumerate(entry["ann_id"]):
            truth[person, entry["action_name"]] = entry["label"][n], ids[1:, n]
    people = [a for a in annotations if a["category_id"] == 5 for _ in range(int(rng.choice([0, 1, 1, 2, 3])))]
    rows = [(a["image_id"], a) for a in people] + [(image["id"], None) for image in images if rng.uniform() < 0.4]
    rng.shuffle(rows)
    keys = sum(1 + len(roles) for _, roles in ACTIONS)
    # Distinct in single precision.
    ranks = iter(rng.permutation(2**14)[: len(rows) * keys] / 2**14)
    detections = []
    for n, (image_id, person) in enumerate(rows):
        # As toolkits write them: lists, arrays of either precision, NumPy scalars.
        array = [list, lambda v: np.array(v, np.float32), np.array][n % 3]
        number = [float, np.float32, np.float64][n % 3]
        detection = {"image_id": [int, np.int64, np.int32][n % 3](image_id), "person_box": array(near(rng, person, 10))}
        for name, roles in ACTIONS:
            on, targets = truth.get((person and person["id"], name), (0, [0, 0]))
            detection[f"{name}_agent"] = number(score(rng, next(ranks), on))
            for role, target in zip(roles, targets):
                box = role_box(rng, by_id.get(int(target)))
                detection[f"{name}_{role}"] = array([*box, score(rng, next(ranks), on)])
        detections.append(detection)
    return detections


def score(rng, rank, on):
    return math.nan if rng.uniform() < 0.05 else float(rank + (0.5 + 2**-15) * on)


def role_box(rng, target):
    kind = rng.uniform()
    if target is None and kind < 0.4 or kind < 0.1:
        return [0.0] * 4
    if target is None and kind < 0.6 or kind < 0.15:
        return [math.nan] * 4
    return near(rng, target if kind < 0.85 else None, 10)


def near(rng, annotation, spread):
    if annotation is None:
        x, y = rng.uniform(0, WIDTH - 80), rng.uniform(0, HEIGHT - 80)
        return [round(v, 2) for v in (x, y, x + rng.uniform(10, 80), y + rng.uniform(10, 80))]
    x, y, w, h = annotation["bbox"]
    x1, y1, x2, y2 = (v + rng.normal() * spread / 2 for v in (x, y, x + w, y + h))
    return [round(v, 2) for v in (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))]


def plain(value):
    """As JSON, with null for NaN."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, np.ndarray)):
        return [plain(item) for item in value]
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and math.isnan(value) else value


# HICO-DET


def make_hico(rng, folder):
    images = [hico_image(rng, i) for i in range(20)]
    training = [hico_image(rng, 100 + i) for i in range(16)]
    actions = structs([{"nname": OBJECTS[o], "vname": verb, "vname_ing": verb + "ing"} for o, verb in HOIS]).T
    labels = rng.choice([-1, 0], size=(len(HOIS), len(images))).astype(float)
    for i, image in enumerate(images):
        labels[image["labels"], i] = 1
    data = folder / "data/hico_20160224_det"
    data.mkdir(parents=True, exist_ok=True)
    savemat(
        data / "anno.mat",
        {
            "list_action": actions,
            "list_train": cells([[image["name"]] for image in training]),
            "list_test": cells([[image["name"]] for image in images]),
            "anno_train": np.zeros((len(HOIS), len(training))),
            "anno_test": labels,
        },
        do_compression=True,
    )
    bbox = {"bbox_train": hico_boxes(training), "bbox_test": hico_boxes(images), "list_action": actions}
    savemat(data / "anno_bbox.mat", bbox, do_compression=True)
    rows = [[[one[1:] for one in image["detections"] if one[0] == hoi] for image in images] for hoi in range(len(HOIS))]
    found = folder / "output/e/hico_det_test2015/p_iter_1"
    found.mkdir(parents=True, exist_ok=True)
    boxes = cells([[np.array(pairs, float) for pairs in row] for row in rows])
    savemat(found / "detections.mat", {"all_boxes": boxes}, do_compression=True)
    write_json(found / "detections.json", rows)
    classes = folder / "cache/det_base_caffenet/train2015"
    classes.mkdir(parents=True, exist_ok=True)
    savemat(classes / "HICO_train2015_00000001.mat", {"cls": cells([["background", *OBJECTS]])})


def hico_image(rng, row):
    """Some images have no HOI, some list one twice (the later entry counts), some have no boxes."""
    entries, detections = [], []
    for hoi in rng.choice(len(HOIS) - 1, size=int(rng.integers(0, 5))):
        humans = [pixel_box(rng) for _ in range(int(rng.integers(1, 4)))]
        objects = [pixel_box(rng) for _ in range(int(rng.integers(1, 3)))]
        links = [[int(rng.integers(len(humans))), int(rng.integers(len(objects)))] for _ in range(int(rng.integers(1, 4)))]
        visible = rng.uniform() > 0.15
        entries.append({"hoi": int(hoi), "humans": humans, "objects": objects, "links": links if visible else []})
        for human, thing in links:
            for _ in range(int(rng.integers(0, 4))):
                detections.append(pair_detection(rng, int(hoi), humans[human], objects[thing]))
    for _ in range(int(rng.integers(0, 4))):
        detections.append(pair_detection(rng, int(rng.integers(len(HOIS))), pixel_box(rng), pixel_box(rng)))
    shown = {entry["hoi"] for entry in entries}
    if rng.uniform() < 0.4:
        shown.add(int(rng.integers(len(HOIS))))
    return {
        "name": f"HICO_{'train' if row >= 100 else 'test'}2015_{row:08d}.jpg",
        "entries": entries,
        "labels": sorted(shown),
        "detections": detections,
    }


def pixel_box(rng):
    """Counted from 1; an even number wide, so that half of it overlaps by exactly 0.5."""
    x, y = int(rng.integers(1, 200)), int(rng.integers(1, 150))
    return [x, y, x + 2 * int(rng.integers(10, 50)) - 1, y + int(rng.integers(20, 80))]


def pair_detection(rng, hoi, human, thing):
    """Counted from 0; with few distinct scores, so that many are equal."""
    human, thing = [float(v) for v in human], [float(v) for v in thing]
    if rng.uniform() < 0.25:
        human[2] = human[0] + (human[2] - human[0] + 1) / 2 - 1
    elif rng.uniform() < 0.6:
        human = [round(v + rng.normal() * 4, 2) for v in human]
        thing = [round(v + rng.normal() * 3, 2) for v in thing]
    return [hoi, *(round(v - 1, 2) for v in human + thing), round(0.1 * int(rng.integers(0, 10)), 1)]


def hico_boxes(images):
    return structs(
        [
            {
                "filename": image["name"],
                "size": {"width": WIDTH, "height": HEIGHT, "depth": 3},
                "hoi": structs([hico_entry(entry) for entry in image["entries"]]) if image["entries"] else np.zeros((0, 0)),
            }
            for image in images
        ]
    )


def hico_entry(entry):
    if not entry["links"]:
        empty = np.zeros((0, 0))
        return {"id": entry["hoi"] + 1, "bboxhuman": empty, "bboxobject": empty, "connection": empty, "invis": 1}
    return {
        "id": entry["hoi"] + 1,
        "bboxhuman": corners(entry["humans"]),
        "bboxobject": corners(entry["objects"]),
        "connection": np.array(entry["links"], np.uint8) + 1,
        "invis": 0,
    }


def corners(boxes):
    return structs([dict(zip(("x1", "x2", "y1", "y2"), (x1, x2, y1, y2))) for x1, y1, x2, y2 in boxes])


def structs(rows):
    """A 1 × N struct array."""
    array = np.empty((1, len(rows)), dtype=[(key, object) for key in rows[0]])
    for i, row in enumerate(rows):
        for key, value in row.items():
            array[0, i][key] = value
    return array


def cells(rows):
    array = np.empty((len(rows), len(rows[0])), dtype=object)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            array[i, j] = value if isinstance(value, str) or np.size(value) else np.zeros((0, 0))
    return array


# COCO


def make_keypoints(rng, folder):
    images = coco_images(rng, 16)
    annotations, results = [], []
    for image in images:
        for _ in range(int(rng.integers(0, 4))):
            person = coco_person(rng, image, len(annotations))
            annotations.append(person)
            for _ in range(int(rng.integers(0, 4))):
                results.append({"image_id": image["id"], "category_id": 1, "keypoints": pose(rng, person), "score": tied(rng)})
    rng.shuffle(results)
    people = [{"id": 1, "name": "person"}]
    write_json(folder / "ground-truth.json", {"images": images, "annotations": annotations, "categories": people})
    write_json(folder / "results.json", results)
    # With boxes, pycocotools uses their areas instead of the extents of the keypoints.
    for result in results:
        result["bbox"] = [0, 0, *(round(float(v), 1) for v in rng.uniform(10, 120, size=2))]
    write_json(folder / "results-with-boxes.json", results)


def coco_images(rng, count):
    return [{"id": int(i), "width": WIDTH, "height": HEIGHT} for i in rng.permutation(count) + 3]


def coco_person(rng, image, annotation_id):
    """Ids begin at 0, which pycocotools takes for "not found"."""
    x, y = rng.uniform(0, 150, size=2)
    w, h = rng.uniform(15, 140, size=2)
    keypoints = []
    for _ in range(17):
        v = int(rng.choice([0, 1, 2, 2]))
        keypoints += [round(x + rng.uniform() * w), round(y + rng.uniform() * h), v] if v else [0, 0, 0]
    if rng.uniform() < 0.15:
        keypoints = [0] * 51
    return {
        "id": annotation_id,
        "image_id": image["id"],
        "category_id": 1,
        "bbox": [round(v, 2) for v in (x, y, w, h)],
        "area": round(0.6 * w * h, 2),
        "iscrowd": int(rng.uniform() < 0.15),
        "keypoints": keypoints,
        "num_keypoints": sum(v > 0 for v in keypoints[2::3]),
    }


def pose(rng, person):
    x, y, w, h = person["bbox"]
    spread = rng.choice([1, 2, 5, 30])
    found = []
    for k in range(17):
        px, py, v = person["keypoints"][3 * k : 3 * k + 3]
        px, py = (px, py) if v else (x + rng.uniform() * w, y + rng.uniform() * h)
        found += [round(px + rng.normal() * spread, 1), round(py + rng.normal() * spread, 1), 1]
    return found


def tied(rng):
    return round(0.1 * int(rng.integers(0, 10)), 1)


def make_boxes(rng, folder):
    images = coco_images(rng, 20)
    annotations, results = [], []
    for image in images:
        for _ in range(int(rng.integers(0, 6))):
            x, y, w, h = rng.uniform(0, 150, size=4) + [0, 0, 8, 8]
            category = int(rng.choice([5, 5, 44]))
            annotations.append(
                {
                    "id": len(annotations),
                    "image_id": image["id"],
                    "category_id": category,
                    "bbox": [round(v, 1) for v in (x, y, w, h)],
                    "area": round(0.7 * w * h, 1),
                    "iscrowd": int(rng.uniform() < 0.1),
                }
            )
            for _ in range(int(rng.integers(0, 4))):
                spread = rng.choice([0, 2, 10])
                box = [v + rng.normal() * spread for v in (x, y, w, h)]
                box = [*box[:2], *(max(v, 2) for v in box[2:])]
                found = category if rng.uniform() < 0.9 else int(rng.choice([2, 5, 44]))
                bbox = [round(v, 1) for v in box]
                results.append({"image_id": image["id"], "category_id": found, "bbox": bbox, "score": tied(rng)})
    # A detector may have more classes than the ground truth lists.
    results.append({"image_id": images[0]["id"], "category_id": 77, "bbox": [1, 1, 9, 9], "score": 0.99})
    rng.shuffle(results)
    write_json(folder / "ground-truth.json", {"images": images, "annotations": annotations, "categories": categories()})
    write_json(folder / "results.json", results)


# Expected numbers


def collect(folder: Path) -> None:
    golden = {
        "vcoco": {**files(folder / "vcoco", ["vcoco.json", "instances.json", "split.ids", "detections.pkl", "detections.json"])},
        "hico": {
            **files(folder / "hico/data/hico_20160224_det", ["anno.mat", "anno_bbox.mat"]),
            **files(folder / "hico/output/e/hico_det_test2015/p_iter_1", ["detections.mat", "detections.json"]),
        },
        "keypoints": files(folder / "keypoints", ["ground-truth.json", "results.json", "results-with-boxes.json"]),
        "boxes": files(folder / "boxes", ["ground-truth.json", "results.json"]),
    }
    expected = {
        "vcoco": plain(json.loads((folder / "vcoco/aps.json").read_text())),
        "hico": {mode: hico_numbers(folder / f"hico/{mode}.mat") for mode in ("def", "ko")},
        "keypoints": pycocotools(folder / "keypoints", "results.json", "keypoints"),
        "keypointsWithBoxes": pycocotools(folder / "keypoints", "results-with-boxes.json", "keypoints"),
        "boxes": pycocotools(folder / "boxes", "results.json", "bbox"),
    }
    OUTPUT.parent.mkdir(exist_ok=True)
    write_json(OUTPUT, {"files": golden, "expected": expected})
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size} bytes before formatting")


def files(folder, names):
    """Text as it is, the rest in base64."""
    texts = (".json", ".ids")
    read = lambda path: path.read_text() if path.suffix in texts else base64.b64encode(path.read_bytes()).decode()
    return {name: read(folder / name) for name in names}


def hico_numbers(path):
    numbers = loadmat(path, squeeze_me=True)
    means = {key: float(numbers[key]) for key in ("full", "rare", "nonrare")}
    return {"perHoi": [float(ap) for ap in numbers["AP"]], **means}


def pycocotools(folder, results, kind):
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    truth = COCO(folder / "ground-truth.json")
    evaluation = COCOeval(truth, truth.loadRes(str(folder / results)), kind)
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    stats = {"stats": [float(v) for v in evaluation.stats]}
    if kind == "keypoints":
        return stats
    # Precisions of all areas and 100 detections: [thresholds, recalls, classes].
    precision = evaluation.eval["precision"][:, :, :, 0, -1]
    classes = [precision[:, :, k] for k in range(precision.shape[2])]
    names = [truth.cats[i]["name"] for i in evaluation.params.catIds]
    per_class = {n: float(c.mean()) if (c > -1).any() else None for n, c in zip(names, classes)}
    return {**stats, "perClass": per_class}


def write_json(path, value):
    path.write_text(json.dumps(value))


if __name__ == "__main__":
    {"make": make, "collect": collect}[sys.argv[1]](Path(sys.argv[2]))
