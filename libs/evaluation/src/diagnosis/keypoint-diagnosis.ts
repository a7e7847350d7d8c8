import type { KeypointLayout } from '@turbo-hoi/core';
import type { KeypointDetections } from '../keypoints/keypoint-detections';
import { KeypointEvaluator, MAX_DETECTIONS } from '../keypoints/keypoint-evaluator';
import type { KeypointTruth } from '../keypoints/keypoint-truth';
import { keypointSimilarity, labelledKeypoints } from '../keypoints/oks';
import { descendingOrder } from '../ranking/descending-order';
import { type ApLosses, PerfectedEvaluators } from './ap-losses';
import { type Cause, NEAR_OVERLAP, RIGHT_OVERLAP } from './causes';
import { fixesOf, type JudgedList, type Judgement, judgeList } from './judged-list';

const KEYPOINT_CAUSES: readonly Cause[] = ['keypoints', 'duplicate', 'background', 'missed'];

/**
 * Where COCO's keypoint AP at OKS 0.50 is lost, by making one cause perfect at a time.
 *
 * A pose with an OKS of 0.1 to 0.5 is one of that person with wrong keypoints, below that it is background. Poses keep their scores; the AP is
 * that of {@link KeypointEvaluator}.
 */
export class KeypointDiagnosis {
  private readonly evaluators: PerfectedEvaluators<KeypointEvaluator>;

  constructor(private readonly layout: KeypointLayout) {
    this.evaluators = new PerfectedEvaluators(KEYPOINT_CAUSES, () => new KeypointEvaluator(layout));
  }

  /** @throws TurboHoiError (shape) if the array lengths disagree */
  add(truth: KeypointTruth, detections: KeypointDetections): void {
    const width = 3 * this.layout.names.length;
    // Of an image no more count, and none is to move up where others are left out.
    const best = descendingOrder(detections.scores, 'earlier-first').subarray(0, MAX_DETECTIONS);
    const counted = rowsOf(
      [...best].map((row) => ({ of: detections, row })),
      detections,
      width,
    );
    let judged: JudgedList | null = null;
    this.evaluators.add((evaluator, perfect) => {
      if (perfect.size === 0) return evaluator.add(truth, detections);
      judged ??= judgeKeypoints(truth, counted, this.layout.sigmas);
      evaluator.add(truth, fixKeypoints(truth, counted, judged, perfect, width));
    });
  }

  /** The AP at OKS 0.50. */
  result(): ApLosses {
    return this.evaluators.losses((evaluator) => evaluator.result().ap50);
  }
}

function judgeKeypoints(
  truth: KeypointTruth,
  detections: KeypointDetections,
  sigmas: readonly number[],
): JudgedList {
  const people = Array.from(truth.areas, (_, person) => person);
  const isIgnored = (person: number) =>
    Boolean(truth.crowd?.[person]) ||
    Boolean(truth.ignored?.[person] ?? !labelledKeypoints(truth, person, sigmas.length));
  const order = descendingOrder(detections.scores, 'earlier-first');
  const taken = new Set<number>();
  const judgements: Judgement[] = [];
  for (const row of order) {
    const alike = people.map((person) =>
      keypointSimilarity(detections, row, truth, person, sigmas),
    );
    const bestOf = (some: readonly number[]) =>
      // As in pycocotools, the last of equally similar people.
      some.reduce((best, one) => (best < 0 || alike[one] >= alike[best] ? one : best), -1);
    const counted = people.filter((person) => !isIgnored(person));
    const free = bestOf(counted.filter((person) => !taken.has(person)));
    const ignored = bestOf(people.filter(isIgnored));
    const nearest = bestOf(counted);
    if (free >= 0 && alike[free] >= RIGHT_OVERLAP) {
      taken.add(free);
      judgements[row] = { annotation: free, wrong: null };
    } else if (ignored >= 0 && alike[ignored] >= RIGHT_OVERLAP)
      judgements[row] = { annotation: ignored, wrong: 'ignored' };
    else if (nearest >= 0 && alike[nearest] >= RIGHT_OVERLAP)
      judgements[row] = { annotation: nearest, wrong: 'duplicate' };
    else if (nearest >= 0 && alike[nearest] >= NEAR_OVERLAP) {
      const isFree = free >= 0 && alike[free] >= NEAR_OVERLAP;
      judgements[row] = { annotation: isFree ? free : nearest, wrong: 'keypoints' };
    } else judgements[row] = { annotation: -1, wrong: 'background' };
  }
  return judgeList(
    order,
    judgements,
    people.filter((person) => !isIgnored(person)),
  );
}

function fixKeypoints(
  truth: KeypointTruth,
  detections: KeypointDetections,
  judged: JudgedList,
  perfect: ReadonlySet<Cause>,
  width: number,
): KeypointDetections {
  const rows = fixesOf(judged, perfect).flatMap((fix, row): PoseRow[] => {
    if (fix === 'drop') return [];
    return [
      fix === 'keep'
        ? { of: detections, row }
        : { of: truth, row: judged.annotations[row], scoreOf: row },
    ];
  });
  const missed = perfect.has('missed') ? judged.missed : [];
  return rowsOf([...rows, ...missed.map((row) => ({ of: truth, row }))], detections, width);
}

/** A predicted pose, or an annotated one. */
interface PoseRow {
  readonly of: { readonly keypoints: ArrayLike<number> };
  readonly row: number;
  /** The detection whose score it has; default: its own, of an annotation infinity. */
  readonly scoreOf?: number;
}

function rowsOf(
  rows: readonly PoseRow[],
  detections: KeypointDetections,
  width: number,
): KeypointDetections {
  return {
    scores: Float64Array.from(rows, ({ of, row, scoreOf }) =>
      scoreOf !== undefined
        ? detections.scores[scoreOf]
        : of === detections
          ? detections.scores[row]
          : Infinity,
    ),
    keypoints: Float64Array.from(
      rows.flatMap(({ of, row }) =>
        Array.from({ length: width }, (_, i) => of.keypoints[row * width + i]),
      ),
    ),
  };
}
