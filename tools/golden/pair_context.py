"""Pair features, and a whole tiny model that reads layouts: stem `layout`, initial pose `skeleton`, two stages of
`pair-context`, mask `channel` and pose `skeleton`. Written from the definitions, in PyTorch, float64.

    pip install torch==2.15.0 numpy==2.4.6
    python tools/golden/pair_context.py

Writes `pair-features.json` (libs/hoi-module) and `pair-context.json` (libs/turbo-loop). Everything is computed image by
image and pair by pair, without padding. Parameters are those of `formula.py`, by name, so that none are stored.
"""

import json
from math import sqrt
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from formula import parameter

LIBS = Path(__file__).resolve().parents[2] / "libs"
K = 17
# Columns: stand, hit with (instr), hit (obj), look at (obj); classes: person, ball, racket.
TARGET_CLASSES = [[], [2], [1], [0, 1]]
HAS_ROLE = [False, True, True, True]
CLASSES = 3
TOKEN, HIDDEN, STEM_CLASS = 8, 12, 4
POSE, POSE_HIDDEN = 6, 10
WIDTH, PAIR, PAIR_CLASS, HEADS = 10, 9, 5, 2
LAMBDA_HOI, LAMBDA_POSE = 1.5, 0.5
ACTION_WEIGHT, ABSENT_WEIGHT = 0.1, 0.05
STAGES = 2


def main():
    rng = np.random.default_rng(20261129)
    scene = make_scene(rng)
    images = split_by_image(scene)
    write("hoi-module/src/pair-context", "pair-features", {"layout": scene["layout"], **features(images)})
    write("turbo-loop/src/model", "pair-context", {**scene, **run_model(scene, images)})


# --- the scene --------------------------------------------------------------------------------


def make_scene(rng):
    """Three images with 5, 1 and 4 detections; the last person and the last pair are padding rows."""
    per_image, classes = [5, 1, 4], [0, 1, 0, 2, 1, 0, 2, 0, 0, 1]
    sizes = [[640, 480], [320, 200], [500, 375]]
    boxes, keypoints = [], []
    for image, count in enumerate(per_image):
        for _ in range(count):
            width, height = sizes[image]
            is_person = classes[len(boxes)] == 0
            w = rng.uniform(0.15, 0.4) * width * (1 if is_person else 0.5)
            h = rng.uniform(0.4, 0.9) * height * (1 if is_person else 0.3)
            x, y = rng.uniform(0, width - w), rng.uniform(0, height - h)
            boxes.append([x, y, x + w, y + h])
            keypoints.append(skeleton(rng, boxes[-1]) if is_person else np.zeros((K, 3)))
    boxes[4][2] = boxes[4][0] + 0.4  # thinner than a pixel
    keypoints[5][:] = 0  # a person without any joint
    keypoints[7][3, :2] = 490, 5  # a joint far from its person
    people = [row for row, category in enumerate(classes) if category == 0]
    image_of = np.repeat(range(3), per_image)
    pairs = [
        (r, o)
        for r, person in enumerate(people)
        for o in range(len(classes))
        if o != person and image_of[o] == image_of[person]
    ]
    own, valid = people + [0], [1] * len(pairs) + [0]
    pairs = pairs + [(len(people), 1)]
    # Person 0 is annotated with two actions of which one lacks its object; person 3 is not annotated.
    labels = np.zeros((len(own), 4))
    labels[0, [0, 2]] = labels[1, [1, 2, 3]] = labels[2, 0] = labels[4, 1] = 1
    annotated = np.array([1, 1, 1, 0, 1, 0])
    pair_labels = np.zeros((len(pairs), 4))
    for p, (r, o) in enumerate(pairs[:-1]):
        for column, allowed in enumerate(TARGET_CLASSES):
            is_target = classes[o] in allowed and not (r == 0 and column == 2) and rng.random() < 0.7
            pair_labels[p, column] = labels[r, column] * is_target
    visible = rng.choice([0, 0.5, 1], (len(own), K), p=[0.3, 0.2, 0.5])
    visible[-1] = 0
    return {
        "layout": {
            "perImage": per_image,
            "boxes": round32(boxes),
            "classes": classes,
            "scores": round32(rng.uniform(0.3, 1, len(classes))),
            "keypoints": round32(keypoints),
            "sizes": sizes,
            "own": own,
            "pairs": {"person": [r for r, _ in pairs], "object": [o for _, o in pairs], "valid": valid},
        },
        "targets": {
            "labels": labels,
            "annotated": annotated,
            "pairLabels": pair_labels,
            "pairValid": [v * int(annotated[r]) for v, (r, _) in zip(valid, pairs)],
            "visible": visible,
            "points": round32(rng.uniform(-1, 1, (len(own), 2 * K))),
        },
    }


def skeleton(rng, box):
    x1, y1, x2, y2 = box
    at = rng.uniform(-0.1, 1.1, (K, 2)) * [x2 - x1, y2 - y1] + [x1, y1]
    joints = np.concatenate([at, rng.uniform(0.4, 1, (K, 1))], 1)
    joints[rng.random(K) < 0.25] = 0
    return joints


class Box:
    """A detection; sides are at least a pixel."""

    def __init__(self, box, category, score, joints, size):
        self.x1, self.y1, self.x2, self.y2 = (float(x) for x in box)
        self.w, self.h = max(self.x2 - self.x1, 1), max(self.y2 - self.y1, 1)
        self.cx, self.cy = (self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2
        self.area, self.s = self.w * self.h, sqrt(self.w * self.h)
        self.category, self.score, self.joints = category, float(score), joints
        self.width, self.height = size

    def gaps(self, o):
        return max(self.x1 - o.x2, o.x1 - self.x2, 0), max(self.y1 - o.y2, o.y1 - self.y2, 0)

    def intersection(self, o):
        w, h = min(self.x2, o.x2) - max(self.x1, o.x1), min(self.y2, o.y2) - max(self.y1, o.y1)
        return max(w, 0) * max(h, 0)

    def distance(self, o):
        """Of two boxes: their gap and a tenth of the distance of their centers."""
        return np.hypot(*self.gaps(o)) + 0.1 * np.hypot(self.cx - o.cx, self.cy - o.cy)


def split_by_image(scene):
    layout = scene["layout"]
    rows, images = iter(range(len(layout["classes"]))), []
    for count, size in zip(layout["perImage"], layout["sizes"]):
        images.append(
            [
                Box(layout["boxes"][i], layout["classes"][i], layout["scores"][i], layout["keypoints"][i], size)
                for i in (next(rows) for _ in range(count))
            ]
        )
    return Images(images, layout)


class Images:
    def __init__(self, images, layout):
        self.images, self.all = images, [box for image in images for box in image]
        self.own, self.pairs = layout["own"], layout["pairs"]
        self.image_of = [image for image in images for _ in image]

    def rows(self):
        """(person's box, object's box, all boxes of the image, person's row among people) of each pair."""
        for r, o in zip(self.pairs["person"], self.pairs["object"]):
            yield self.all[self.own[r]], self.all[o], self.image_of[o], r


# --- features of pairs ------------------------------------------------------------------------


def features(images):
    return {
        "boxes": [box_features(h, o) for h, o, _, _ in images.rows()],
        "joints": [joint_features(*in_box(h).reshape(3, K), h, o).tolist() for h, o, _, _ in images.rows()],
        "ranks": [ranks(h, o, others) for h, o, others, _ in images.rows()],
        "relative": [[relative(a, b) for b in image] for image in images.images for a in image],
    }


def clip(x, limit):
    return min(max(x, -limit), limit)


def box_features(h, o):
    dx, dy, shared = o.cx - h.cx, o.cy - h.cy, h.intersection(o)
    gap_x, gap_y = h.gaps(o)
    in_image = lambda b: [b.cx / b.width, b.cy / b.height, b.w / b.width, b.h / b.height]
    numbers = [dx / h.w, dy / h.h, np.log(o.w / h.w), np.log(o.h / h.h)]
    numbers += [clip(dx / o.w, 3), clip(dy / o.h, 3)]
    numbers += [shared / (h.area + o.area - shared), shared / h.area, shared / o.area]
    numbers += [0.5 * np.log(o.area / h.area), np.log(h.w / h.h), np.log(o.w / o.h)]
    numbers += in_image(h) + in_image(o)
    numbers += [0.5 * np.log(b.area / (b.width * b.height)) for b in (h, o)]
    numbers += [h.score, o.score, gap_x / h.s, gap_y / h.s, (dx / h.s) ** 2 + (dy / h.s) ** 2]
    return [clip(float(x), 4) for x in numbers]


def joint_features(x, y, confidence, h, o):
    """Six numbers a joint; x, y in the person's box (edges at ±1), through which gradients flow."""
    x, y = h.cx + x * h.w / 2, h.cy + y * h.h / 2
    outside_x = torch.clamp(torch.maximum(o.x1 - x, x - o.x2), min=0)
    outside_y = torch.clamp(torch.maximum(o.y1 - y, y - o.y2), min=0)
    inside = (outside_x == 0) & (outside_y == 0)
    # The root only where it is not 0, since its gradient is infinite there.
    squared = torch.where(inside, 1.0, outside_x**2 + outside_y**2)
    distance = torch.where(inside, 0.0, squared.sqrt() / h.s).clamp(max=2)
    numbers = [(x - o.cx) / h.s, (y - o.cy) / h.s]
    numbers += [((x - o.cx) / o.w).clamp(-2, 2), ((y - o.cy) / o.h).clamp(-2, 2)]
    numbers += [torch.exp(-3 * distance), inside.double()]
    present = confidence > 0
    return torch.cat([torch.where(present, n, 0.0).clamp(-3, 3) for n in numbers])


def ranks(h, o, image):
    others = [b for b in image if b is not h and b is not o]
    people = [b for b in others if b.category == 0]
    alike = [b for b in others if b.category == o.category]
    own = h.distance(o)
    to_object, to_person = [b.distance(o) for b in people], [h.distance(b) for b in alike]
    closer = lambda distances: min(sum(d < own for d in distances), 4) / 2
    ahead = lambda distances: clip((min(distances, default=1e9) - own) / h.s, 2)
    everyone = sum(b.category == 0 for b in image)
    numbers = [closer(to_object), closer(to_person), ahead(to_object), ahead(to_person)]
    numbers += [np.log(1 + everyone), np.log(1 + len(alike)), not people, not alike]
    return [float(x) for x in numbers]


def relative(a, b):
    dx, dy, shared = (b.cx - a.cx) / a.s, (b.cy - a.cy) / a.s, a.intersection(b)
    far = clip(np.log(dx**2 + dy**2 + 0.01), 4)
    return [clip(dx, 3), clip(dy, 3), float(far), shared / a.area, shared / b.area, clip(float(np.log(b.s / a.s)), 3)]


# --- the model --------------------------------------------------------------------------------


class Parameters:
    """Creates parameters by name on first use and remembers them."""

    def __init__(self):
        self.by_name = {}

    def get(self, name, *shape):
        if name not in self.by_name:
            value = torch.tensor(parameter(name, shape), dtype=torch.float64)
            self.by_name[name] = value.requires_grad_()
        assert self.by_name[name].shape == torch.Size(shape), name
        return self.by_name[name]

    def linear(self, name, x, out):
        return x @ self.get(f"{name}.weight", x.shape[-1], out) + self.get(f"{name}.bias", out)

    def norm(self, name, x):
        width = x.shape[-1]
        return F.layer_norm(x, (width,), self.get(f"{name}.weight", width), self.get(f"{name}.bias", width))


def run_model(scene, images):
    net = Parameters()
    outputs, poses = forward(net, images)
    losses = all_losses(outputs, poses[1:], scene["targets"], images)
    weights = {"pair": LAMBDA_HOI, "action": LAMBDA_HOI, "absent": LAMBDA_HOI, "pose": LAMBDA_POSE}
    total = sum(weights[name.split(".")[1]] * value for name, value in losses.items())
    total.backward()
    gradients = {name: summary(value) for name, value in net.by_name.items()}
    return {
        "stages": [
            {
                "pairs": output["logits"],
                "maskedPairs": output["logits"] - 30 * (1 - output["seen"]),
                "actions": output["actions"],
                "absent": output["absent"],
                "mid": output["mid"],
                "mask": output["mask"],
                "points": pose["points"],
                "logScale": pose["log_scale"],
            }
            for output, pose in zip(outputs, poses[1:])
        ],
        "initialPoints": poses[0]["points"],
        "losses": {**losses, "total": total},
        "gradients": gradients,
    }


def summary(value):
    """Length of the gradient and its component along a fixed direction; 0 for a parameter that nothing reads."""
    gradient = torch.zeros_like(value) if value.grad is None else value.grad
    direction = torch.cos(torch.arange(value.numel(), dtype=torch.float64)).reshape(value.shape)
    return [gradient.norm().item(), (gradient * direction).sum().item()]


def forward(net, images):
    region = stem(net, images)
    people = region[images.own]
    pose = initial_pose(net, images)
    poses, outputs, tokens, before = [pose], [], region, None
    for stage in range(1, STAGES + 1):
        name = f"stages.{stage}"
        output = recognise(net, f"{name}.hoi", images, tokens, pose, before)
        message = torch.cat([output["mid"], torch.sigmoid(output["actions"]), torch.sigmoid(output["absent"])], 1)
        output["mask"] = torch.sigmoid(net.linear(f"{name}.mask.fc", message, POSE + K))
        pose = refine(net, f"{name}.pose", pose, output["mask"], people)
        tokens, before = output["tokens"], output
        outputs.append(output)
        poses.append(pose)
    return outputs, poses


def stem(net, images):
    """A token for each detection: 8 numbers of the box, the class, «is a person», the skeleton in the box."""
    table = net.get("stem.classes", CLASSES + 1, STEM_CLASS)
    rows = []
    for b in images.all:
        w, h = b.w / b.width, b.h / b.height
        numbers = [2 * b.cx / b.width - 1, 2 * b.cy / b.height - 1, w, h]
        numbers += [np.log(max(w, 0.003)), np.log(max(h, 0.003)), b.score, np.log(min(max(b.w / b.h, 0.05), 20))]
        row = [torch.tensor(numbers), table[b.category + 1], torch.tensor([float(b.category == 0)]), in_box(b)]
        rows.append(torch.cat(row))
    hidden = F.relu(net.linear("stem.fc1", torch.stack(rows), HIDDEN))
    return net.linear("stem.fc2", hidden, TOKEN)


def in_box(b):
    """All x (edges at ±1), all y, all confidences."""
    x, y, confidence = torch.tensor(b.joints).T
    place = lambda value, center, side: torch.where(confidence > 0, 2 * (value - center) / side, 0.0).clamp(-3, 3)
    return torch.cat([place(x, b.cx, b.w), place(y, b.cy, b.h), confidence])


def initial_pose(net, images):
    points = torch.stack([in_box(images.all[row]) for row in images.own])
    return {"points": points, "mid": F.relu(net.linear("stages.0.pose.points", points, POSE))}


def recognise(net, name, images, tokens, pose, before):
    tokens = torch.cat(
        [
            transformer_block(net, f"{name}.blocks.0", tokens[rows], image)
            for rows, image in zip(image_rows(images), images.images)
        ]
    )
    seen = net.norm(f"{name}.norm", tokens)
    table = net.get(f"{name}.classes", CLASSES + 1, PAIR_CLASS)
    inputs = {"own": [], "person": [], "object": []}
    for p, (h, o, image, r) in enumerate(images.rows()):
        person, target = images.own[r], images.pairs["object"][p]
        own = [torch.tensor(box_features(h, o)), torch.tensor(ranks(h, o, image))]
        own += [joint_features(*pose["points"][r].reshape(3, K), h, o)]
        of_person = [seen[person], pose["points"][r].clamp(-3, 3), pose["mid"][r]]
        of_object = [seen[target], table[o.category + 1]]
        if before is not None:
            own, of_person = own + [before["h"][p]], of_person + [before["people"][r]]
            of_object += [before["objects"][target]]
        for part, numbers in zip(inputs.values(), (own, of_person, of_object)):
            part.append(torch.cat(numbers))
    # One layer on the whole input, whose weight has three parts.
    weights = [net.get(f"{name}.pair.{part}.weight", len(rows[0]), PAIR) for part, rows in inputs.items()]
    whole = torch.cat([torch.stack(rows) for rows in inputs.values()], 1)
    h = F.relu(whole @ torch.cat(weights) + net.get(f"{name}.pair.own.bias", PAIR))
    h = h + F.relu(net.linear(f"{name}.pair.fc2", h, PAIR))
    columns = len(TARGET_CLASSES)
    category = [images.all[o].category for o in images.pairs["object"]]
    start = net.get(f"{name}.prior", CLASSES, columns)[category] if before is None else before["logits"]
    people = pool(net, f"{name}.person_pool", h, images.pairs["person"], len(images.own), images)
    objects = pool(net, f"{name}.object_pool", h, images.pairs["object"], len(images.all), images)
    parts = [seen[images.own], people] + ([] if before is None else [before["mid"]])
    mid = F.relu(net.linear(f"{name}.mid", torch.cat(parts, 1), WIDTH))
    return {
        "tokens": tokens,
        "h": h,
        "people": people,
        "objects": objects,
        "logits": start + net.linear(f"{name}.score", h, columns),
        "seen": torch.tensor([[float(c in allowed) for allowed in TARGET_CLASSES] for c in category]),
        "mid": mid,
        "actions": net.linear(f"{name}.actions", mid, columns),
        "absent": net.linear(f"{name}.absent", mid, columns),
    }


def image_rows(images):
    first = 0
    for image in images.images:
        yield slice(first, first + len(image))
        first += len(image)


def transformer_block(net, name, z, image):
    """One head after the other; each head's logits get a bias from how the two boxes stand to each other."""
    geometry = torch.tensor([[relative(a, b) for b in image] for a in image])
    bias = net.linear(f"{name}.bias2", F.relu(net.linear(f"{name}.bias1", geometry, 16)), HEADS)
    q, k, v = net.linear(f"{name}.qkv", net.norm(f"{name}.norm1", z), 3 * TOKEN).chunk(3, 1)
    size, heads = TOKEN // HEADS, []
    for head in range(HEADS):
        part = slice(head * size, (head + 1) * size)
        logits = q[:, part] @ k[:, part].T / sqrt(size) + bias[:, :, head]
        heads.append(logits.softmax(1) @ v[:, part])
    z = z + net.linear(f"{name}.out", torch.cat(heads, 1), TOKEN)
    hidden = F.relu(net.linear(f"{name}.hidden", net.norm(f"{name}.norm2", z), 2 * TOKEN))
    return z + net.linear(f"{name}.back", hidden, TOKEN)


def pool(net, name, h, rows, count, images):
    """Σ g h / (1 + Σ g) over the pairs of each row."""
    gate = torch.sigmoid(net.linear(name, h, 1))
    pooled = []
    for row in range(count):
        mine = [p for p, (r, valid) in enumerate(zip(rows, images.pairs["valid"])) if r == row and valid]
        pooled.append((gate[mine] * h[mine]).sum(0) / (1 + gate[mine].sum()))
    return torch.stack(pooled)


def refine(net, name, pose, mask, people):
    """Eq. 5 on points: f_k times the mask, the points and F move each joint and estimate its error."""
    x, y, confidence = pose["points"].chunk(3, 1)
    modulated = torch.cat([pose["mid"], confidence], 1) * mask
    hidden = F.relu(net.linear(f"{name}.fc1", torch.cat([modulated, pose["points"], people], 1), POSE_HIDDEN))
    mid = F.relu(net.linear(f"{name}.fc2", hidden, POSE))
    dx, dy, size = net.linear(f"{name}.change", mid, 3 * K).chunk(3, 1)
    place_x, place_y = net.get(f"{name}.places", 1, 2 * K).chunk(2, 1)
    log_scale = (size - 2).clamp(-6, 2)
    found = confidence > 0
    points = [
        torch.where(found, x, place_x) + 0.3 * dx,
        torch.where(found, y, place_y) + 0.3 * dy,
        torch.where(found, confidence, 0.2 * torch.exp(-5 * torch.exp(log_scale))),
    ]
    return {"mid": mid, "points": torch.cat(points, 1), "log_scale": log_scale}


# --- losses -----------------------------------------------------------------------------------


def all_losses(outputs, poses, targets, images):
    labels, pair_labels = torch.tensor(targets["labels"]), torch.tensor(targets["pairLabels"])
    annotated, pair_valid = torch.tensor(targets["annotated"]), torch.tensor(targets["pairValid"])
    visible, (x, y) = torch.tensor(targets["visible"]), torch.tensor(targets["points"]).chunk(2, 1)
    has_object = torch.zeros_like(labels)
    for p, r in enumerate(images.pairs["person"]):
        has_object[r] += pair_labels[p]
    asked = labels * torch.tensor(HAS_ROLE) * annotated[:, None]
    losses = {}
    for stage, (output, pose) in enumerate(zip(outputs, poses), 1):
        px, py, _ = pose["points"].chunk(3, 1)
        scale = torch.exp(pose["log_scale"])
        errors = ((px - x).abs() + (py - y).abs()) / scale + 2 * pose["log_scale"]
        losses |= {
            f"stage{stage}.pair": cross_entropy(output["logits"], pair_labels, pair_valid[:, None] * output["seen"]),
            f"stage{stage}.action": ACTION_WEIGHT * cross_entropy(output["actions"], labels, annotated[:, None]),
            f"stage{stage}.absent": ABSENT_WEIGHT
            * cross_entropy(output["absent"], (has_object == 0).double(), asked),
            f"stage{stage}.pose": (errors * visible).sum() / max(1, visible.sum().item()),
        }
    return losses


def cross_entropy(logits, labels, weight):
    weight = weight.expand(logits.shape).double()
    positives = ((weight > 0) * labels).sum().item()
    return F.binary_cross_entropy_with_logits(logits, labels, weight, reduction="sum") / max(1, positives)


# --- files ------------------------------------------------------------------------------------


def round32(x):
    """Short decimals, rounded to float32."""
    return np.round(np.asarray(x), 3).astype(np.float32).astype(np.float64)


def write(folder, name, content):
    file = LIBS / folder / "__golden__" / f"{name}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(shortened(content)))
    print(file.relative_to(LIBS), file.stat().st_size, "bytes")


def shortened(value):
    """Nested lists with eight digits; a tensor as `{shape, data}`."""
    if isinstance(value, dict):
        return {key: shortened(item) for key, item in value.items()}
    if isinstance(value, torch.Tensor) and value.dim() > 0:
        return {"shape": list(value.shape), "data": shortened(value.detach().flatten().tolist())}
    if isinstance(value, (torch.Tensor, np.generic)):
        return shortened(value.item())
    if isinstance(value, np.ndarray):
        return {"shape": list(value.shape), "data": shortened(value.ravel().tolist())}
    if isinstance(value, list):
        return [shortened(item) for item in value]
    return float(f"{value:.8g}") if isinstance(value, float) else value


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    main()
