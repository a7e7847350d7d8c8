"""HICO-DET's annotation files in miniature: MATLAB's (through scipy), hicodet's JSON and HOIA JSON, with their contents.

Writes libs/formats/src/hico/__golden__/hico-files.json. Needs numpy and scipy.

The official layout: bbox_train and bbox_test are 1 x N structs {filename, size {width, height, depth}, hoi}; hoi is a 1 x M struct
{id, bboxhuman, bboxobject (1 x K structs {x1, x2, y1, y2}), connection [pairs, 2], invis}; an invisible HOI has empty boxes.
anno.mat holds list_action (600 x 1 struct), list_train, list_test (N x 1 cells) and anno_train, anno_test [600, N] of 1, 0, -1, NaN.
"""

import base64
import io
import json
from pathlib import Path

import numpy as np
from scipy.io import savemat

OUT = Path(__file__).parents[2] / "libs/formats/src/hico/__golden__/hico-files.json"

# Verb, object; several objects share the class of the second.
HOIS = [("hold", "cup"), ("sit_at", "dining_table"), ("hug", "person"), ("no_interaction", "cup")]
VERBS = sorted({verb for verb, _ in HOIS})
OBJECTS = sorted({name for _, name in HOIS})
# COCO's ids, and the places of the verbs in HICO's alphabetical list.
COCO_IDS = {"person": 1, "cup": 47, "dining_table": 67}
VERB_IDS = {"hold": 37, "hug": 40, "no_interaction": 58, "sit_at": 87}

# Images: file name, width, height, HOIs as (id from 0, people, objects, connections from 1); None: invisible.
TRAIN = [
    (
        "HICO_train2015_00000001.jpg",
        640,
        427,
        [
            (0, [[208, 33, 427, 300], [10, 5, 60, 90]], [[59, 98, 572, 405]], [[1, 1], [2, 1]]),
            (1, [[207, 33, 427, 301]], [[1, 1, 640, 427]], [[1, 1]]),
            (3, None, None, None),
        ],
    ),
    ("HICO_train2015_00000002.jpg", 480, 640, [(2, None, None, None)]),
    ("HICO_train2015_00000003.jpg", 500, 333, [(2, [[1, 2, 30, 40]], [[20, 2, 50, 44], [60, 60, 60, 60]], [[1, 2], [1, 1]])]),
]
TEST = [
    ("HICO_test2015_00000001.jpg", 320, 240, [(0, [[5, 6, 70, 80]], [[60, 50, 90, 85]], [[1, 1]])]),
    ("HICO_test2015_00000002.jpg", 100, 100, []),
]
LABELS = {
    "train": [[1, -1, np.nan], [1, 0, -1], [-1, 1, 1], [1, np.nan, 0]],
    "test": [[1, 0], [np.nan, 0], [-1, -1], [1, 0]],
}


def struct_row(rows, fields, shape=None):
    """A MATLAB struct array of dicts."""
    array = np.zeros(len(rows), dtype=[(field, object) for field in fields])
    for i, row in enumerate(rows):
        for field in fields:
            array[i][field] = row[field]
    return array.reshape(shape or (1, len(rows)))


def boxes(rows):
    corners = [{"x1": np.uint16(b[0]), "x2": np.uint16(b[2]), "y1": np.uint16(b[1]), "y2": np.uint16(b[3])} for b in rows]
    return struct_row(corners, ["x1", "x2", "y1", "y2"])


def hoi_struct(hoi):
    index, people, objects, connection = hoi
    visible = people is not None
    nothing = np.zeros((0, 0))
    return {
        "id": np.float64(index + 1),
        "bboxhuman": boxes(people) if visible else nothing,
        "bboxobject": boxes(objects) if visible else nothing,
        "connection": np.array(connection, np.float64) if visible else nothing,
        "invis": np.uint8(not visible),
    }


def image_struct(image):
    name, width, height, hois = image
    size = struct_row([{"width": np.float64(width), "height": np.float64(height), "depth": np.float64(3)}], ["width", "height", "depth"])
    fields = ["id", "bboxhuman", "bboxobject", "connection", "invis"]
    return {
        "filename": name,
        "size": size,
        "hoi": struct_row([hoi_struct(h) for h in hois], fields) if hois else np.zeros((0, 0)),
    }


def list_action():
    rows = [{"nname": o, "vname": v, "vname_ing": v + "ing", "syn": np.zeros((0, 0)), "def": "", "synset": "", "ex": ""} for v, o in HOIS]
    return struct_row(rows, ["nname", "vname", "vname_ing", "syn", "def", "synset", "ex"], (len(rows), 1))


def mat(variables):
    file = io.BytesIO()
    savemat(file, variables, do_compression=True)
    return base64.b64encode(file.getvalue()).decode()


def names(images):
    cells = np.empty((len(images), 1), object)
    for i, image in enumerate(images):
        cells[i, 0] = image[0]
    return cells


def pairs(image):
    for index, people, objects, connection in image[3]:
        for human, thing in connection or []:
            yield index, people[human - 1], objects[thing - 1]


def instances(images):
    def entry(image):
        rows = list(pairs(image))
        return {
            "boxes_h": [[float(x) for x in human] for _, human, _ in rows],
            "boxes_o": [[float(x) for x in thing] for _, _, thing in rows],
            "hoi": [index for index, _, _ in rows],
            "object": [OBJECTS.index(HOIS[index][1]) for index, _, _ in rows],
            "verb": [VERBS.index(HOIS[index][0]) for index, _, _ in rows],
        }

    return {
        "annotation": [entry(image) for image in images],
        "filenames": [image[0] for image in images],
        "empty": [i for i, image in enumerate(images) if not list(pairs(image))],
        "objects": OBJECTS,
        "verbs": VERBS,
        "correspondence": [[i, OBJECTS.index(o), VERBS.index(v)] for i, (v, o) in enumerate(HOIS)],
        "size": [[image[1], image[2]] for image in images],
        "rare": [0, 1, 2, 3],
        "non_rare": [],
    }


def hoia(images, origin):
    """As PPDM wrote it: boxes of an image once each; its training file counts pixels from 0."""

    def entry(number, image):
        listed = []

        def place(box, category):
            key = {"bbox": [x - 1 + origin for x in box], "category_id": category}
            if key not in listed:
                listed.append(key)
            return listed.index(key)

        rows = [
            {
                "subject_id": place(human, 1),
                "object_id": place(thing, COCO_IDS[HOIS[index][1]]),
                "category_id": VERB_IDS[HOIS[index][0]],
                "hoi_category_id": index + 1,
            }
            for index, human, thing in pairs(image)
        ]
        return {"file_name": image[0], "img_id": number, "annotations": listed, "hoi_annotation": rows}

    return [entry(i + 1, image) for i, image in enumerate(images)]


def expected(images):
    rows = [(i, *pair) for i, image in enumerate(images) for pair in pairs(image)]
    return {
        "fileNames": [image[0] for image in images],
        "widths": [image[1] for image in images],
        "heights": [image[2] for image in images],
        "firstPair": [sum(r[0] < i for r in rows) for i in range(len(images) + 1)],
        "hois": [r[1] for r in rows],
        "humanBoxes": [x for r in rows for x in r[2]],
        "objectBoxes": [x for r in rows for x in r[3]],
    }


def main():
    anno_bbox = {
        "bbox_train": struct_row([image_struct(i) for i in TRAIN], ["filename", "size", "hoi"]),
        "bbox_test": struct_row([image_struct(i) for i in TEST], ["filename", "size", "hoi"]),
        "list_action": list_action(),
    }
    anno = {
        "anno_train": np.array(LABELS["train"], np.float64),
        "anno_test": np.array(LABELS["test"], np.float64),
        "list_train": names(TRAIN),
        "list_test": names(TEST),
        "list_action": list_action(),
    }
    OUT.parent.mkdir(exist_ok=True)
    golden = {
        "annoBbox": mat(anno_bbox),
        "anno": mat(anno),
        "instances": {"train": instances(TRAIN), "test": instances(TEST)},
        "hoia": {"train": hoia(TRAIN, 0), "test": hoia(TEST, 1)},
        "hois": [{"verb": v, "object": o} for v, o in HOIS],
        "train": expected(TRAIN),
        "test": expected(TEST),
        "unlocated": {
            name: [[hoi[0] for hoi in image[3] if hoi[1] is None] for image in images]
            for name, images in (("train", TRAIN), ("test", TEST))
        },
        "shown": {split: [[h for h in range(len(HOIS)) if labels[h][i] == 1] for i in range(len(labels[0]))] for split, labels in LABELS.items()},
    }
    OUT.write_text(json.dumps(golden, indent=1).replace("\n   ", "") + "\n")


if __name__ == "__main__":
    main()
