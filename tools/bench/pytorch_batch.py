"""Random input and targets of `pytorch_net.py`."""

import torch


def random_batch(net):
    config, multiple = net.config, net.stem.multiple
    height, width = (-(-side // multiple) * multiple for side in (config.height, config.width))
    images, people, proposals = config.images, config.people, config.proposals

    def boxes(count):
        size = torch.tensor([width, height])
        low, high = size * torch.rand(count, 2) * 0.4, size * (0.5 + torch.rand(count, 2) * 0.4)
        return torch.cat([(torch.arange(count) % images).float()[:, None], low, high], 1)

    all_people, objects = boxes(people), config.objects
    # Every person with every object of the image.
    person = torch.arange(people).repeat_interleave(objects)
    thing = (person % images) * objects + torch.arange(people * objects) % objects
    pairs = {
        "people": all_people[:, 1:],
        "boxes": boxes(images * objects)[:, 1:],
        "classes": torch.randint(0, 1 + config.classes, (images * objects,)),
        "person": person,
        "object": thing,
        "labels": torch.randint(0, 2, (len(person), config.columns)).float(),
    }
    return {
        "pairs": pairs,
        "images": torch.rand(images, 3, height, width) * 255,
        "people": all_people,
        "proposals": boxes(proposals),
        "cells": torch.randint(0, (4 * config.roi.side) ** 2, (people, config.keypoints)),
        "labels": torch.randint(0, 2, (people, config.columns)).float(),
        "offsets": torch.randn(people, 4 * config.columns),
        "classes": torch.randint(0, 1 + config.classes, (proposals,)),
        "deltas": torch.randn(proposals, 4),
    }
