import type { Experiment } from '@turbo-hoi/experiment';

const SIMULATED = 'detection-noise';

/** What stands in for a detector in the evaluation, where it is another than in training; null: it is the same. */
export function evaluationLine({
  detector,
  evaluation,
}: Pick<Experiment, 'detector' | 'evaluation'>): string | null {
  const other = evaluation.detector;
  if (other === null) return null;
  const trained =
    detector.kind === SIMULATED
      ? 'on annotations with simulated errors of a detector'
      : `on detections of "${detector.kind}"`;
  if (other.kind !== SIMULATED)
    return `Trained ${trained}, evaluated on detections of "${other.kind}".`;
  const exact = other.noise === 'none';
  return exact
    ? `Trained ${trained}, evaluated on annotated boxes and keypoints (evaluation.detector.kind=photo: on those of a real detector).`
    : `Trained ${trained}, evaluated on annotations with other simulated errors.`;
}
