"""The training step of a config in PyTorch on the CPU, timed part by part, for comparison with `nx run trainer:bench`.

    pip install torch==2.15.0 torchvision==0.29.2
    npx nx run trainer:bench -- --size default --print-config > default.json
    python tools/bench/pytorch_peer.py --config default.json [--threads N] [--steps N]

The config is one that `trainer:bench` or `trainer:train` prints with `--print-config`; a field or a kind that is not known
here is refused.

Prints one JSON line: milliseconds, median and minimum over the steps; `backward` is one value for the whole network.
Inputs are random: time does not depend on them.
"""

import argparse
import json
import platform
import statistics
import time
from contextlib import contextmanager

import torch

from pytorch_config import ConfigError, read_config
from pytorch_net import Net

# Small, so that the weights do not diverge on random targets.
LEARNING_RATE = 1e-6


def main():
    options = parse_arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    clock = Clock()
    try:
        with open(options.config, encoding="utf-8") as file:
            config = read_config(file, options.image, options.data)
        net = Net(config, clock)
    except (ConfigError, OSError, json.JSONDecodeError) as error:
        raise SystemExit(f"{options.config}: {error}")
    bench(net, random_batch(net), options.warmup, options.steps)
    print(
        json.dumps(
            {
                "framework": f"PyTorch {torch.__version__}",
                "machine": platform.processor() or platform.machine(),
                "threads": options.threads,
                "config": config.name,
                "steps": options.steps,
                "parameters": count(net.parameters()),
                "trained": count(trained(net).values()),
                "milliseconds": clock.summary(),
            }
        )
    )


def parse_arguments():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--config", required=True, help="a file that --print-config wrote")
    arguments.add_argument("--threads", type=int, default=torch.get_num_threads())
    arguments.add_argument("--steps", type=int, default=20)
    arguments.add_argument("--warmup", type=int, default=3)
    arguments.add_argument(
        "--image", type=int, nargs=2, metavar=("HEIGHT", "WIDTH"), help="default: the embedded data set's"
    )
    arguments.add_argument(
        "--data",
        type=int,
        nargs=3,
        metavar=("COLUMNS", "KEYPOINTS", "CLASSES"),
        help="numbers of action columns, keypoints and object classes; default: the embedded data set's",
    )
    return arguments.parse_args()


def bench(net, batch, warmup, steps):
    clock, clip, parameters = net.clock, net.config.clipNorm, list(trained(net).values())
    optimizer = create_optimizer(net.config.optimizer, trained(net))
    for step in range(warmup + steps):
        if step == warmup:
            clock.clear()
        with clock.part("step"):
            with clock.part("forward"):
                loss = net(batch)
            with clock.part("backward"):
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                if clip is not None:
                    torch.nn.utils.clip_grad_norm_(parameters, clip)
            with clock.part("update"):
                optimizer.step()
            loss.item()
        clock.close()


def create_optimizer(options, named):
    """`named`: parameters by name."""
    weights = [x for name, x in named.items() if options.decay == "all" or name.endswith("weight")]
    others = [x for name, x in named.items() if options.decay != "all" and not name.endswith("weight")]
    groups = [{"params": weights, "weight_decay": options.weightDecay}, {"params": others, "weight_decay": 0}]
    groups = [group for group in groups if group["params"]]
    if options.kind == "sgd":
        return torch.optim.SGD(groups, LEARNING_RATE, options.momentum, nesterov=options.nesterov)
    form = torch.optim.AdamW if options.decoupledWeightDecay else torch.optim.Adam
    return form(groups, LEARNING_RATE, (options.beta1, options.beta2), options.epsilon)


def trained(net):
    return {name: parameter for name, parameter in net.named_parameters() if parameter.requires_grad}


def count(parameters):
    return sum(parameter.numel() for parameter in parameters)


class Clock:
    """Sums the time of each part within a step and records it per step."""

    def __init__(self):
        self.clear()

    def clear(self):
        self.current, self.steps = {}, {}

    @contextmanager
    def part(self, name):
        start = time.perf_counter()
        yield
        self.current[name] = self.current.get(name, 0) + 1000 * (time.perf_counter() - start)

    def close(self):
        for name, value in self.current.items():
            self.steps.setdefault(name, []).append(value)
        self.current = {}

    def summary(self):
        return {
            name: {"median": round(statistics.median(values), 2), "min": round(min(values), 2)}
            for name, values in self.steps.items()
        }


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


if __name__ == "__main__":
    main()
