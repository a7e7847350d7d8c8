import type { StageScores } from '@turbo-hoi/inference';
import type { EvaluatedRun } from '../evaluate/run-evaluation';

/** The three average precisions of a row, 0..100; null: the task is switched off. */
export type ResultScores = Pick<StageScores, 'apAgent' | 'apRole' | 'apKp50'>;

/** What `result.json` holds. */
export interface RunResult {
  readonly name: string;
  readonly backend: string;
  readonly device: string;
  /** The backend's version. */
  readonly version: string;
  readonly node: string;
  readonly seed: number;
  readonly steps: number;
  /** Training and evaluation, wall time. */
  readonly seconds: number;
  readonly trainingSeconds: number;
  readonly evaluationSeconds: number;
  readonly imagesPerSecond: number;
  readonly split: string;
  readonly images: number;
  /** Stage 0: the pose before the first stage. */
  readonly initial: ResultScores & { readonly stage: number };
  /** Stages 1 to N. */
  readonly stages: readonly (ResultScores & { readonly stage: number })[];
  /** The same evaluator on base-rate scores, the mean pose and mean targets. */
  readonly chance: ResultScores;
}

/** What is measured outside the evaluation. */
export type RunFacts = Omit<
  RunResult,
  'seconds' | 'evaluationSeconds' | 'split' | 'images' | 'initial' | 'stages' | 'chance'
>;

/** The result of a run from its evaluation and what else is known of it. */
export function runResult(facts: RunFacts, evaluated: EvaluatedRun): RunResult {
  const [initial, ...stages] = evaluated.stages.map((scores) => ({
    stage: scores.stage,
    ...mainScores(scores),
  }));
  return {
    ...facts,
    seconds: round(facts.trainingSeconds + evaluated.seconds),
    trainingSeconds: round(facts.trainingSeconds),
    evaluationSeconds: round(evaluated.seconds),
    imagesPerSecond: round(facts.imagesPerSecond),
    split: evaluated.split,
    images: evaluated.images,
    initial,
    stages,
    chance: mainScores(evaluated.chance),
  };
}

function mainScores({ apAgent, apRole, apKp50 }: StageScores): ResultScores {
  return { apAgent: rounded(apAgent), apRole: rounded(apRole), apKp50: rounded(apKp50) };
}

const rounded = (ap: number | null) => (ap === null ? null : Math.round(ap * 1e4) / 1e4);
const round = (seconds: number) => Math.round(seconds * 100) / 100;
