"""The head of `pytorch_stage.py` that scores pairs of a person and an object by how the joints lie to the object."""

import torch
import torch.nn.functional as F
from torch import nn

PAIR_WIDTH, CLASS_WIDTH = 96, 16


class Relation(nn.Module):
    """keypoints 0: the pose is not read."""

    def __init__(self, person, classes, columns, keypoints, dropout):
        super().__init__()
        self.keypoints, self.dropout = keypoints, dropout
        self.classes = nn.Embedding(classes + 1, CLASS_WIDTH)
        self.own = nn.Linear(4 + 6 * keypoints, PAIR_WIDTH)
        self.person = nn.Linear(person, PAIR_WIDTH, bias=False)
        self.object = nn.Linear(CLASS_WIDTH, PAIR_WIDTH, bias=False)
        self.fc2 = nn.Linear(PAIR_WIDTH, PAIR_WIDTH)
        self.score = nn.Linear(PAIR_WIDTH, columns)

    def forward(self, mid, points, pairs):
        """Logits [P,A] to be added to the person's; `points` are x, y and confidence of joints in the person's box, edges at ±1."""
        person, thing = pairs["person"], pairs["object"]
        h, o = centered(pairs["people"][person]), centered(pairs["boxes"][thing])
        offset, side = o[0] - h[0], h[1].prod(1, keepdim=True).sqrt()
        own = [torch.cat([offset / h[1], (o[1] / h[1]).log()], 1).clamp(-4, 4)]
        if self.keypoints:
            own.append(joint_features(points[person], offset, h[1], o[1], side))
        hidden = self.own(torch.cat(own, 1)) + self.person(mid)[person]
        hidden = F.relu(hidden + self.object(self.classes(pairs["classes"]))[thing])
        hidden = F.dropout(hidden, self.dropout, self.training)
        hidden = hidden + F.dropout(F.relu(self.fc2(hidden)), self.dropout, self.training)
        return self.score(hidden)


def joint_features(points, offset, person, thing, side):
    x, y, confidence = points.chunk(3, 1)
    present = (confidence > 0).float()
    axes = []
    for axis, at in enumerate((x, y)):
        half, own = person[:, axis : axis + 1] / 2, thing[:, axis : axis + 1]
        v = (at * half - offset[:, axis : axis + 1]) / side
        axes.append((v, (v * side / own).clamp(-2, 2), F.relu(v.abs() - own / (2 * side))))
    (vx, sx, ox), (vy, sy, oy) = axes
    # A little within the root, whose gradient is infinite at 0.
    distance = (ox**2 + oy**2 + 1e-12).sqrt()
    close, inside = torch.exp(-3 * distance.clamp(max=2)), (ox + oy == 0).float()
    return torch.cat([present * part for part in (vx.clamp(-3, 3), vy.clamp(-3, 3), sx, sy, close, inside)], 1)


def centered(boxes):
    """Centers and sizes, at least 1, of boxes [P,4]."""
    low, high = boxes.chunk(2, 1)
    return (low + high) / 2, (high - low).clamp(min=1)
