"""Writes the input files of the cases beside it: python3 make.py (standard library alone).

`case.json` files are written by hand; run this only when an input changes. Each function names the
tool or the mistake that files of its kind come from.
"""

import json
import pickle
import struct
import sys
import types
import zipfile
import zlib
from pathlib import Path

HERE = Path(__file__).parent

# A picture of one colour, 96 x 64, whose sizes every annotation below repeats.
WIDTH, HEIGHT = 96, 64
PERSON, SKATEBOARD = [10, 5, 30, 50], [8, 50, 40, 10]  # x, y, width, height
IMAGES = {"train": [1, 4], "val": [2], "test": [3, 6]}


def path(*parts):
    target = HERE.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def write_json(value, *parts):
    path(*parts).write_text(json.dumps(value))


def png(width=WIDTH, height=HEIGHT, depth=8, colour=2):
    """A PNG of one colour; `depth` bits a channel, `colour` 2 is RGB, 6 RGBA."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    row = b"\0" + b"\x60" * (width * (3 if colour == 2 else 4) * depth // 8)
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(row * height, 9))
        + chunk(b"IEND", b"")
    )


def image(image_id, file_name):
    return {"id": image_id, "file_name": file_name, "width": WIDTH, "height": HEIGHT}


def box(annotation_id, image_id, category_id, bbox, **more):
    area = bbox[2] * bbox[3]
    return {
        "id": annotation_id,
        "image_id": image_id,
        "category_id": category_id,
        "bbox": bbox,
        "area": area,
        "iscrowd": 0,
        "segmentation": [],
        **more,
    }


def keypoints():
    points = [[10 + index, 10 + 2 * index, 2] for index in range(17)]
    return {"keypoints": [value for point in points for value in point], "num_keypoints": 17}


CATEGORIES = [{"id": 1, "name": "person"}, {"id": 41, "name": "skateboard"}]
PERSONS = [{"id": 1, "name": "person", "keypoints": [f"k{i}" for i in range(17)], "skeleton": []}]

# --- V-COCO in its official layout -----------------------------------------------------------


def person_of(image_id):
    return 10 * image_id + 1


def object_of(image_id):
    return 10 * image_id + 2


def vcoco_labels(images):
    """All people skateboard and stand; nobody holds anything."""

    def action(name, roles, label, target):
        people = [person_of(i) for i in images]
        objects = [object_of(i) if target else 0 for i in images]
        return {
            "action_name": name,
            "role_name": ["agent", *roles],
            "include": [[] for _ in range(1 + len(roles))],
            "image_id": images,
            "ann_id": people,
            "label": [label for _ in images],
            "role_object_id": people + objects * len(roles),
        }

    return [
        action("hold", ["obj"], 0, False),
        action("stand", [], 1, False),
        action("skateboard", ["instr"], 1, True),
    ]


def vcoco_set(
    folder, names="COCO_{split}2014_{id:012}.png", parts=("train2014", "val2014"), crowd=0, pixels=True
):
    ids = [i for split in IMAGES.values() for i in split]
    part = {i: parts[1] if i in IMAGES["test"] else parts[0] for i in ids}
    name = {i: names.format(split="val" if i in IMAGES["test"] else "train", id=i) for i in ids}
    for i in ids if pixels else []:
        path(folder, "images", part[i], name[i]).write_bytes(png())

    def instances(chosen):
        return {
            "images": [image(i, name[i]) for i in chosen],
            "annotations": [
                annotation
                for i in chosen
                for annotation in (
                    box(person_of(i), i, 1, PERSON, iscrowd=crowd),
                    box(object_of(i), i, 41, SKATEBOARD),
                )
            ],
            "categories": CATEGORIES,
        }

    def poses(chosen):
        people = [box(person_of(i), i, 1, PERSON, iscrowd=crowd, **keypoints()) for i in chosen]
        return {"images": [image(i, name[i]) for i in chosen], "annotations": people, "categories": PERSONS}

    of_part = lambda wanted: [i for i in ids if part[i] == wanted]
    if parts[0] == "train2017":
        for year in parts:
            write_json(instances(of_part(year)), folder, f"instances_{year}.json")
    else:
        write_json(instances(ids), folder, "instances_vcoco_all_2014.json")
    for year in parts:
        write_json(poses(of_part(year)), folder, f"person_keypoints_{year}.json")
    splits = {**IMAGES, "trainval": IMAGES["train"] + IMAGES["val"]}
    for split, images in splits.items():
        write_json(vcoco_labels(images), folder, "vcoco", f"vcoco_{split}.json")
        path(folder, "splits", f"vcoco_{split}.ids").write_text("".join(f"{i}\n" for i in images))


# --- Detections for V-COCO's test split ------------------------------------------------------


def corners(bbox):
    x, y, width, height = bbox
    return [x, y, x + width, y + height]


def full_detection(image_id):
    """Everything that the official evaluator asks for; the skateboard of the second image is missed."""
    found = image_id == IMAGES["test"][0]
    return {
        "image_id": image_id,
        "person_box": corners(PERSON),
        "hold_agent": 0.0,
        "hold_obj": [0, 0, 0.1, 0.1, 0.0],
        "stand_agent": 0.9,
        "skateboard_agent": 0.8,
        "skateboard_instr": [*corners(SKATEBOARD), 0.7] if found else [0, 0, 0.1, 0.1, 0.0],
    }


def sparse_detection(image_id):
    """What a cache of UPT, PViC or SCG keeps: only what was found."""
    kept = ("image_id", "person_box", "stand_agent", "skateboard_agent")
    full = full_detection(image_id)
    if image_id == IMAGES["test"][0]:
        kept += ("skateboard_instr",)
    return {key: full[key] for key in kept}


def cache_template():
    """The dict subclass of pocket's `CacheTemplate`, in a module that the reader has not."""
    module = types.ModuleType("utils")
    exec("class CacheTemplate(dict): pass", module.__dict__)
    module.CacheTemplate.__module__ = "utils"
    sys.modules["utils"] = module
    return module.CacheTemplate


def vcoco_detections():
    template = cache_template()
    full = [full_detection(i) for i in IMAGES["test"]]
    sparse = [sparse_detection(i) for i in IMAGES["test"]]
    files = {
        "full.pkl": full,
        "sparse.pkl": sparse,
        "template.pkl": [template(entry) for entry in sparse],
        "tuple.pkl": tuple(full),
    }
    for name, detections in files.items():
        path("vcoco-detections", name).write_bytes(pickle.dumps(detections, protocol=2))
    text = pickle.dumps(full, protocol=0).replace(b"\n", b"\r\n")
    path("vcoco-detections", "crlf.pkl").write_bytes(text)


# --- COCO's results of boxes and keypoints ---------------------------------------------------


def boxes():
    annotations = [box(1, 1, 1, PERSON), box(2, 1, 41, SKATEBOARD)]
    whole = {"images": [image(1, "1.png")], "annotations": annotations, "categories": CATEGORIES}
    results = [
        {"image_id": 1, "category_id": 1, "bbox": PERSON, "score": 0.9},
        {"image_id": 1, "category_id": 41, "bbox": SKATEBOARD, "score": 0.8},
    ]
    write_json(results, "boxes", "results.json")
    write_json([], "boxes", "nothing-found.json")
    for name, edit in {
        "text-ids": {"image_id": "1"},
        "area-null": {"area": None},
        "no-area": {"area": ...},
    }.items():
        edited = [{**a, **edit} for a in annotations]
        edited = [{key: value for key, value in a.items() if value is not ...} for a in edited]
        write_json({**whole, "annotations": edited}, "boxes", f"{name}.json")
    # Two skateboards in two images, the first with id 0: pycocotools never counts it as found.
    zero = [box(0, 1, 41, SKATEBOARD), box(1, 2, 41, SKATEBOARD)]
    images = [image(1, "1.png"), image(2, "2.png")]
    write_json({**whole, "images": images, "annotations": zero}, "boxes", "id-zero.json")
    both = [{"image_id": i, "category_id": 41, "bbox": SKATEBOARD, "score": 0.8} for i in (1, 2)]
    write_json(both, "boxes", "results-of-two.json")


def coco_set(folder, first="000000000001.png", stored=None, crowd=0):
    """Two images a split; `first` is the annotated name of one, `stored` what its file is called."""
    for split, ids in {"train": [1, 2], "val": [11, 12]}.items():
        names = {i: first if i == 1 else f"{i:012}.png" for i in ids}
        images = [image(i, names[i]) for i in ids]
        annotations = [box(10 * i, i, 1, PERSON, iscrowd=crowd, **keypoints()) for i in ids]
        people = {"images": images, "annotations": annotations, "categories": PERSONS}
        things = [box(10 * i + 1, i, 41, SKATEBOARD) for i in ids]
        instances = {
            "images": images,
            "annotations": [box(10 * i, i, 1, PERSON, iscrowd=crowd) for i in ids] + things,
            "categories": CATEGORIES,
        }
        write_json(instances, folder, "annotations", f"instances_{split}2017.json")
        write_json(people, folder, "annotations", f"person_keypoints_{split}2017.json")
        for i in ids:
            name = stored if i == 1 and stored else names[i]
            path(folder, f"{split}2017", name).write_bytes(png())


# --- Results of other tools for own photographs ----------------------------------------------


def photos(folder, names):
    for name in names:
        path(folder, "photos", name).write_bytes(png())


def found(image_id, left, category=1):
    return {"image_id": image_id, "category_id": category, "bbox": [left, 10, 20, 40], "score": 0.9}


def other_tools():
    # YOLO writes a whole number where the stem is one, and the stem otherwise.
    photos("yolo-stems", ["0001.png", "IMG_0001.png", "a_640.png", "b_640.png"])
    stems = [found(1, 10), found("IMG_0001", 20), found("a_640", 30), found("b_640", 40)]
    write_json(stems + [found("c_640", 50)], "yolo-stems", "found.json")
    photos("yolo-digits-of-two", ["a_640.png", "b_640.png"])
    write_json([found(640, 30)], "yolo-digits-of-two", "found.json")
    # Categories counted from 0, without a word about them.
    photos("contiguous-categories", ["0001.png"])
    numbered = [found("0001.png", 10, 0), found("0001.png", 30, 1), found("0001.png", 50, 67)]
    write_json(numbered, "contiguous-categories", "found.json")
    # AlphaPose names images by their files.
    photos("alphapose", ["0001.png"])
    pose = {"image_id": "0001.png", "category_id": 1, "score": 0.9, **keypoints()}
    write_json([pose], "alphapose", "poses.json")
    # OpenPose's converters write (0, 0) for a joint that was not found, some with a confidence.
    photos("corner-keypoint", ["0001.png"])
    points = [20, 30, 0.9] * 16 + [0, 0, 1]
    write_json([{**pose, "keypoints": points}], "corner-keypoint", "poses.json")
    # iPhones write HEIC; some servers name it .jpeg.
    heic = struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic" + bytes(64)
    path("heic-named-jpeg", "photos", "IMG_1.jpeg").write_bytes(heic)


# --- Custom data sets without anything to learn ----------------------------------------------


def custom(folder, people, actions=()):
    images = []
    for index, split in enumerate(["train", "train", "validation", "test"]):
        name = f"images/{index}.png"
        path(folder, name).write_bytes(png())
        person = {"box": corners(PERSON), "actions": list(actions)}
        images.append(
            {
                "file": name,
                "split": split,
                "width": WIDTH,
                "height": HEIGHT,
                "people": [person] if people else [],
                "objects": [],
            }
        )
    dataset = {
        "format": "turbo-hoi dataset",
        "version": 1,
        "name": folder,
        "actions": [{"name": "stand", "roles": []}],
        "objectClasses": ["person", "cup"],
        "keypoints": None,
        "images": images,
    }
    write_json(dataset, folder, "dataset.json")


# --- Weights ---------------------------------------------------------------------------------


def weights():
    header = json.dumps(
        {"__metadata__": None, "conv1.weight": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}
    ).encode()
    header += b" " * (-len(header) % 8)
    body = struct.pack("<Q", len(header)) + header + bytes(8)
    path("metadata-null", "weights.safetensors").write_bytes(body)
    # torch.save(model) of ultralytics: classes of the library, not tensors alone.
    program = b"\x80\x02cultralytics.nn.tasks\nDetectionModel\n)\x81}X\x04\0\0\0yaml}sb."
    with zipfile.ZipFile(path("whole-model", "yolo.pt"), "w") as archive:
        archive.writestr(zipfile.ZipInfo("yolo/data.pkl"), program)
        archive.writestr(zipfile.ZipInfo("yolo/version"), b"3\n")
    git_lfs = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 102502400\n"
    path("lfs-pointer", "resnet50.pth").write_text(git_lfs)


# --- Hostile files ---------------------------------------------------------------------------


def hostile():
    path("deep-config", "deep.json").write_text("[" * 20000 + "]" * 20000)
    path("escapes-in-config", "config.json").write_text('{"\\u001b[31mRED\\u001b]0;owned\\u0007": 1}')
    billion = png(60000, 2, colour=6)  # the header says 60,000 x 60,000
    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + header
    large = billion[:8] + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + billion[33:]
    path("huge-png", "photos", "wide.png").write_bytes(large)
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>'
    path("svg-named-jpg", "photos", "a.jpg").write_text(svg)
    # REDUCE copies a memoised list again and again: 300 KB that ask for gigabytes.
    items = b"]q\0(" + b"K\1" * 100_000 + b"e"
    copies = b"0](" + b"c__builtin__\nset\nh\0\x85R" * 20_000 + b"e."
    packed = b"\x80\2" + items + copies
    with zipfile.ZipFile(path("copies-in-pickle", "bomb.pth"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("bomb/data.pkl"), packed, zipfile.ZIP_DEFLATED)


def main():
    vcoco_set("vcoco-set", pixels=False)
    vcoco_set("coco-2017-images", "{id:012}.png", ("train2017", "val2017"))
    vcoco_set("all-crowd", crowd=1)
    vcoco_detections()
    boxes()
    coco_set("name-as-url", first="my%20pic.png", stored="my pic.png")
    coco_set("name-in-other-case", first="PHOTO.PNG", stored="photo.png")
    coco_set("name-with-backslash", first="train2017\\000000000001.png", stored="000000000001.png")
    other_tools()
    custom("nobody-to-train-on", people=False)
    weights()
    hostile()


main()
