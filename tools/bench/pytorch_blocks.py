"""The blocks of `pytorch_peer.py`: keypoint block, small stem, object branch."""

import torch
import torch.nn.functional as F
from torch import nn

KEYPOINTS, CLASSES = 17, 7


class KeypointBlock(nn.Module):
    def __init__(self, inputs, convs, channels, deconv, kernel, groups):
        super().__init__()
        layers = []
        for i in range(convs):
            layers.append(nn.Conv2d(inputs if i == 0 else channels, channels, 3, padding=1, bias=groups == 0))
            if groups:
                layers.append(nn.GroupNorm(groups, channels))
            layers.append(nn.ReLU())
        self.convs = nn.Sequential(*layers)
        self.deconv = nn.ConvTranspose2d(channels, deconv, 4, 2, 1)
        self.output = nn.Conv2d(deconv, KEYPOINTS, kernel, padding=kernel // 2)

    def forward(self, x, skip=None):
        mid = self.convs(x)
        mid = mid if skip is None else mid + skip
        return mid, self.output(upsample(F.relu(self.deconv(mid))))


class ConvNormRelu(nn.Sequential):
    def __init__(self, inputs, outputs, stride=1):
        super().__init__(
            nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.GroupNorm(8, outputs), nn.ReLU()
        )


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first = ConvNormRelu(channels, channels)
        self.second = nn.Sequential(
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.GroupNorm(8, channels)
        )

    def forward(self, x):
        return F.relu(x + self.second(self.first(x)))


class SmallStem(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.fine = nn.Sequential(ConvNormRelu(3, 16, 2), ConvNormRelu(16, 32, 2), Residual(32))
        self.coarse = nn.Sequential(ConvNormRelu(32, 64, 2), Residual(64), Residual(64))
        self.lateral = nn.Conv2d(64, channels - 32, 1)

    def forward(self, images):
        fine = self.fine(images * (4 / 255) - 2)
        return torch.cat([fine, upsample(self.lateral(self.coarse(fine)))], 1)


class ObjectBranch(nn.Module):
    def __init__(self, channels, side, width=256):
        super().__init__()
        self.first, self.second = nn.Linear(side * side * channels, width), nn.Linear(width, width)
        self.score, self.delta = nn.Linear(width, 1 + CLASSES), nn.Linear(width, 4 * CLASSES)

    def forward(self, roi):
        x = F.relu(self.second(F.relu(self.first(roi.flatten(1)))))
        return self.score(x), self.delta(x)


def upsample(x):
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
