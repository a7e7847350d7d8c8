import { COCO_80 } from '@turbo-hoi/core';
import { fitLogistic } from '../scores/logistic';
import { type ExplainedThing, sizeOf } from './explain-boxes';
import { lineOf, logit, normalOf } from './statistics';

const CLASS_RIDGE = 2;
/** Addends of smaller size are noise. */
const LEAST_ADDEND = 0.1;

/** Rates at which annotated things are found, and their scores. `seen`: share of moved boxes that stay at IoU ≥ .5. */
export function fitFound(things: readonly ExplainedThing[], seen: number) {
  const isFound = things.map(({ right, confused }) => right !== null || confused !== null);
  const { bias, weights, offsets } = fitLogistic(
    {
      features: Float64Array.from(things, sizeOf),
      width: 1,
      groups: Int32Array.from(things, ({ classId }) => classId),
      labels: Uint8Array.from(isFound, Number),
    },
    { ridge: 1e-3, groupRidge: CLASS_RIDGE, groupCount: COCO_80.length },
  );
  const mean = isFound.filter(Boolean).length / things.length;
  // A box that jitter moves too far counts as missed, too.
  const raised = logit(Math.min(0.99, mean / seen)) - logit(mean);
  const right = things.filter((thing) => thing.right);
  const score = lineOf(
    right.map(sizeOf),
    right.map((thing) => logit(thing.right!.score)),
  );
  const addends = COCO_80.map((name, index) => [name, digits(offsets[index])] as const);
  const isObject = things.some(({ classId }) => classId !== 0);
  return {
    recall: [digits(bias + raised + (isObject ? 0 : offsets[0])), digits(weights[0])],
    score: { true: { logit: score.map(digits) } },
    ...(isObject && {
      recallOfClass: Object.fromEntries(
        addends.filter(([, value]) => Math.abs(value) >= LEAST_ADDEND),
      ),
    }),
  };
}

/** How far edges are from the annotated ones: scale and spread of scale · exp(N(0, spread)) · N(0, 1) in sides. */
export function fitJitter(things: readonly ExplainedThing[]) {
  const logs = things.flatMap(({ box, right }) => {
    if (!right) return [];
    const [w, h] = [box[2] - box[0], box[3] - box[1]];
    const squares = box.map((edge, i) => ((right.box[i] - edge) / (i % 2 === 0 ? w : h)) ** 2);
    const mean = squares.reduce((sum, square) => sum + square, 0) / 4;
    return mean > 0 ? [Math.log(mean) / 2] : [];
  });
  const [mean, deviation] = normalOf(logs);
  // Of log √(χ²₄ / 4): mean (ψ(2) + log 2 - log 4) / 2, variance ψ'(2) / 4.
  const [ownMean, ownVariance] = [-0.1352, 0.1612];
  return {
    scale: digits(Math.exp(mean - ownMean)),
    spread: digits(Math.sqrt(Math.max(0, deviation ** 2 - ownVariance))),
  };
}

export function digits(value: number): number {
  return Number(value.toFixed(4));
}
