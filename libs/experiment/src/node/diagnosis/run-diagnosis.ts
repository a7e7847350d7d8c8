import type { Diagnosis } from '@turbo-hoi/inference';
import type { RunResult } from '../result/result';

/** The content of `diagnosis.json`: of which run and evaluation, and where its scores are lost. */
export interface RunDiagnosis extends Diagnosis {
  readonly name: string;
  readonly seed: number;
  readonly steps: number;
  /** Of the evaluation, which may differ from the one that trained the model. */
  readonly detector: RunResult['detector'];
  readonly evaluation: Pick<RunResult['evaluation'], 'split' | 'images'>;
}

/** What a diagnosis is of, beside its numbers. */
export function runDiagnosis(
  diagnosis: Diagnosis,
  { name, seed, steps, detector, evaluation: { split, images } }: RunResult,
): RunDiagnosis {
  return { name, seed, steps, detector, evaluation: { split, images }, ...diagnosis };
}
