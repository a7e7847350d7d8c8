"""Numbers of boxes, of pairs of boxes and of joints that `pytorch_layout.py` reads; no parameters. Letters: O detections,
P pairs, K keypoints; pairs are given as rows h (person) and o (object) of all detections.
"""

import torch
import torch.nn.functional as F

PERSON = 0
BOX_FEATURES, RANK_FEATURES, JOINT_FEATURES, RELATIVE_FEATURES = 27, 8, 6, 6


class Boxes:
    """Corners [O,4] with centers and sides, each [O]; sides are at least a pixel."""

    def __init__(self, corners):
        self.low, self.high = corners[:, :2], corners[:, 2:]
        self.center, self.size = (self.low + self.high) / 2, (self.high - self.low).clamp(min=1)
        self.side = self.size.prod(1).sqrt()

    def overlaps(self, a, b):
        """By how much boxes a and b overlap along x and y; negative: their gap."""
        return torch.minimum(self.high[a], self.high[b]) - torch.maximum(self.low[a], self.low[b])

    def distances(self, a, b):
        gap = (-self.overlaps(a, b)).clamp(min=0).norm(dim=-1)
        return gap + 0.1 * (self.center[a] - self.center[b]).norm(dim=-1)


def box_tokens(boxes, scores, image_sizes):
    """Place, size and score, [O,8]; image_sizes [O,2] of each detection's image."""
    share = boxes.size / image_sizes
    aspect = (boxes.size[:, :1] / boxes.size[:, 1:]).clamp(0.05, 20).log()
    place = 2 * boxes.center / image_sizes - 1
    return torch.cat([place, share, share.clamp(min=0.003).log(), scores[:, None], aspect], 1)


def points_in_boxes(keypoints, boxes, rows):
    """All x (edges at ±1), all y, all confidences of rows' joints, [R,3K]; 0: missing."""
    joints = keypoints[rows]
    found = (joints[:, :, 2:] > 0).to(joints.dtype)
    at = 2 * (joints[:, :, :2] - boxes.center[rows, None]) / boxes.size[rows, None]
    return torch.cat([(at * found).clamp(-3, 3), joints[:, :, 2:]], 2).transpose(1, 2).flatten(1)


def pair_features(boxes, scores, image_sizes, h, o):
    """[P,27]"""
    offset, size_h, size_o = boxes.center[o] - boxes.center[h], boxes.size[h], boxes.size[o]
    overlap, side = boxes.overlaps(h, o), boxes.side[h][:, None]
    shared = overlap.clamp(min=0).prod(1)
    area_h, area_o = size_h.prod(1), size_o.prod(1)
    image, image_side = image_sizes[h], image_sizes[h].prod(1).sqrt()
    columns = [
        offset / size_h,
        (size_o / size_h).log(),
        (offset / size_o).clamp(-3, 3),
        torch.stack([shared / (area_h + area_o - shared), shared / area_h, shared / area_o], 1),
        torch.stack([boxes.side[o] / boxes.side[h], size_h[:, 0] / size_h[:, 1], size_o[:, 0] / size_o[:, 1]], 1).log(),
        *(part for row in (h, o) for part in (boxes.center[row] / image, boxes.size[row] / image)),
        torch.stack([boxes.side[h] / image_side, boxes.side[o] / image_side], 1).log(),
        torch.stack([scores[h], scores[o]], 1),
        (-overlap).clamp(min=0) / side,
        (offset / side).square().sum(1, keepdim=True),
    ]
    return torch.cat(columns, 1).clamp(-4, 4)


def pair_ranks(boxes, classes, slots, h, o):
    """Rivals of person and object among the detections of their image, [P,8]."""
    others = slots.rows[slots.image[h]]  # [P,T]
    rival = slots.present[slots.image[h]] & (others != h[:, None]) & (others != o[:, None])
    people = rival & (classes[others] == PERSON)
    alike = rival & (classes[others] == classes[o][:, None])
    own, side = boxes.distances(h, o), boxes.side[h]

    def closer(distances, among):
        nearest = distances.masked_fill(~among, 1e4).amin(1)
        count = ((distances < own[:, None]) & among).sum(1).clamp(max=4) / 2
        return count, ((nearest - own) / side).clamp(-2, 2)

    by_object, ahead_object = closer(boxes.distances(o[:, None], others), people)
    by_person, ahead_person = closer(boxes.distances(h[:, None], others), alike)
    everyone = (slots.present[slots.image[h]] & (classes[others] == PERSON)).sum(1)
    counts = [everyone.log1p(), alike.sum(1).log1p(), ~people.any(1), ~alike.any(1)]
    columns = [by_object, by_person, ahead_object, ahead_person, *counts]
    return torch.stack([column.to(boxes.side.dtype) for column in columns], 1)


def relative_geometry(boxes, a, b):
    """How detections b stand to a, [N,6]."""
    offset = (boxes.center[b] - boxes.center[a]) / boxes.side[a][:, None]
    shared = boxes.overlaps(a, b).clamp(min=0).prod(1)
    return torch.cat(
        [
            offset.clamp(-3, 3),
            torch.stack(
                [
                    (offset.square().sum(1) + 0.01).log().clamp(-4, 4),
                    shared / boxes.size[a].prod(1),
                    shared / boxes.size[b].prod(1),
                    (boxes.side[b] / boxes.side[a]).log().clamp(-3, 3),
                ],
                1,
            ),
        ],
        1,
    )


def joint_features(points, boxes, h, o):
    """The person's joints as seen from the object, [P,6K]; gradients flow through `points` [P,3K]."""
    places, confidence = points.unflatten(1, (3, -1)).split((2, 1), 1)  # [P,2,K], [P,1,K]
    present = (confidence > 0).to(points.dtype)
    side = boxes.side[h][:, None, None]
    start = ((boxes.center[h] - boxes.center[o])[:, :, None]) / side
    v = start + places * boxes.size[h][:, :, None] / (2 * side)
    half = (boxes.high[o] - boxes.low[o])[:, :, None] / (2 * side)
    outside = F.relu(v.abs() - half)
    squared = outside.square().sum(1, keepdim=True)
    # The root only where it is not 0, since its gradient is infinite there.
    inside = squared == 0
    distance = torch.where(inside, 0.0, torch.where(inside, 1.0, squared).sqrt())
    scaled = (v * side / boxes.size[o][:, :, None]).clamp(-2, 2)
    close = torch.exp(-3 * distance.clamp(max=2))
    columns = [(v * present).clamp(-3, 3), scaled * present, close * present, inside * present]
    return torch.cat(columns, 1).flatten(1)


class Slots:
    """Detections of each image side by side: B images with T slots."""

    def __init__(self, image, count):
        """image [O]: each detection's image, ascending."""
        per_image = torch.bincount(image, minlength=count)
        self.image, widest = image, int(per_image.max())
        at = torch.arange(widest)
        self.present = at < per_image[:, None]  # [B,T]
        first = per_image.cumsum(0) - per_image
        self.rows = (first[:, None] + at).clamp(max=len(image) - 1) * self.present
        self.slot = torch.arange(len(image)) - first[image]  # [O]
        # Every two detections of the same image, as rows of all and as (image, slot, slot).
        both = self.present[:, :, None] & self.present[:, None, :]
        self.cells = both.nonzero(as_tuple=True)
        batch, a, b = self.cells
        self.a, self.b = self.rows[batch, a], self.rows[batch, b]
