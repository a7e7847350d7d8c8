import { type Cause, REPAIRED } from './causes';

/** A detection beside the annotation that explains it best. */
export interface Judgement {
  /** Index of the annotation; -1: none. */
  readonly annotation: number;
  /** What is wrong with it by itself; null: nothing. `ignored`: the evaluator does not count it. */
  readonly wrong: Cause | 'ignored' | null;
}

/** The detections of one image in one ranked list, with the reason why each of them is wrong. */
export interface JudgedList {
  /** From best to worst. */
  readonly order: ArrayLike<number>;
  readonly annotations: readonly number[];
  /** `right`: a true positive. */
  readonly verdicts: readonly (Cause | 'right' | 'ignored')[];
  /** The positives that no detection explains, right or to be repaired. */
  readonly missed: readonly number[];
}

/** What happens to a detection. */
export type Fix = 'keep' | 'drop' | 'repair';

/**
 * Sorts the detections of a list: the first right one of each annotation is a true positive, later ones are duplicates.
 *
 * @param order of the evaluator @param positives the annotations to be found
 */
export function judgeList(
  order: ArrayLike<number>,
  judgements: readonly Judgement[],
  positives: readonly number[],
): JudgedList {
  const found = new Set<number>();
  const explained = new Set<number>();
  const verdicts: JudgedList['verdicts'][number][] = judgements.map(() => 'ignored');
  for (const row of Array.from(order)) {
    const { annotation, wrong } = judgements[row];
    if (wrong === null) {
      verdicts[row] = found.has(annotation) ? 'duplicate' : 'right';
      found.add(annotation);
    } else verdicts[row] = wrong;
    if (wrong === null || (wrong !== 'ignored' && REPAIRED.has(wrong))) explained.add(annotation);
  }
  return {
    order,
    annotations: judgements.map(({ annotation }) => annotation),
    verdicts,
    missed: positives.filter((positive) => !explained.has(positive)),
  };
}

/**
 * What happens to each detection if some causes are made perfect.
 *
 * One that can be put right is, unless its annotation has been found; of several of one annotation the best is.
 */
export function fixesOf(
  { order, annotations, verdicts }: JudgedList,
  perfect: ReadonlySet<Cause>,
): Fix[] {
  const found = new Set(annotations.filter((_, row) => verdicts[row] === 'right'));
  const fixes = verdicts.map((): Fix => 'keep');
  for (const row of Array.from(order)) {
    const verdict = verdicts[row];
    if (verdict === 'right' || verdict === 'ignored' || !perfect.has(verdict)) continue;
    const isRepaired = REPAIRED.has(verdict) && !found.has(annotations[row]);
    if (isRepaired) found.add(annotations[row]);
    fixes[row] = isRepaired ? 'repair' : 'drop';
  }
  return fixes;
}
