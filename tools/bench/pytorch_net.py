"""The network of a config and its loss, for `pytorch_peer.py`."""

from types import SimpleNamespace

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.ops import roi_align

from pytorch_batch import random_batch
from pytorch_blocks import OBJECT_BRANCHES, STEMS, KeypointBlock
from pytorch_config import ConfigError
from pytorch_layout import LayoutNet
from pytorch_stage import Stage


def build(config, clock, layout=None):
    """layout: numbers of detections, people and pairs, of a network without pixels."""
    if config.stem.kind == "layout":
        return LayoutNet(config, clock, layout)
    return Net(config, clock)


class Net(nn.Module):
    """Stem, stage 0, N stages, object branch; returns the total loss (Eq. 6). Parts have the names of ours."""

    def __init__(self, config, clock):
        super().__init__()
        check_kinds(config)
        self.config, self.clock = config, clock
        self.stem = STEMS[config.stem.kind](config.stem)
        channels, keypoints = self.stem.channels, config.keypoints
        context = config.roi.context if any(stage.hoi for stage in config.stages) else None
        self.reduce = nn.Conv2d(channels, context.channels, 1) if context else None
        sizes = SimpleNamespace(
            side=config.roi.side,
            channels=channels,
            wide=context.channels if context else 0,
            keypoints=keypoints,
            columns=config.columns,
            classes=config.classes,
        )
        initial = config.initialPose
        pose = KeypointBlock(channels, keypoints, initial) if initial else None
        self.stages = nn.ModuleDict({"0": nn.ModuleDict({"pose": pose} if initial else {})})
        before = SimpleNamespace(pose=initial.channels if initial else 0, message=0)
        for n, options in enumerate(config.stages, 1):
            self.stages[str(n)] = stage = Stage(options, sizes, before)
            before = stage.after
        branch = config.objectBranch
        self.object_branch = OBJECT_BRANCHES[branch.kind](channels, config.classes, branch) if branch else None
        freeze(self, config.frozen)

    def forward(self, batch):
        outputs, objects = self.outputs(batch)
        with self.clock.part("losses"):
            return self.loss(outputs, objects, batch)

    def outputs(self, batch):
        """HOI and pose of each stage, class scores and deltas of proposals."""
        clock, initial, *stages = self.clock, *self.stages.values()
        with clock.part("stem"):
            feature_map = self.stem(batch["images"])
        with clock.part("regions"):
            roi = self.pool(feature_map, batch["people"])
            wide = None
            if self.reduce:
                wide = self.pool(self.reduce(feature_map), widen(batch["people"], self.config.roi.context))
        with clock.part("stage0"):
            hoi, pose = None, initial["pose"](roi) if "pose" in initial else None
        outputs = [(hoi, pose)]
        for n, stage in enumerate(stages, 1):
            with clock.part(f"stage{n}"):
                hoi, pose = stage(roi, wide, pose, hoi, batch["pairs"])
                outputs.append((hoi, pose))
        objects, branch = None, self.object_branch
        if branch:
            with clock.part("regions"):
                proposals = self.pool(feature_map, batch["proposals"], branch.side, branch.aligned)
            with clock.part("detection"):
                objects = branch(proposals)
        return outputs, objects

    def random_batch(self):
        return random_batch(self)

    def pool(self, feature_map, boxes, side=None, aligned=None):
        roi = self.config.roi
        side, aligned = side or roi.side, roi.aligned if aligned is None else aligned
        return roi_align(feature_map, boxes, side, 1 / self.stem.stride, 2, aligned)

    def loss(self, outputs, objects, batch):
        config, total = self.config, torch.zeros(())
        if config.initialPose:
            total = total + config.initialPose.weight * pose_loss(outputs[0][1], batch)
        for options, (hoi, pose) in zip(config.stages, outputs[1:]):
            if options.hoi:
                total = total + options.lambdaHoi * hoi_loss(hoi, options.hoi, batch)
            if options.pose:
                total = total + options.lambdaPose * pose_loss(pose, batch)
        if objects is not None:
            branch = config.objectBranch
            total = total + branch.weight * detection_loss(objects, branch.beta, batch)
        return total


def check_kinds(config):
    """Kinds of a network without pixels do not fit one with pixels."""
    found = [("initialPose", config.initialPose)]
    for i, stage in enumerate(config.stages):
        found += [(f"stages[{i}].hoi", stage.hoi), (f"stages[{i}].pose", stage.pose)]
    for path, options in found:
        if options and options.kind in ("skeleton", "pair-context"):
            raise ConfigError(f"{path}.kind: got {options.kind}, which needs the stem layout")


def pose_loss(pose, batch):
    return F.cross_entropy(pose.logits.flatten(2).flatten(0, 1), batch["cells"].flatten())


def hoi_loss(hoi, options, batch):
    _, actions, offsets, pairs = hoi
    columns = actions.shape[1] if options.actionLoss == "sum" else 1
    action = columns * F.binary_cross_entropy_with_logits(actions, batch["labels"])
    target = 4 * F.smooth_l1_loss(offsets, batch["offsets"], beta=options.beta)
    loss = action + options.targetWeight * target
    if pairs is None:
        return loss
    return loss + options.pairWeight * columns * F.binary_cross_entropy_with_logits(pairs, batch["pairs"]["labels"])


def detection_loss(objects, beta, batch):
    (scores, deltas), classes = objects, batch["classes"]
    # Deltas are of the classes without the background, which is 0.
    foreground = classes.nonzero()[:, 0]
    chosen = deltas.view(len(deltas), -1, 4)[foreground, classes[foreground] - 1]
    box = F.smooth_l1_loss(chosen, batch["deltas"][foreground], reduction="sum", beta=beta)
    return F.cross_entropy(scores, classes) + box / len(deltas)


def widen(boxes, context):
    """Boxes [R,5] with the image's index first."""
    index, low, high = boxes.split((1, 2, 2), 1)
    center, half = (low + high) / 2, (high - low) * (context.scale / 2)
    reach = torch.maximum(half, context.minAspect * half.amax(1, keepdim=True))
    return torch.cat([index, center - reach, center + reach], 1)


def freeze(net, parts):
    for i, part in enumerate(parts):
        named = [parameter for name, parameter in net.named_parameters() if is_of_part(name, part)]
        if not named:
            raise ConfigError(f"frozen[{i}]: got {part}, which is no part of this network")
        for parameter in named:
            parameter.requires_grad_(False)


def is_of_part(name, part):
    if part in ("hoi", "pose", "mask"):
        return name.startswith("stages.") and name.split(".")[2] == part
    return part == "model" or name.startswith(part.replace("objectBranch", "object_branch") + ".")
