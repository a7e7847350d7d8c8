"""Layers of `pytorch_net.py`: stem, keypoint block, object branches."""

from functools import cached_property

import torch
import torch.nn.functional as F
import torchvision
from torch import nn
from torchvision.ops.misc import FrozenBatchNorm2d


class ConvNormRelu(nn.Sequential):
    def __init__(self, inputs, outputs, groups, stride=1):
        super().__init__(
            nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.GroupNorm(groups, outputs), nn.ReLU()
        )


class Residual(nn.Module):
    def __init__(self, channels, groups):
        super().__init__()
        self.first = ConvNormRelu(channels, channels, groups)
        self.second = nn.Sequential(
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.GroupNorm(groups, channels)
        )

    def forward(self, x):
        return F.relu(x + self.second(self.first(x)))


class SmallStem(nn.Module):
    stride, multiple = 4, 8

    def __init__(self, options):
        super().__init__()
        (first, fine, coarse), groups = options.widths, options.groups
        self.channels = options.channels

        def residuals(width, count):
            return [Residual(width, groups) for _ in range(count)]

        self.fine = nn.Sequential(
            ConvNormRelu(3, first, groups, 2),
            ConvNormRelu(first, fine, groups, 2),
            *residuals(fine, options.blocks[0]),
        )
        self.coarse = nn.Sequential(
            ConvNormRelu(fine, coarse, groups, 2), *residuals(coarse, options.blocks[1])
        )
        self.lateral = nn.Conv2d(coarse, options.channels - fine, 1)

    def forward(self, images):
        fine = self.fine(images * (4 / 255) - 2)
        return torch.cat([fine, upsample(self.lateral(self.coarse(fine)))], 1)


class RandomMap(nn.Module):
    """A random feature map in place of a stem's."""

    def __init__(self, options):
        super().__init__()
        self.channels, self.stride = options.channels, options.stride
        self.multiple, self.map = options.stride, None

    def forward(self, images):
        if self.map is None:
            count, _, height, width = images.shape
            self.map = torch.rand(count, self.channels, height // self.stride, width // self.stride)
        return self.map


class ResNetC4(nn.Module):
    """torchvision's ResNet up to layer3 with frozen normalisation; the first parts are frozen as the config says."""

    channels, stride, multiple = 1024, 16, 16

    def __init__(self, options):
        super().__init__()
        body = getattr(torchvision.models, f"resnet{options.depth}")(norm_layer=FrozenBatchNorm2d)
        first = nn.Sequential(body.conv1, body.bn1, body.relu, body.maxpool)
        self.parts = nn.Sequential(first, body.layer1, body.layer2, body.layer3)
        for part in self.parts[: options.frozenStages]:
            part.requires_grad_(False)
        blocks = [block for layer in self.parts[1:] for block in layer]
        for block in blocks:
            # Keeps the scale of an untrained body, as ours does.
            block.bn3.weight.fill_(len(blocks) ** -0.5)
        self.mean, self.deviation = (
            torch.tensor(values).view(3, 1, 1) for values in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
        )

    def forward(self, images):
        return self.parts((images / 255 - self.mean) / self.deviation)


STEMS = {"small": SmallStem, "random-map": RandomMap, "resnet-c4": ResNetC4}


class KeypointBlock(nn.Module):
    def __init__(self, inputs, keypoints, options):
        super().__init__()
        self.options, channels, groups = options, options.channels, options.groups
        layers = []
        for i in range(options.convs):
            layers.append(nn.Conv2d(channels if i else inputs, channels, 3, padding=1, bias=groups == 0))
            if groups:
                layers.append(nn.GroupNorm(groups, channels))
            layers.append(nn.ReLU())
        self.convs = nn.Sequential(*layers)
        kernel = options.outputKernel
        between = options.deconvChannels if kernel else keypoints
        self.deconv = nn.ConvTranspose2d(channels, between, 4, 2, 1)
        self.output = nn.Conv2d(between, keypoints, kernel, padding=kernel // 2) if kernel else None

    def forward(self, x, skip=None):
        mid = self.convs(x)
        mid = mid if skip is None else mid + skip
        wide = self.deconv(mid)
        logits = self.output(upsample(F.relu(wide))) if self.output else upsample(wide)
        return Pose(mid, logits, self.options)


class Pose:
    """f_k: P_mid and P_out, and the forms in which other modules read P_out, computed when one does."""

    def __init__(self, mid, logits, options):
        self.mid, self.logits, self.options = mid, logits, options

    @cached_property
    def softmax(self):
        return self.logits.flatten(2).softmax(2).view_as(self.logits)

    @cached_property
    def coarse(self):
        """As a map of S×S cells."""
        cells = self.logits.shape[-1] // self.mid.shape[-1]
        if self.options.coarse == "logits":
            return self.options.coarseScale * F.avg_pool2d(self.logits, cells)
        return self.options.coarseScale * cells**2 * F.avg_pool2d(self.softmax, cells)

    @cached_property
    def joints(self):
        """As points: expected x and y in -1..1, and the peak."""
        side = self.logits.shape[-1]
        centers = (torch.arange(side) + 0.5) / (side / 2) - 1
        x, y = self.softmax.sum(2) @ centers, self.softmax.sum(3) @ centers
        return self.options.jointScale * torch.cat([x, y, self.softmax.amax((2, 3))], 1)


class TwoFcBranch(nn.Module):
    def __init__(self, channels, classes, options):
        super().__init__()
        self.side, self.aligned, width = 7, options.aligned, options.width
        self.head = nn.Sequential(
            nn.Flatten(),
            nn.Linear(self.side**2 * channels, width),
            nn.ReLU(),
            nn.Linear(width, width),
            nn.ReLU(),
        )
        self.score, self.delta = nn.Linear(width, 1 + classes), nn.Linear(width, 4 * classes)

    def forward(self, roi):
        x = self.head(roi)
        return self.score(x), self.delta(x)


class ResidualBranch(nn.Module):
    side, aligned = None, None  # as people's regions

    def __init__(self, channels, classes, options):
        super().__init__()
        self.blocks = nn.Sequential(*(Residual(channels, options.groups) for _ in range(options.blocks)))
        self.score, self.delta = nn.Linear(channels, 1 + classes), nn.Linear(channels, 4 * classes)

    def forward(self, roi):
        x = self.blocks(roi).mean((2, 3))
        return self.score(x), self.delta(x)


OBJECT_BRANCHES = {"two-fc": TwoFcBranch, "residual": ResidualBranch}


def upsample(x):
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
