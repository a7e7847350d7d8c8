"""The training step or forward pass of a config in PyTorch on the CPU, timed part by part; `trainer:bench -- --peer` runs it.

    pip install torch==2.15.0 torchvision==0.29.2
    npx nx run trainer:bench -- --size default --print-config > default.json
    python tools/bench/pytorch_peer.py --config default.json [--mode inference] [--threads N] [--steps N]

The config is one that `trainer:bench` or `trainer:train` prints with `--print-config`; a field or a kind that is not known
here is refused.

Prints one JSON line: milliseconds, median and minimum over the steps; `backward` is one value for the whole network.
Inputs are random: time does not depend on them.
"""

import argparse
import json
import math
import platform
import resource
import statistics
import sys
import time
from contextlib import contextmanager

import torch

from pytorch_config import ConfigError, read_config
from pytorch_net import build

# ru_maxrss counts bytes on macOS, 1024 bytes elsewhere.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024

# Small, so that the weights do not diverge on random targets.
LEARNING_RATE = 1e-6


def main():
    options = parse_arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    clock = Clock()
    try:
        config = read_config(read_text(options.config), options.image, options.data)
        net = build(config, clock, options.layout)
    except (ConfigError, OSError, json.JSONDecodeError) as error:
        raise SystemExit(f"{options.config}: {error}")
    run = train if options.mode == "training" else infer
    run(net, net.random_batch(), options.warmup, options.steps)
    print(
        json.dumps(
            {
                "size": options.name or config.name,
                "framework": f"PyTorch {torch.__version__}",
                "machine": platform.processor() or platform.machine(),
                "threads": torch.get_num_threads(),
                "steps": options.steps,
                "parameters": count(net.parameters()) + count(statistics_of(net)),
                **({"trained": count(trained(net).values())} if options.mode == "training" else {}),
                "peakMegabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT / 1e6),
                "milliseconds": clock.summary(),
            }
        )
    )


def read_text(path):
    if path == "-":
        return sys.stdin.read()
    with open(path, encoding="utf-8") as file:
        return file.read()


def parse_arguments():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--config", required=True, help="a file that --print-config wrote; -: stdin")
    arguments.add_argument("--mode", choices=("training", "inference"), default="training")
    arguments.add_argument("--name", help="name of the case in the output; default: the config's")
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
    arguments.add_argument(
        "--layout",
        type=json.loads,
        metavar="JSON",
        help='of a network without pixels, by image: {"detections": [40], "people": [16], "pairs": 624}',
    )
    return arguments.parse_args()


def train(net, batch, warmup, steps):
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
            value = loss.item()
        clock.close()
        if not math.isfinite(value):
            raise SystemExit(f"the loss is {value}; times of such a step are no measure")


def infer(net, batch, warmup, steps):
    net.eval()
    for step in range(warmup + steps):
        if step == warmup:
            net.clock.clear()
        with net.clock.part("step"), torch.no_grad():
            net.outputs(batch)
        net.clock.close()


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


def statistics_of(net):
    """Of normalisation; ours are parameters that are not trained."""
    return [buffer for buffer in net.buffers() if buffer.is_floating_point()]


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


if __name__ == "__main__":
    main()
