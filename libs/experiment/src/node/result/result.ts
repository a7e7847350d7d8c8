import type { ChosenBackend } from '@turbo-hoi/backends';
import type { PluginConfig } from '@turbo-hoi/core';
import type { HicoSetting } from '@turbo-hoi/evaluation';
import type { StageScores } from '@turbo-hoi/inference';
import type { EvaluatedRun } from '../evaluate/run-evaluation';
import type { LoadedPart } from '../init/initialize-model';

/** The average precisions of a row, 0..100; null: the task is switched off or the data set has other rules. */
export type ResultScores = Pick<StageScores, 'apAgent' | 'apRole' | 'apHoi' | 'apKp50'> & {
  /** HICO-DET's mAPs; null for data sets that do not list their interactions. */
  readonly hico: { readonly default: HicoMeans; readonly knownObject: HicoMeans } | null;
};

type HicoMeans = Pick<HicoSetting, 'full' | 'rare' | 'nonRare'>;

/** What `result.json` holds. */
export interface RunResult {
  readonly name: string;
  readonly backend: string;
  readonly device: string;
  /** The backend's. */
  readonly version: string;
  readonly node: string;
  readonly seed: number;
  readonly steps: number;
  /** Training and evaluation, wall time. */
  readonly seconds: number;
  /** Null: a checkpoint was evaluated. */
  readonly training: TrainingFacts | null;
  /** What parts of the model started from. */
  readonly init: readonly LoadedPart[];
  /** Who proposed regions, and the file of its weights or boxes; null: it has none. */
  readonly detector: { readonly kind: string; readonly from: string | null };
  readonly evaluation: {
    readonly split: string;
    readonly images: number;
    readonly seconds: number;
  };
  /** How well people and objects were found: COCO's box APs over the classes, 0..100. */
  readonly boxes: { readonly ap: number | null; readonly ap50: number | null };
  /** Stage 0: the pose before the first stage. */
  readonly initial: ResultScores & { readonly stage: number };
  /** Stages 1 to N. */
  readonly stages: readonly (ResultScores & { readonly stage: number })[];
  /** The same evaluator on base-rate scores, the mean pose and mean targets. */
  readonly chance: ResultScores;
}

export interface TrainingFacts {
  /** Over all processes that worked on the run. */
  readonly seconds: number;
  readonly imagesPerSecond: number;
}

/** What is known of a run beside its evaluation. */
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
  const [initial, ...stages] = evaluated.stages.map((scores) => ({
    stage: scores.stage,
    ...mainScores(scores),
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
    chance: mainScores(evaluated.chance),
  };
}

function detectorFacts({ kind, weights, file }: PluginConfig): RunResult['detector'] {
  const from = weights ?? file;
  return { kind, from: typeof from === 'string' ? from : null };
}

function mainScores({ apAgent, apRole, apHoi, apKp50, hico }: StageScores): ResultScores {
  return {
    apAgent: roundedAp(apAgent),
    apRole: roundedAp(apRole),
    apHoi: roundedAp(apHoi),
    apKp50: roundedAp(apKp50),
    hico: hico && { default: means(hico.default), knownObject: means(hico.knownObject) },
  };
}

function means({ full, rare, nonRare }: HicoSetting): HicoMeans {
  return { full: roundedAp(full), rare: roundedAp(rare), nonRare: roundedAp(nonRare) };
}

const roundedAp = (ap: number | null) => (ap === null ? null : round(ap, 4));

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
