import { boxArea, boxIou, COCO_KEYPOINTS } from '@turbo-hoi/core';
import type { ConfidenceModel } from '@turbo-hoi/pretrained';
import type { AnnotatedPhoto, Thing } from '../photos/coco-photos';
import type { PhotoRecord } from '../photos/collect';
import { fitLogistic } from './logistic';
import { RIGHT_IOU } from './match-things';

/** Of a box's area that a person covers, as COCO's segments do. */
const BODY = 0.53;
/** A joint is right from this similarity, as in OKS. */
const RIGHT_JOINT = 0.5;

/** Fits what a pose detector's confidence is worth: the chance that the joint is annotated there. */
export function fitJoints(
  photos: readonly AnnotatedPhoto[],
  records: readonly PhotoRecord[],
  variant: 'lightning' | 'thunder',
): ConfidenceModel {
  const [odds, labels]: number[][] = [[], []];
  photos.forEach(({ things }, i) => {
    for (const pose of records[i].poses) {
      const person = personOf(pose.box, things);
      if (!person) continue;
      COCO_KEYPOINTS.sigmas.forEach((sigma, k) => {
        const [x, y, raw] = pose[variant].slice(3 * k, 3 * k + 3);
        const bounded = Math.min(Math.max(raw, 1e-3), 1 - 1e-3);
        odds.push(Math.log(bounded / (1 - bounded)));
        labels.push(Number(jointSimilarity(person, k, x, y, sigma) > RIGHT_JOINT));
      });
    }
  });
  const fitted = fitLogistic(
    {
      features: Float64Array.from(odds),
      width: 1,
      groups: new Int32Array(odds.length),
      labels: Uint8Array.from(labels),
    },
    { ridge: 1e-3, groupRidge: 1, groupCount: 1 },
  );
  const digits = (value: number) => Number(value.toFixed(4));
  return { bias: digits(fitted.bias + fitted.offsets[0]), slope: digits(fitted.weights[0]) };
}

/** The annotated person with keypoints that a box shows. */
export function personOf(box: Thing['box'], things: readonly Thing[]): Thing | null {
  const overlap = (thing: Thing) => boxIou(thing.box, box);
  const people = things
    .filter(({ keypoints }) => keypoints)
    .sort((a, b) => overlap(b) - overlap(a));
  return people.length > 0 && overlap(people[0]) >= RIGHT_IOU ? people[0] : null;
}

/** Similarity of a joint to the annotated one, as in OKS; 0 where it is not annotated. */
export function jointSimilarity(
  { box, keypoints }: Thing,
  k: number,
  x: number,
  y: number,
  sigma: number,
): number {
  if (!(keypoints![3 * k + 2] > 0)) return 0;
  const distance2 = (x - keypoints![3 * k]) ** 2 + (y - keypoints![3 * k + 1]) ** 2;
  return Math.exp(-distance2 / (2 * BODY * boxArea(box) * (2 * sigma) ** 2));
}
