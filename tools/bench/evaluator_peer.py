"""Times an original evaluator; `trainer:bench -- --peer` runs it.

    python tools/bench/evaluator_peer.py --name keypoint-ap|box-ap|layout-ap < files.json

keypoint-ap and box-ap: pycocotools; layout-ap: `evaluate` of `tools/golden/layout.py`. Standard input holds `truth` and
`results`, which become the files of an evaluation. Prints one JSON line: milliseconds from reading the files to the average
precision, median and minimum, and the average precision.
"""

import argparse
import contextlib
import io
import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KINDS = {"keypoint-ap": "keypoints", "box-ap": "bbox"}
# ru_maxrss counts bytes on macOS, 1024 bytes elsewhere.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


def main():
    options = parse_arguments()
    files = json.load(sys.stdin)
    evaluate = layout if options.name == "layout-ap" else coco(KINDS[options.name])
    times = []
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{part}.json" for part in ("truth", "results")]
        for path in paths:
            path.write_text(json.dumps(files[path.stem]))
        del files
        for _ in range(options.warmup + options.steps):
            start = time.perf_counter()
            ap = evaluate(*paths)
            times.append(1000 * (time.perf_counter() - start))
    kept = times[options.warmup :]
    print(
        json.dumps(
            {
                "size": options.name,
                "steps": options.steps,
                "ap": ap,
                "peakMegabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT / 1e6),
                "milliseconds": {"step": {"median": statistics.median(kept), "min": min(kept)}},
            }
        )
    )


def parse_arguments():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--name", required=True, choices=(*KINDS, "layout-ap"))
    arguments.add_argument("--threads", type=int, help="not used: the evaluators have one")
    arguments.add_argument("--steps", type=int, default=3)
    arguments.add_argument("--warmup", type=int, default=1)
    return arguments.parse_args()


def coco(kind):
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    def evaluate(truth, results):
        with contextlib.redirect_stdout(io.StringIO()):
            annotated = COCO(truth)
            evaluation = COCOeval(annotated, annotated.loadRes(str(results)), kind)
            evaluation.evaluate()
            evaluation.accumulate()
            evaluation.summarize()
        return float(evaluation.stats[0])

    return evaluate


def layout(truth, results):
    sys.path.append(str(ROOT / "tools/golden"))
    import layout as golden

    vocabulary = json.loads(truth.read_text())
    golden.ACTIONS = [(action["name"], action["roles"]) for action in vocabulary["actions"]]
    golden.COLUMNS = [(a, role) for a, (_, roles) in enumerate(golden.ACTIONS) for role in (roles or [None])]
    golden.SEEN = vocabulary["seen"]
    return golden.evaluate(json.loads(results.read_text()))["roleMean"]


if __name__ == "__main__":
    main()
