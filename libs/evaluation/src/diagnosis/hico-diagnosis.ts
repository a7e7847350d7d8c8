import { type HicoCategory, HicoEvaluator } from '../hico/hico-evaluator';
import type { HicoDetections, HicoImage } from '../hico/hico-image';
import { type ApLosses, PerfectedEvaluators } from './ap-losses';
import { type Cause, PAIR_CAUSES } from './causes';
import { judgeHico } from './hico-judgements';
import { fixesOf, type JudgedList } from './judged-list';

/**
 * Where HICO-DET's mAP is lost, by making one cause perfect at a time.
 *
 * A detection is explained by one annotated pair, of which one thing differs; background is where no person or no object of any pair is. Only boxes of
 * annotated pairs are known: a person who does nothing of the list is background, too. Detections keep their scores; the mAP is that
 * of {@link HicoEvaluator}.
 */
export class HicoDiagnosis {
  private readonly evaluators: PerfectedEvaluators<HicoEvaluator>;

  constructor(private readonly hois: readonly (HicoCategory & { readonly verb: number })[]) {
    this.evaluators = new PerfectedEvaluators(PAIR_CAUSES, () => new HicoEvaluator(hois));
  }

  /** @throws TurboHoiError (shape) if array lengths disagree, (data) for an HOI that does not exist */
  add(image: HicoImage, detections: HicoDetections): void {
    let judged: JudgedList | null = null;
    this.evaluators.add((evaluator, perfect) => {
      // The evaluator of the detections as they are comes first and checks them.
      if (perfect.size === 0) return evaluator.add(image, detections);
      judged ??= judgeHico(image, detections, this.hois);
      evaluator.add(image, fixHico(image, detections, judged, perfect));
    });
  }

  /** The mAP over all HOIs in the default setting. */
  result(): ApLosses {
    return this.evaluators.losses((evaluator) => evaluator.result().default.full);
  }
}

function fixHico(
  image: HicoImage,
  detections: HicoDetections,
  judged: JudgedList,
  perfect: ReadonlySet<Cause>,
): HicoDetections {
  const fixes = fixesOf(judged, perfect);
  const rows = fixes.flatMap((fix, row) => {
    if (fix === 'drop') return [];
    const score = detections.scores[row];
    return fix === 'keep'
      ? { of: detections, row, score }
      : { of: image, row: judged.annotations[row], score };
  });
  const missed = perfect.has('missed') ? judged.missed : [];
  const all = [...rows, ...missed.map((row) => ({ of: image, row, score: Infinity }))];
  const boxes = (key: 'humanBoxes' | 'objectBoxes') =>
    Float64Array.from(all.flatMap(({ of, row }) => [...of[key].subarray(4 * row, 4 * row + 4)]));
  return {
    hois: Int32Array.from(all, ({ of, row }) => of.hois[row]),
    humanBoxes: boxes('humanBoxes'),
    objectBoxes: boxes('objectBoxes'),
    scores: Float64Array.from(all, ({ score }) => score),
  };
}
