"""Golden numbers of COCO's keypoint AP: seeded random people and poses, and pycocotools' results for them.

    python keypoints.py

Few distinct scores, so that many are equal within an image and between images. Made with Python 3.11, NumPy 2.4.6, pycocotools 2.0.11.
"""

import contextlib
import io
import itertools
import json
from pathlib import Path

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

SEED = 20261123
IMAGES = 36
KEYPOINTS = 17
OUTPUT = Path(__file__).parents[2] / "libs/evaluation/src/keypoints/__golden__/keypoints.json"


def main() -> None:
    rng = np.random.default_rng(SEED)
    scores = itertools.cycle(rng.permutation(12) / 16)
    images = [random_image(rng, scores, row) for row in range(IMAGES)]
    expected = {"stats": evaluate(images), "alone": [evaluate([image]) for image in images]}
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps({"images": images, "expected": expected}))
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size} bytes before formatting", expected["stats"])


def random_image(rng, scores, row):
    """One with 24 poses, one without people, one without poses, one with neither; the rest at random."""
    people = 0 if row in (3, 5) else int(rng.integers(1, 5))
    truth = [random_person(rng) for _ in range(people)]
    seen = [person for person in truth for _ in range(int(rng.choice([0, 1, 1, 1, 2])))]
    seen += [None] * int(rng.choice([0, 0, 1]))
    if row == 2:
        seen = [truth[i % people] for i in range(24)]
    if row in (4, 5):
        seen = []
    return {
        "people": truth,
        "poses": [{"score": float(next(scores)), "keypoints": random_pose(rng, person)} for person in seen],
    }


def random_person(rng):
    size = float(np.exp(rng.uniform(np.log(12), np.log(220))))
    box = [rng.uniform(0, 300), rng.uniform(0, 200), size * rng.uniform(0.5, 1), size]
    bbox = [round(float(v), 1) for v in box]
    x, y, w, h = bbox
    keypoints = []
    nothing = rng.uniform() < 0.15
    for _ in range(KEYPOINTS):
        v = 0 if nothing else int(rng.choice([0, 1, 2], p=[0.3, 0.2, 0.5]))
        point = [round(float(x + w * rng.uniform()), 1), round(float(y + h * rng.uniform()), 1)]
        keypoints += [*point, v] if v else [0, 0, 0]
    area = round(w * h * float(rng.uniform(0.4, 0.7)), 1)
    return {"bbox": bbox, "area": area, "keypoints": keypoints, "iscrowd": int(rng.uniform() < 0.1)}


def random_pose(rng, person):
    if person is None:
        person = random_person(rng)
    x, y, w, h = person["bbox"]
    error = np.sqrt(w * h) * rng.choice([0.01, 0.04, 0.08])
    pose = []
    for k in range(KEYPOINTS):
        px, py, v = person["keypoints"][3 * k : 3 * k + 3]
        if v == 0:
            px, py = x + w * rng.uniform(-0.5, 1.5), y + h * rng.uniform(-0.5, 1.5)
        pose += [round(float(px + error * rng.normal()), 1), round(float(py + error * rng.normal()), 1), 1]
    return pose


def evaluate(images):
    truth = {"images": [], "annotations": [], "categories": [{"id": 1, "name": "person"}], "info": {}}
    results = []
    for image_id, image in enumerate(images, 1):
        truth["images"].append({"id": image_id, "width": 640, "height": 480})
        for person in image["people"]:
            entry = {"id": len(truth["annotations"]) + 1, "image_id": image_id, "category_id": 1}
            entry["num_keypoints"] = sum(v > 0 for v in person["keypoints"][2::3])
            truth["annotations"].append({**entry, **person})
        results += [{"image_id": image_id, "category_id": 1, **pose} for pose in image["poses"]]
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO()
        coco.dataset = truth
        coco.createIndex()
        # loadRes refuses an empty list.
        found = coco.loadRes(results) if results else COCO()
        if not results:
            found.dataset = {"images": truth["images"], "annotations": [], "categories": truth["categories"]}
            found.createIndex()
        evaluation = COCOeval(coco, found, "keypoints")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    return [float(value) for value in evaluation.stats]


if __name__ == "__main__":
    main()
