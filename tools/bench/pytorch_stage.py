"""One stage of `pytorch_net.py`: HOI recognition, attention mask, pose estimation (Eq. 1, 2, 4, 5, 7)."""

from types import SimpleNamespace

import torch
import torch.nn.functional as F
from torch import nn

from pytorch_blocks import KeypointBlock
from pytorch_relation import Relation


class Stage(nn.Module):
    """`before` has the sizes of the previous stage: `pose`, channels of P_mid, and `message`, width of f_a; 0: none."""

    def __init__(self, options, sizes, before):
        super().__init__()
        self.options = options
        self.hoi = Hoi(options.hoi, sizes, before) if options.hoi else None
        message = self.hoi.message if self.hoi else before.message
        channels = before.pose + sizes.keypoints
        masked = options.hoi and options.pose and options.mask.kind != "none"
        self.mask = Mask(options.mask, message, channels, sizes.side) if masked else None
        self.pose = KeypointBlock(channels, sizes.keypoints, options.pose) if options.pose else None
        after = options.pose.channels if options.pose else before.pose
        self.after = SimpleNamespace(pose=after, message=message)

    def forward(self, roi, wide, pose, hoi, pairs):
        options = self.options
        if self.hoi:
            hoi = self.hoi(roi, wide, pose, hoi, options.poseToHoiGradient, pairs)
        if not self.pose:
            return hoi, pose
        x = torch.cat([pose.mid, pose.coarse], 1)
        if self.mask:
            x = self.mask(message_of([scale_gradient(y, options.hoiToPoseGradient) for y in hoi[:3]])) * x
        return hoi, self.pose(x, pose.mid if options.pose.skip else None)


class Hoi(nn.Module):
    def __init__(self, options, sizes, before):
        super().__init__()
        self.options, width, columns = options, options.width, sizes.columns
        self.message = width + 5 * columns
        length = sizes.side**2 * (sizes.channels + sizes.wide) + before.message
        if options.kind == "explicit":
            length += sizes.side**2 * (before.pose + sizes.keypoints) + 3 * sizes.keypoints * options.joints
        layers = [nn.BatchNorm1d(length, affine=False)] if options.standardize else []
        for i in range(options.layers):
            layers.append(nn.Linear(width if i else length, width))
            if options.layerNorm:
                layers.append(nn.LayerNorm(width))
            layers += [nn.ReLU(), nn.Dropout(options.dropout)]
        self.trunk = nn.Sequential(*layers)
        self.action, self.offset = nn.Linear(width, columns), nn.Linear(width, 4 * columns)
        keypoints = sizes.keypoints if options.kind == "explicit" and options.joints else 0
        head = Relation(width, sizes.classes, columns, keypoints, options.dropout) if options.pairs else None
        self.relation = head

    def forward(self, roi, wide, pose, previous, gradient, pairs):
        """(H_mid, logits of s_a, mu_a, logits of pairs or None); Eq. 1 and 2."""
        parts = [roi] if wide is None else [roi, wide]
        if self.options.kind == "explicit":
            read = [pose.mid, pose.coarse] + ([pose.joints] if self.options.joints else [])
            parts += [scale_gradient(x, gradient) for x in read]
        if previous:
            parts.append(message_of(previous[:3]))
        mid = self.trunk(torch.cat([x.flatten(1) for x in parts], 1))
        actions, offsets = self.action(mid), self.offset(mid)
        if previous and self.options.residual:
            actions, offsets = actions + previous[1], offsets + previous[2]
        if not self.relation:
            return mid, actions, offsets, None
        points = scale_gradient(pose.joints, gradient) / pose.options.jointScale if self.relation.keypoints else None
        return mid, actions, offsets, actions[pairs["person"]] + self.relation(mid, points, pairs)


class Mask(nn.Module):
    """Eq. 4, by the kind of mask."""

    def __init__(self, options, message, channels, side):
        super().__init__()
        self.options, self.side, cells = options, side, side**2
        if options.kind == "separable":
            self.spatial, self.channel = nn.Linear(message, cells), nn.Linear(message, channels)
            return
        hidden = options.hidden if options.kind == "conv" else 0
        sizes = {"fc-sigmoid": cells, "channel": channels, "full": channels * cells, "conv": hidden * cells}
        self.fc = nn.Linear(message, sizes[options.kind])
        if hidden:
            self.conv = nn.Conv2d(hidden, 1, options.kernel, padding=options.kernel // 2)

    def forward(self, message):
        return self.options.scale * torch.sigmoid(self.logits(message))

    def logits(self, message):
        kind, side = self.options.kind, self.side
        if kind == "separable":
            return self.spatial(message).view(-1, 1, side, side) + self.channel(message)[:, :, None, None]
        z = self.fc(message)
        if kind == "channel":
            return z[:, :, None, None]
        z = z.view(len(z), -1, side, side)
        return self.conv(F.relu(z)) if kind == "conv" else z


def message_of(hoi):
    """f_a."""
    mid, actions, offsets = hoi
    return torch.cat([mid, torch.sigmoid(actions), offsets], 1)


def scale_gradient(x, factor):
    if factor == 1:
        return x
    return x.detach() if factor == 0 else factor * x + (1 - factor) * x.detach()
