import type { ChosenBackend } from '@turbo-hoi/backends';
import type { PluginConfig } from '@turbo-hoi/core';
import type { HicoSetting } from '@turbo-hoi/evaluation';
import type { MetricColumn, StageScores } from '@turbo-hoi/inference';
import type { EvaluatedRun } from '../evaluate/run-evaluation';
import type { LoadedPart } from '../init/initialize-model';

/** HICO-DET's mAPs of one setting. */
export type HicoMeans = Pick<HicoSetting, 'full' | 'rare' | 'nonRare'>;

/**
 * The scores of a row, 0..100, by the keys of the run's metrics; null: the task is disabled, or the metric belongs to other data sets.
 *
 * The named fields are in every result; a metric adds its own.
 */
export interface ResultScores {
  readonly apAgent: number | null;
  readonly apRole: number | null;
  readonly apHoi: number | null;
  readonly apKp50: number | null;
  /** HICO-DET's mAPs; null for data sets that do not list their interactions. */
  readonly hico: { readonly default: HicoMeans; readonly knownObject: HicoMeans } | null;
  readonly [key: string]: unknown;
}

/** The content of `result.json`. */
export interface RunResult {
  readonly name: string;
  readonly backend: string;
  readonly device: string;
  /** Device of the backend. */
  readonly version: string;
  readonly node: string;
  readonly seed: number;
  readonly steps: number;
  /** Wall time of training and evaluation. */
  readonly seconds: number;
  /** Null: a checkpoint was evaluated. */
  readonly training: TrainingFacts | null;
  /** The sources from which parts of the model were initialised. */
  readonly init: readonly LoadedPart[];
  /** The detector, and the file of its weights or boxes; null: it has none. */
  readonly detector: { readonly kind: string; readonly from: string | null };
  readonly evaluation: {
    readonly split: string;
    readonly images: number;
    readonly seconds: number;
  };
  /** Detection of people and objects: COCO's box APs over the classes, 0..100. */
  readonly boxes: { readonly ap: number | null; readonly ap50: number | null };
  /** Stage 0: the pose before the first stage. */
  readonly initial: StageResult;
  /** Stages 1 to N. */
  readonly stages: readonly StageResult[];
  /** The training prior: the same metrics on base-rate scores, the mean pose and mean targets of the training split. */
  readonly prior: ResultScores;
  /** The columns of the scores, for tables. */
  readonly columns: readonly MetricColumn[];
}

/** A stage's row. */
export interface StageResult extends ResultScores {
  readonly stage: number;
}

export interface TrainingFacts {
  /** Summed over all processes of the run. */
  readonly seconds: number;
  readonly imagesPerSecond: number;
}

/** Data of a run besides its evaluation. */
export interface RunFacts {
  readonly name: string;
  readonly backend: ChosenBackend;
  readonly seed: number;
  readonly steps: number;
  readonly training: TrainingFacts | null;
  readonly init?: readonly LoadedPart[];
  readonly detector: PluginConfig;
}

/** The result of a run. */
export function runResult(facts: RunFacts, evaluated: EvaluatedRun): RunResult {
  const { backend, training } = facts;
  const [initial, ...stages] = evaluated.stages.map((scores): StageResult => ({
    stage: scores.stage,
    ...rowOf(scores),
  }));
  return {
    name: facts.name,
    backend: backend.name,
    device: backend.device,
    version: backend.version,
    node: process.version,
    seed: facts.seed,
    steps: facts.steps,
    seconds: round((training?.seconds ?? 0) + evaluated.seconds, 2),
    training: training && {
      seconds: round(training.seconds, 2),
      imagesPerSecond: round(training.imagesPerSecond, 2),
    },
    init: facts.init ?? [],
    detector: detectorFacts(facts.detector),
    evaluation: {
      split: evaluated.split,
      images: evaluated.images,
      seconds: round(evaluated.seconds, 2),
    },
    boxes: { ap: roundedAp(evaluated.boxes.ap), ap50: roundedAp(evaluated.boxes.ap50) },
    initial,
    stages,
    prior: rowOf(evaluated.prior),
    columns: evaluated.columns,
  };
}

function detectorFacts({ kind, weights, file }: PluginConfig): RunResult['detector'] {
  const from = weights ?? file;
  return { kind, from: typeof from === 'string' ? from : null };
}

const NO_SCORES = { apAgent: null, apRole: null, apHoi: null, apKp50: null, hico: null };

function rowOf({ scores, details }: StageScores): ResultScores {
  const rounded = Object.entries(scores).map(([key, score]) => [key, roundedAp(score)]);
  return { ...NO_SCORES, ...Object.fromEntries(rounded), ...(roundedAll(details) as object) };
}

/** JSON data with its numbers rounded like scores. */
function roundedAll(data: unknown): unknown {
  if (typeof data === 'number') return roundedAp(data);
  if (Array.isArray(data)) return data.map(roundedAll);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, roundedAll(value)]));
}

const roundedAp = (ap: number | null) => (ap === null ? null : round(ap, 4));

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
