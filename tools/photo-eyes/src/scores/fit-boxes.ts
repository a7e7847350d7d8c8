import { COCO_80 } from '@turbo-hoi/core';
import { BOX_FEATURES, type BoxScoreModel } from '@turbo-hoi/pretrained';
import { type Candidates, WIDTH } from './candidates';
import { fitLogistic } from './logistic';

const RIDGE = 3;
const CLASS_RIDGE = 4;
const DIGITS = 4;

/** Fits the learned score of merged boxes. */
export function fitBoxes(all: readonly Candidates[]): BoxScoreModel {
  const count = all.reduce((sum, { labels }) => sum + labels.length, 0);
  const data = {
    features: new Float64Array(count * WIDTH),
    width: WIDTH,
    groups: new Int32Array(count),
    labels: new Uint8Array(count),
  };
  let at = 0;
  for (const { features, classes, labels } of all) {
    data.features.set(features, at * WIDTH);
    data.groups.set(classes, at);
    data.labels.set(labels, at);
    at += labels.length;
  }
  const options = { ridge: RIDGE, groupRidge: CLASS_RIDGE, groupCount: COCO_80.length };
  const { bias, weights, offsets } = fitLogistic(data, options);
  return {
    bias: rounded(bias),
    weights: named(BOX_FEATURES, weights),
    classes: named(COCO_80, offsets),
  };
}

/** The numbers that are not 0, by name. */
function named(names: readonly string[], values: Float64Array): Record<string, number> {
  const pairs = names.map((name, i) => [name, rounded(values[i])] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== 0));
}

function rounded(value: number): number {
  return Number(value.toFixed(DIGITS));
}
