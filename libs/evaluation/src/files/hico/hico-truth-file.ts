import type { HicoAnnotations, HicoImageLabels, HicoSplit } from '@turbo-hoi/formats';
import { countPairs } from '@turbo-hoi/formats';
import type { HicoCategory } from '../../hico/hico-evaluator';
import type { HicoImage } from '../../hico/hico-image';

/** Counts for a file that only marks rare HOIs. */
const [RARE, COMMON] = [0, 10];

/**
 * The HOIs for the metric: rare as marked in the file, otherwise by the pairs of its training split, otherwise
 * unknown.
 */
export function hicoCategories({ hois, rare, splits }: HicoAnnotations): HicoCategory[] {
  const objects = new Map<string, number>();
  const counts = splits.train && countPairs(splits.train, hois.length);
  return hois.map(({ object }, hoi) => {
    if (!objects.has(object)) objects.set(object, objects.size);
    const trainingPairs = rare ? (rare[hoi] ? RARE : COMMON) : (counts?.[hoi] ?? null);
    return { object: objects.get(object)!, trainingPairs };
  });
}

/**
 * The i-th image of a split.
 *
 * @param labels image labels in the split's order; default: the annotated HOIs, located or not
 */
export function hicoTruthImage(
  split: HicoSplit,
  image: number,
  labels?: HicoImageLabels,
): HicoImage {
  const { hois, humanBoxes, objectBoxes, replaced } = split;
  const [from, to] = [split.firstPair[image], split.firstPair[image + 1]];
  const pairs: number[] = [];
  for (let pair = from; pair < to; pair++) if (!replaced?.[pair]) pairs.push(pair);
  return {
    hois: pairs.map((pair) => hois[pair]),
    humanBoxes: boxesOf(humanBoxes, pairs),
    objectBoxes: boxesOf(objectBoxes, pairs),
    labels: labels
      ? labels.hois.subarray(labels.first[image], labels.first[image + 1])
      : split.unlocated.subarray(split.firstUnlocated[image], split.firstUnlocated[image + 1]),
  };
}

function boxesOf(boxes: Float64Array, pairs: readonly number[]): Float64Array {
  const chosen = new Float64Array(4 * pairs.length);
  pairs.forEach((pair, i) => chosen.set(boxes.subarray(4 * pair, 4 * pair + 4), 4 * i));
  return chosen;
}
