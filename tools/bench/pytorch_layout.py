"""A network that reads layouts: stem `layout`, initial pose `skeleton`, stages of `pair-context`, mask `channel` and pose
`skeleton`. Parameters have our names; `check_layout.py` compares it with `tools/golden/pair_context.py`.
"""

from types import SimpleNamespace

import torch
import torch.nn.functional as F
from torch import nn

from pytorch_config import ConfigError
from pytorch_geometry import (
    BOX_FEATURES,
    JOINT_FEATURES,
    PERSON,
    RANK_FEATURES,
    RELATIVE_FEATURES,
    Boxes,
    Slots,
    box_tokens,
    joint_features,
    pair_features,
    pair_ranks,
    points_in_boxes,
    relative_geometry,
)
from pytorch_stage import scale_gradient

BOX_NUMBERS, BIAS_HIDDEN, NEVER = 8, 16, -30


class LayoutNet(nn.Module):
    def __init__(self, config, clock, layout):
        super().__init__()
        if layout is None:
            raise ConfigError("stem.kind: got layout; pass its numbers of detections, people and pairs with --layout")
        check_kinds(config)
        self.config, self.clock, self.layout = config, clock, layout
        self.stem = LayoutStem(config.stem, config.classes, config.keypoints)
        points = nn.Linear(3 * config.keypoints, config.initialPose.channels)
        self.stages = nn.ModuleDict({"0": nn.ModuleDict({"pose": nn.ModuleDict({"points": points})})})
        channels, before = config.initialPose.channels, None
        for n, options in enumerate(config.stages, 1):
            self.stages[str(n)] = LayoutStage(options, config, channels, before)
            channels, before = options.pose.channels, options.hoi
        for part in config.frozen:
            raise ConfigError(f"frozen: got {part}; known for a layout: none")

    def forward(self, batch):
        outputs = self.outputs(batch)
        with self.clock.part("losses"):
            return sum(
                stage_loss(options, hoi, pose, batch) for options, (hoi, pose) in zip(self.config.stages, outputs)
            )

    def outputs(self, batch):
        """HOI and pose of each stage."""
        clock = self.clock
        with clock.part("stem"):
            boxes = Boxes(batch["boxes"])
            tokens = self.stem(boxes, batch)
            people = tokens[batch["own"]]
        with clock.part("stage0"):
            points = points_in_boxes(batch["keypoints"], boxes, batch["own"])
            pose = SimpleNamespace(points=points, mid=F.relu(self.stages["0"]["pose"]["points"](points)))
        scene, hoi, outputs = None, None, []
        for n in range(1, len(self.config.stages) + 1):
            with clock.part(f"stage{n}"):
                # What depends on the detections alone: the first stage computes it, later ones reuse it.
                scene = scene or Scene(boxes, batch)
                hoi, pose = self.stages[str(n)](scene, tokens, people, pose, hoi)
                tokens = hoi.tokens
                outputs.append((hoi, pose))
        return outputs

    def random_batch(self):
        return random_layout(self.layout, self.config)


class Scene:
    """What all stages read of a batch: rows of pairs, slots, geometry."""

    def __init__(self, boxes, batch):
        self.batch, self.boxes = batch, boxes
        image_sizes, classes = batch["sizes"][batch["image"]], batch["classes"]
        self.slots = Slots(batch["image"], len(batch["sizes"]))
        self.person, self.object = batch["person"], batch["object"]
        self.h, self.o = batch["own"][self.person], self.object
        with torch.no_grad():
            features = pair_features(boxes, batch["scores"], image_sizes, self.h, self.o)
            self.own = torch.cat([features, pair_ranks(boxes, classes, self.slots, self.h, self.o)], 1)
            self.relative = relative_geometry(boxes, self.slots.a, self.slots.b)
        self.seen = batch["seen"][classes[self.o]]


class LayoutStem(nn.Module):
    def __init__(self, options, classes, keypoints):
        super().__init__()
        self.classes = table(classes + 1, options.classWidth)
        inputs = BOX_NUMBERS + options.classWidth + 1 + 3 * keypoints
        self.fc1, self.fc2 = nn.Linear(inputs, options.hidden), nn.Linear(options.hidden, options.channels)

    def forward(self, boxes, batch):
        classes = batch["classes"]
        numbers = box_tokens(boxes, batch["scores"], batch["sizes"][batch["image"]])
        points = points_in_boxes(batch["keypoints"], boxes, torch.arange(len(classes)))
        is_person = (classes == PERSON).to(numbers.dtype)[:, None]
        x = torch.cat([numbers, self.classes[classes + 1], is_person, points], 1)
        return self.fc2(F.relu(self.fc1(x)))


class LayoutStage(nn.Module):
    def __init__(self, options, config, pose_channels, before):
        super().__init__()
        self.options = options
        self.hoi = PairContext(options.hoi, config, pose_channels, before)
        message = options.hoi.width + 2 * config.columns
        self.mask = nn.ModuleDict({"fc": nn.Linear(message, pose_channels + config.keypoints)})
        self.pose = SkeletonPose(options.pose, config, pose_channels)

    def forward(self, scene, tokens, people, pose, before):
        options = self.options
        points, mid = (scale_gradient(x, options.poseToHoiGradient) for x in (pose.points, pose.mid))
        hoi = self.hoi(scene, tokens, points, mid, before)
        message = torch.cat([hoi.mid, torch.sigmoid(hoi.actions), torch.sigmoid(hoi.absent)], 1)
        message = scale_gradient(message, options.hoiToPoseGradient)
        hoi.mask = options.mask.scale * torch.sigmoid(self.mask["fc"](message))
        return hoi, self.pose(pose, hoi.mask, people)


class PairContext(nn.Module):
    def __init__(self, options, config, pose_channels, before):
        super().__init__()
        token, keypoints, columns = config.stem.channels, config.keypoints, config.columns
        pair, width, carried = options.pairWidth, options.width, before.pairWidth if before else 0
        self.blocks = nn.ModuleList(ContextBlock(token, options) for _ in range(options.blocks))
        self.norm = nn.LayerNorm(token)
        self.classes = table(config.classes + 1, options.classWidth)
        self.prior = None if before else table(config.classes, columns)
        own = BOX_FEATURES + RANK_FEATURES + JOINT_FEATURES * keypoints + carried
        person = token + 3 * keypoints + pose_channels + carried
        self.pair = nn.ModuleDict(
            {
                "own": nn.Linear(own, pair),
                "person": nn.Linear(person, pair, bias=False),
                "object": nn.Linear(token + options.classWidth + carried, pair, bias=False),
                "fc2": nn.Linear(pair, pair),
            }
        )
        self.dropout = nn.Dropout(options.dropout)
        self.score = nn.Linear(pair, columns)
        self.person_pool, self.object_pool = nn.Linear(pair, 1), nn.Linear(pair, 1)
        self.mid = nn.Linear(token + pair + (before.width if before else 0), width)
        self.actions, self.absent = nn.Linear(width, columns), nn.Linear(width, columns)

    def forward(self, scene, tokens, points, pose_mid, before):
        batch, person, thing = scene.batch, scene.person, scene.object
        for block in self.blocks:
            tokens = block(tokens, scene)
        seen = self.norm(tokens)
        of_people = seen[batch["own"]]
        joints = joint_features(points[person], scene.boxes, scene.h, scene.o)
        own, of_person = [scene.own, joints], [of_people, points.clamp(-3, 3), pose_mid]
        of_object = [seen, self.classes[batch["classes"] + 1]]
        if before:
            own.append(before.pairs), of_person.append(before.people), of_object.append(before.objects)
        own, of_person, of_object = (torch.cat(parts, 1) for parts in (own, of_person, of_object))
        # What the pairs of a person or an object share passes the first layer once.
        first = self.pair["own"](own) + self.pair["person"](of_person)[person] + self.pair["object"](of_object)[thing]
        h = self.dropout(F.relu(first))
        h = h + self.dropout(F.relu(self.pair["fc2"](h)))
        start = before.logits if before else self.prior[batch["classes"][thing]]
        people = pooled(self.person_pool, h, person, len(of_people), batch["valid"])
        objects = pooled(self.object_pool, h, thing, len(seen), batch["valid"])
        mid = F.relu(self.mid(torch.cat([of_people, people] + ([before.mid] if before else []), 1)))
        logits = start + self.score(h)
        return SimpleNamespace(
            tokens=tokens,
            pairs=h,
            people=people,
            objects=objects,
            logits=logits,
            masked=logits + NEVER * (1 - scene.seen),
            seen=scene.seen,
            mid=mid,
            actions=self.actions(mid),
            absent=self.absent(mid),
        )


class ContextBlock(nn.Module):
    """A pre-norm transformer block over the detections of an image, biased by how two boxes stand to each other."""

    def __init__(self, width, options):
        super().__init__()
        self.heads, self.dropout = options.heads, nn.Dropout(options.dropout)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.hidden, self.back = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.bias1, self.bias2 = nn.Linear(RELATIVE_FEATURES, BIAS_HIDDEN), nn.Linear(BIAS_HIDDEN, options.heads)

    def forward(self, z, scene):
        z = z + self.dropout(self.out(self.attend(self.norm1(z), scene)))
        return z + self.dropout(self.back(F.relu(self.hidden(self.norm2(z)))))

    def attend(self, z, scene):
        slots = scene.slots
        images, widest = slots.present.shape
        qkv = self.qkv(z)[slots.rows].view(images, widest, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        absent = torch.where(slots.present, 0.0, -1e4).to(z.dtype)[:, None, None, :]
        bias = z.new_zeros(images, widest, widest, self.heads)
        bias = bias.index_put(slots.cells, self.bias2(F.relu(self.bias1(scene.relative))))
        mask = bias.permute(0, 3, 1, 2) + absent
        drop = self.dropout.p if self.training else 0.0
        mixed = F.scaled_dot_product_attention(*qkv, attn_mask=mask, dropout_p=drop)
        return mixed.transpose(1, 2).flatten(2)[slots.image, slots.slot]


class SkeletonPose(nn.Module):
    def __init__(self, options, config, channels):
        super().__init__()
        keypoints, self.dropout = config.keypoints, nn.Dropout(options.dropout)
        self.fc1 = nn.Linear(channels + 4 * keypoints + config.stem.channels, options.hidden)
        self.fc2 = nn.Linear(options.hidden, options.channels)
        self.change = nn.Linear(options.channels, 3 * keypoints)
        self.places = table(1, 2 * keypoints)

    def forward(self, pose, mask, people):
        places, confidence = pose.points.split(self.places.shape[1], 1)
        modulated = torch.cat([pose.mid, confidence], 1) * mask
        hidden = self.dropout(F.relu(self.fc1(torch.cat([modulated, pose.points, people], 1))))
        mid = F.relu(self.fc2(hidden))
        moved, size = self.change(mid).split(self.places.shape[1], 1)
        log_scale, missing = (size - 2).clamp(-6, 2), (confidence <= 0).to(mid.dtype)
        places = places + self.places * missing.repeat(1, 2) + 0.3 * moved
        guess = 0.2 * torch.exp(-5 * torch.exp(log_scale))
        points = torch.cat([places, confidence + missing * guess], 1)
        return SimpleNamespace(mid=mid, points=points, log_scale=log_scale)


def pooled(gate, h, rows, count, valid):
    """Σ g h / (1 + Σ g) over the pairs of each row."""
    g = torch.sigmoid(gate(h)) * valid[:, None]
    sums = h.new_zeros(count, h.shape[1]).index_add(0, rows, g * h)
    return sums / (1 + h.new_zeros(count, 1).index_add(0, rows, g))


def stage_loss(options, hoi, pose, batch):
    labels, pair_labels, annotated = batch["labels"], batch["pair_labels"], batch["annotated"][:, None]
    found = labels.new_zeros(labels.shape).index_add(0, batch["person"], pair_labels)
    asked = labels * batch["has_role"] * annotated
    pair = positives_mean(hoi.logits, pair_labels, batch["pair_valid"][:, None] * hoi.seen)
    action = positives_mean(hoi.actions, labels, annotated.expand(labels.shape))
    absent = positives_mean(hoi.absent, (found == 0).to(labels.dtype), asked)
    weights = options.hoi
    loss = options.lambdaHoi * (pair + weights.actionWeight * action + weights.absentWeight * absent)
    return loss + options.lambdaPose * pose_loss(pose, batch)


def positives_mean(logits, labels, weight):
    positives = ((weight > 0) * labels).sum().clamp(min=1)
    return F.binary_cross_entropy_with_logits(logits, labels, weight, reduction="sum") / positives


def pose_loss(pose, batch):
    visible = batch["visible"]
    apart = (pose.points[:, : batch["points"].shape[1]] - batch["points"]).abs()
    dx, dy = apart.chunk(2, 1)
    errors = (dx + dy) * torch.exp(-pose.log_scale) + 2 * pose.log_scale
    return (errors * visible).sum() / visible.sum().clamp(min=1)


def table(rows, columns):
    return nn.Parameter(0.3 * torch.randn(rows, columns))


def check_kinds(config):
    found = [("initialPose", config.initialPose, "skeleton")]
    for i, stage in enumerate(config.stages):
        wanted = (("hoi", "pair-context"), ("pose", "skeleton"), ("mask", "channel"))
        found += [(f"stages[{i}].{part}", getattr(stage, part), kind) for part, kind in wanted]
    for path, options, wanted in found:
        if options is None or options.kind != wanted:
            raise ConfigError(f"{path}.kind: got {options and options.kind}; known for a layout: {wanted}")


def random_layout(layout, config):
    """Boxes, skeletons and targets of noise; the first detections of each image are its people."""
    detections, people = layout["detections"], layout["people"]
    images, width, height = len(detections), 640, 480
    image = torch.arange(images).repeat_interleave(torch.tensor(detections))
    is_person = torch.cat([torch.arange(n) < m for n, m in zip(detections, people)])
    own, count = is_person.nonzero()[:, 0], len(image)
    sides = torch.tensor([width, height])
    size = 20 + torch.rand(count, 2) * (sides * torch.where(is_person, 0.4, 0.2)[:, None] - 20)
    low = torch.rand(count, 2) * (sides - size)
    person, thing = ((image[own][:, None] == image) & (own[:, None] != torch.arange(count))).nonzero(as_tuple=True)
    chosen = torch.randperm(len(person))[: layout["pairs"]].sort().values
    rows, pairs, columns, keypoints = len(own), len(chosen), config.columns, config.keypoints
    joints = torch.cat([torch.rand(count, keypoints, 2), 0.4 + 0.6 * torch.rand(count, keypoints, 1)], 2)
    joints[:, :, :2] = low[:, None] + joints[:, :, :2] * size[:, None]
    return {
        "boxes": torch.cat([low, low + size], 1),
        "image": image,
        "sizes": sides.repeat(images, 1).float(),
        "classes": torch.where(is_person, PERSON, torch.randint(1, config.classes, (count,))),
        "scores": 0.3 + 0.7 * torch.rand(count),
        "keypoints": joints * is_person[:, None, None],
        "own": own,
        "person": person[chosen],
        "object": thing[chosen],
        "valid": torch.ones(pairs),
        "seen": torch.ones(config.classes, columns),
        "has_role": torch.ones(columns),
        "labels": (torch.rand(rows, columns) < 0.1).float(),
        "annotated": torch.ones(rows),
        "pair_labels": (torch.rand(pairs, columns) < 0.01).float(),
        "pair_valid": torch.ones(pairs),
        "visible": (torch.rand(rows, keypoints) < 0.8).float(),
        "points": 2 * torch.rand(rows, 2 * keypoints) - 1,
    }
