"""Reads a resolved config, as `--print-config` prints it, for `pytorch_peer.py`.

The sections that determine a training step have known fields only: a field of another name or a plugin of another kind is
refused, since the time of another network would be printed otherwise.
"""

import json
import re
from types import SimpleNamespace

BLOCK = "convs channels deconvChannels outputKernel groups coarse coarseScale jointScale"
PAIRS = "width pairWidth classWidth heads blocks dropout readsPose actionWeight absentWeight density targetWeight"
HOI = "width layers dropout layerNorm standardize residual joints pairs pairWeight actionLoss targetWeight beta baseRate"
MASK = "scale deviation"

# Fields by kind, by section.
STEM = {
    "small": "widths blocks channels groups",
    "random-map": "channels stride",
    "resnet-c4": "depth frozenStages recompute",
    "layout": "channels classWidth hidden skeletons",
}
INITIAL_POSE = {"keypoint-block": f"{BLOCK} lambda", "skeleton": "channels lambda"}
HOI_MODULE = {"explicit": HOI, "multi-task": HOI, "pair-context": PAIRS}
POSE_MODULE = {"hoi-guided": f"{BLOCK} skip", "skeleton": "channels hidden dropout"}
ATTENTION_MASK = {
    "fc-sigmoid": MASK,
    "channel": MASK,
    "full": MASK,
    "separable": MASK,
    "conv": f"{MASK} kernel hidden",
    "none": "",
}
OBJECT_BRANCH = {"two-fc": "width aligned beta lambda", "residual": "blocks groups beta lambda"}
OPTIMIZER = {
    "adam": "beta1 beta2 epsilon weightDecay decoupledWeightDecay decay",
    "sgd": "momentum weightDecay nesterov decay",
}

ROI = "side aligned context"
CONTEXT = "scale minAspect channels"
STAGE = "hoi pose mask lambdaHoi lambdaPose poseToHoiGradient hoiToPoseGradient recompute"

# Known values of fields that choose a form.
VALUES = {
    "coarse": ("softmax", "logits"),
    "actionLoss": ("sum", "mean"),
    "decay": ("all", "weights"),
    "skeletons": (True,),
    "readsPose": (True,),
    "density": (False,),
}

# Action columns, keypoints and object classes of the embedded data set.
EMBEDDED_SET = (13, 17, 7)


class ConfigError(Exception):
    """A config that this program does not know; the message names the field."""


def read_config(text, image=None, data=None):
    """The sections of a config that a step depends on; `lambda` is named `weight`.

    image: height and width, data: numbers of action columns, keypoints and object classes; None: those of the config's
    embedded data set.
    """
    config = json.loads(json_of(text))
    if get(config, "shareStages"):
        raise ConfigError("shareStages: got true; known: false")
    dataset, sampling = get(config, "dataset"), get(config, "sampling")
    if get(sampling, "accumulate", "sampling.") != 1:
        raise ConfigError(f"sampling.accumulate: got {sampling['accumulate']}; known: 1")
    embedded = get(dataset, "kind", "dataset.") == "synthetic"
    if get(get(config, "stem"), "kind", "stem.") == "layout":
        image = (1, 1)  # No pixel is read.
    if not embedded and (image is None or data is None):
        raise ConfigError(f"dataset.kind: got {dataset['kind']}; pass its sizes with --image and --data")
    if get(config, "input") is not None and image is None:
        raise ConfigError("input: images are resized; pass their size with --image")
    height, width = image or (get(dataset, "size", "dataset."),) * 2
    columns, keypoints, classes = data or EMBEDDED_SET
    return SimpleNamespace(
        name=get(config, "name"),
        columns=columns,
        keypoints=keypoints,
        classes=classes,
        height=height,
        width=width,
        images=get(sampling, "images", "sampling."),
        people=get(sampling, "people", "sampling."),
        proposals=get(sampling, "proposals", "sampling."),
        objects=get(sampling, "objects", "sampling."),
        frozen=get(config, "frozen"),
        stem=plugin(config, "stem", STEM),
        roi=read_roi(get(config, "roi")),
        initialPose=plugin(config, "initialPose", INITIAL_POSE, optional=True),
        stages=[read_stage(stage, f"stages[{i}].") for i, stage in enumerate(get(config, "stages"))],
        objectBranch=plugin(config, "objectBranch", OBJECT_BRANCH, optional=True),
        optimizer=plugin(config, "optimizer", OPTIMIZER),
        clipNorm=get(get(config, "training"), "clipNorm", "training."),
    )


def json_of(text):
    """The object in a command's output: nx may print lines of its own before and after it."""
    found = re.search(r"^\{.*\}$", text, re.MULTILINE | re.DOTALL)
    if not found:
        raise ConfigError("no config; --print-config prints one")
    return found.group()


def read_roi(value):
    roi = section(value, "roi", ROI)
    if roi.context is not None:
        roi.context = section(roi.context, "roi.context", CONTEXT)
    return roi


def read_stage(value, path):
    stage = section(value, path.rstrip("."), STAGE)
    stage.hoi = plugin(value, "hoi", HOI_MODULE, path, optional=True)
    stage.pose = plugin(value, "pose", POSE_MODULE, path, optional=True)
    stage.mask = plugin(value, "mask", ATTENTION_MASK, path)
    return stage


def plugin(parent, name, kinds, path="", optional=False):
    """A plugin's options with its `kind`; None where it is null."""
    value = get(parent, name, path)
    if value is None and optional:
        return None
    kind = get(value, "kind", f"{path}{name}.")
    if kind not in kinds:
        raise ConfigError(f"{path}{name}.kind: got {kind}; known: {', '.join(kinds)}")
    return section(value, f"{path}{name}", f"kind {kinds[kind]}")


def section(value, path, fields):
    known = fields.split()
    options = {name: get(value, name, f"{path}.") for name in known}
    for name, given in value.items():
        if name not in known:
            raise ConfigError(f"{path}.{name}: this field is not known here")
        if given not in VALUES.get(name, (given,)):
            raise ConfigError(f"{path}.{name}: got {given}; known: {', '.join(map(str, VALUES[name]))}")
    if "lambda" in options:
        options["weight"] = options.pop("lambda")
    return SimpleNamespace(**options)


def get(parent, name, path=""):
    if not isinstance(parent, dict) or name not in parent:
        raise ConfigError(f"{path}{name} is missing; --print-config prints every field")
    return parent[name]
