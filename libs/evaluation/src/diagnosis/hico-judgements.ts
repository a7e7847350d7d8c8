import { descendingOrder } from '../ranking/descending-order';
import type { HicoDetections, HicoImage } from '../hico/hico-image';
import { bestPair } from '../hico/pair-match';
import { boxOverlap } from '../hico/pair-overlap';
import { NEAR_OVERLAP, RIGHT_OVERLAP } from './causes';
import { type JudgedList, type Judgement, judgeList } from './judged-list';

/** The verb and the object class of an HOI, any numbers that HOIs share. */
export interface HicoMeaning {
  readonly verb: number;
  readonly object: number;
}

/** Sorts the detections of an image as HICO-DET's evaluator does, with the reason why each is wrong; the annotations are its pairs. */
export function judgeHico(
  image: HicoImage,
  detections: HicoDetections,
  hois: readonly HicoMeaning[],
): JudgedList {
  const pairs = Array.from(image.hois, (_, pair) => pair);
  const judgements = Array.from(detections.hois, (_, row): Judgement => {
    const right = bestPair(image, detections, row);
    return right >= 0
      ? { annotation: right, wrong: null }
      : whyWrong(overlapsOf(image, detections, row, hois));
  });
  return judgeList(descendingOrder(detections.scores, 'earlier-first'), judgements, pairs);
}

/** An annotated pair beside a detection. */
interface Beside {
  readonly pair: number;
  readonly human: number;
  readonly object: number;
  readonly isVerb: boolean;
  readonly isClass: boolean;
}

function overlapsOf(
  image: HicoImage,
  detections: HicoDetections,
  row: number,
  hois: readonly HicoMeaning[],
): Beside[] {
  const own = hois[detections.hois[row]];
  return Array.from(image.hois, (hoi, pair) => ({
    pair,
    human: boxOverlap(detections.humanBoxes, row, image.humanBoxes, pair),
    object: boxOverlap(detections.objectBoxes, row, image.objectBoxes, pair),
    isVerb: hois[hoi].verb === own.verb,
    isClass: hois[hoi].object === own.object,
  }));
}

/** What can be explained by one thing is; of several explanations the first. */
function whyWrong(all: readonly Beside[]): Judgement {
  const isRight = (overlap: number) => overlap >= RIGHT_OVERLAP;
  const isNear = (overlap: number) => overlap >= NEAR_OVERLAP;
  const explanations = [
    ['personBox', (one) => one.isVerb && one.isClass && isNear(one.human) && isRight(one.object)],
    ['objectBox', (one) => one.isVerb && one.isClass && isRight(one.human) && isNear(one.object)],
    ['objectClass', (one) => one.isVerb && isRight(one.human) && isRight(one.object)],
    ['action', (one) => one.isClass && isRight(one.human) && isRight(one.object)],
    ['target', (one) => one.isVerb && one.isClass && isRight(one.human)],
  ] as const satisfies readonly (readonly [Judgement['wrong'], (one: Beside) => boolean])[];
  for (const [wrong, isOne] of explanations) {
    const best = nearest(all.filter(isOne));
    if (best) return { annotation: best.pair, wrong };
  }
  const isAnnotated =
    all.some(({ human }) => isNear(human)) && all.some(({ object }) => isNear(object));
  return { annotation: -1, wrong: isAnnotated ? 'several' : 'background' };
}

/** The first of the largest sum of overlaps. */
function nearest(all: readonly Beside[]): Beside | undefined {
  const most = Math.max(...all.map(({ human, object }) => human + object));
  return all.find(({ human, object }) => human + object === most);
}
