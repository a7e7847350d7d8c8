import {
  boxAt,
  boxIou,
  createRng,
  type Detections,
  type Detector,
  type ImageAnnotations,
  turn,
} from '@turbo-hoi/core';
import { annotatedBoxes } from '@turbo-hoi/detection';
import { BoxScorer } from '@turbo-hoi/inference';
import type { ComposedExperiment } from '../compose/compose-experiment';
import type { ProgressDisplays } from '../../progress/progress';

/** The scores of a detector's boxes; shares in 0..100. */
export interface DetectorResult {
  readonly split: string;
  readonly images: number;
  /** Boxes per image. */
  readonly boxesPerImage: number;
  /** COCO's box APs over the classes; null for proposals, which have no classes. */
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ap75: number | null;
  /** Recall of the annotated boxes of each class by IoU threshold, and AP (mean over IoU thresholds). */
  readonly classes: readonly ClassResult[];
}

export interface ClassResult {
  readonly name: string;
  readonly boxes: number;
  readonly recall50: number | null;
  readonly recall70: number | null;
  readonly ap: number | null;
}

/**
 * Evaluates a detector on the experiment's held-out split, and disposes of it.
 *
 * @returns null if the signal aborted
 */
export async function evaluateDetector(
  { experiment, dataset, resize }: ComposedExperiment,
  detector: Detector,
  { signal, displays }: { readonly signal: AbortSignal; readonly displays: ProgressDisplays },
): Promise<DetectorResult | null> {
  const { info } = dataset;
  const { split: name, images } = experiment.evaluation;
  const split = dataset.split(name);
  const size = Math.min(split.size, images ?? Infinity);
  const scorer = new BoxScorer(info);
  const recall = new Recall(info.objectClasses.length);
  const progress = displays.images('evaluation', size);
  let found = 0;
  try {
    for (let index = 0; index < size; index++) {
      if (signal.aborted) return null;
      const read = await split.sample(index);
      const sample = resize ? await resize(read) : read;
      const detections = await detector.propose(sample, createRng(0));
      found += detections.scores.length;
      scorer.add(sample, detections);
      recall.add(sample, detections);
      progress.update(index + 1);
      await turn();
    }
  } finally {
    progress.stop();
    detector.dispose?.();
  }
  const { ap, ap50, ap75, perClass } = scorer.result();
  const classified = !detector.proposesOnly;
  return {
    split: name,
    images: size,
    boxesPerImage: found / Math.max(1, size),
    ap: classified ? ap : null,
    ap50: classified ? ap50 : null,
    ap75: classified ? ap75 : null,
    classes: info.objectClasses.map((name, index) => ({
      name,
      ...recall.of(index),
      ap: classified ? perClass[index] : null,
    })),
  };
}

/** Class-agnostic recall: counts annotated boxes that any box overlaps, whatever its class and score. */
class Recall {
  private readonly counts: { boxes: number; at50: number; at70: number }[];

  constructor(classes: number) {
    this.counts = Array.from({ length: classes }, () => ({ boxes: 0, at50: 0, at70: 0 }));
  }

  add(annotations: ImageAnnotations, { boxes, scores }: Detections): void {
    for (const { box, category, crowd } of annotatedBoxes(annotations)) {
      if (crowd) continue;
      const best = scores.reduce((most, _, i) => Math.max(most, boxIou(box, boxAt(boxes, i))), 0);
      const count = this.counts[category];
      count.boxes++;
      if (best >= 0.5) count.at50++;
      if (best >= 0.7) count.at70++;
    }
  }

  of(category: number) {
    const { boxes, at50, at70 } = this.counts[category];
    const share = (count: number) => (boxes === 0 ? null : (100 * count) / boxes);
    return { boxes, recall50: share(at50), recall70: share(at70) };
  }
}
