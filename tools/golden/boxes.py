"""Golden numbers of COCO's box AP: seeded random objects and detections, and pycocotools' results for them.

    python boxes.py             writes the golden file
    python boxes.py size DIR    writes ground truth and results of the size of COCO's val2017, and prints the time of pycocotools

Few distinct scores, so that many are equal within an image and between images. Made with Python 3.11, NumPy 2.4.6, pycocotools 2.0.11.
"""

import contextlib
import io
import json
import math
import sys
import time
from pathlib import Path

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

SEED = 20261123
IMAGES = 40
CLASSES = 6
# A class without objects but with detections; one never detected; one with neither.
UNSEEN, UNFOUND, ABSENT = 3, 4, 5
OUTPUT = Path(__file__).parents[2] / "libs/evaluation/src/coco-boxes/__golden__/boxes.json"


def main() -> None:
    rng = np.random.default_rng(SEED)
    images = [random_image(rng, row) for row in range(IMAGES)]
    stats, per_class = evaluate(images)
    expected = {
        "stats": stats,
        "perClass": per_class,
        "alone": [evaluate([image])[0] for image in images],
    }
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(without_nan({"classes": CLASSES, "images": images, "expected": expected})))
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size} bytes before formatting", stats, per_class)


def random_image(rng, row):
    """One with 120 detections of a class, one without objects, one without detections, one with neither."""
    count = 0 if row in (3, 5) else int(rng.integers(1, 9))
    objects = [random_object(rng) for _ in range(count)]
    seen = [one for one in objects for _ in range(int(rng.choice([0, 1, 1, 1, 2, 4])))]
    seen += [random_object(rng) for _ in range(int(rng.choice([0, 0, 1, 3])))]
    if row == 2:
        seen = [objects[i % count] for i in range(120)]
    if row in (4, 5):
        seen = []
    detections = [random_detection(rng, one, 0 if row == 2 else None) for one in seen]
    return {"objects": objects, "detections": [one for one in detections if one["class"] not in (UNFOUND, ABSENT)]}


def random_object(rng):
    """Small to large, some with an area of just 32 or 96 squared, some crowds."""
    size = float(np.exp(rng.uniform(np.log(8), np.log(300))))
    bbox = [rng.uniform(0, 300), rng.uniform(0, 200), size * rng.uniform(0.5, 1), size]
    bbox = [round(float(v), 1) for v in bbox]
    area = round(bbox[2] * bbox[3] * float(rng.uniform(0.5, 1)), 1)
    kind = rng.uniform()
    if kind < 0.05:
        area = float(rng.choice([32, 96]) ** 2)
    if kind > 0.85:
        bbox = [float(int(v)) for v in bbox]
    index = int(rng.choice([0, 0, 1, 1, 2, UNFOUND]))
    return {"bbox": bbox, "area": area, "class": index, "iscrowd": int(rng.uniform() < 0.15)}


def random_detection(rng, one, index):
    """The same box, half of it, near it, or a part of it as in a crowd; sometimes another class or no score."""
    x, y, w, h = one["bbox"]
    kind = rng.uniform()
    if kind < 0.1:
        bbox = [x, y, w, h]
    elif kind < 0.2:
        bbox = [x, y, w / 2, h]
    elif kind < 0.3:
        bbox = [x + w / 4, y + h / 4, w / 3, h / 3]
    elif kind < 0.32:
        bbox = [x, y, 0.0, h]
    else:
        spread = rng.choice([0.02, 0.06, 0.15]) * math.sqrt(w * h)
        bbox = [v + spread * rng.normal() for v in (x, y)] + [abs(v + spread * rng.normal()) for v in (w, h)]
    score = math.nan if rng.uniform() < 0.03 else round(0.05 * int(rng.integers(1, 20)), 2)
    if index is None:
        index = one["class"] if rng.uniform() < 0.9 else int(rng.choice([0, 1, 2, UNSEEN]))
    return {"bbox": [round(float(v), 2) for v in bbox], "class": index, "score": score}


def measure(folder: Path) -> None:
    """5,000 images, 80 classes, 100 detections in each image."""
    rng = np.random.default_rng(SEED)
    truth = {"info": {}, "images": [], "annotations": [], "categories": []}
    truth["categories"] = [{"id": k, "name": f"class {k}"} for k in range(1, 81)]
    results = []
    for image_id in range(1, 5001):
        truth["images"].append({"id": image_id, "width": 640, "height": 480})
        objects = [{**random_object(rng), "class": int(rng.integers(80))} for _ in range(int(rng.poisson(7)))]
        for one in objects:
            entry = {"id": len(truth["annotations"]) + 1, "image_id": image_id, "category_id": one["class"] + 1}
            truth["annotations"].append({**entry, **{key: one[key] for key in ("bbox", "area", "iscrowd")}})
        for k in range(100):
            near = objects[k % len(objects)] if objects and k % 2 else random_object(rng)
            found = random_detection(rng, near, near["class"] if k % 2 else int(rng.integers(80)))
            # Readers refuse boxes of zero width or height.
            bbox = [max(v, 1.0) for v in found["bbox"]]
            entry = {"image_id": image_id, "category_id": found["class"] + 1, "bbox": bbox}
            results.append({**entry, "score": float(rng.uniform())})
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "truth.json").write_text(json.dumps(truth))
    (folder / "results.json").write_text(json.dumps(results))
    start = time.process_time()
    coco = COCO(folder / "truth.json")
    evaluation = COCOeval(coco, coco.loadRes(str(folder / "results.json")), "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    print(f"{time.process_time() - start:.1f} s of processor time", [float(value) for value in evaluation.stats])


def evaluate(images):
    truth = {"images": [], "annotations": [], "info": {}}
    truth["categories"] = [{"id": index + 1, "name": f"class {index}"} for index in range(CLASSES)]
    results = []
    for image_id, image in enumerate(images, 1):
        truth["images"].append({"id": image_id, "width": 640, "height": 480})
        for one in image["objects"]:
            entry = {"id": len(truth["annotations"]) + 1, "image_id": image_id, "category_id": one["class"] + 1}
            truth["annotations"].append({**entry, "bbox": one["bbox"], "area": one["area"], "iscrowd": one["iscrowd"]})
        for one in image["detections"]:
            entry = {"image_id": image_id, "category_id": one["class"] + 1}
            results.append({**entry, "bbox": one["bbox"], "score": one["score"]})
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO()
        coco.dataset = truth
        coco.createIndex()
        # loadRes refuses an empty list.
        found = coco.loadRes(results) if results else COCO()
        if not results:
            found.dataset = {"images": truth["images"], "annotations": [], "categories": truth["categories"]}
            found.createIndex()
        evaluation = COCOeval(coco, found, "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    # [thresholds, recalls, classes, areas, limits]
    precision = evaluation.eval["precision"][:, :, :, 0, -1]
    per_class = [float(precision[:, :, k].mean()) if precision[0, 0, k] > -1 else -1.0 for k in range(CLASSES)]
    return [float(value) for value in evaluation.stats], per_class


def without_nan(value):
    if isinstance(value, dict):
        return {key: without_nan(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_nan(item) for item in value]
    return None if isinstance(value, float) and math.isnan(value) else value


if __name__ == "__main__":
    measure(Path(sys.argv[2])) if sys.argv[1:2] == ["size"] else main()
