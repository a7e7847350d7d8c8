import { resolve } from 'node:path';
import type { BackendChoice, ChosenBackend } from '@turbo-hoi/backends';
import { type AnyPlugin, type Communicator, TurboHoiError } from '@turbo-hoi/core';
import { agree, onRankZero, SINGLE_PROCESS } from '@turbo-hoi/mpi';
import type { Experiment } from '../../config/experiment';
import { runObserver, type RunObserver } from '../../progress/run-observer';
import { startDiagnosis } from '../diagnosis/start-diagnosis';
import { writeDiagnosis, type WrittenDiagnosis } from '../diagnosis/write-diagnosis';
import { DetectionFiles } from '../evaluate/detection-files';
import { runEvaluation } from '../evaluate/run-evaluation';
import { modulesOf } from '../plugins/modules-of';
import type { PluginRequest } from '../plugins/plugin-request';
import { compareRanks } from '../ranks/compare-ranks';
import { rankedEvaluation } from '../ranks/prediction-share';
import { shareValue } from '../ranks/share-run';
import { type RunResult, runResult } from '../result/result';
import { openRun } from '../run-folder/open-run';

export interface EvaluateRunOptions extends Partial<Omit<RunObserver, 'onStep'>> {
  /** Default `auto`: the first that can train here. */
  readonly backend?: BackendChoice;
  /** The program's own plugins, as `runExperiment` was given them. */
  readonly plugins?: readonly AnyPlugin[];
  /** Packages and files with plugins, besides those that the run's config names. */
  readonly requests?: readonly PluginRequest[];
  /** Changes the config that the run was trained with, such as the split or the detector. */
  readonly change?: (experiment: Experiment) => Experiment;
  /** Folder of the official detection files; absent: not written. */
  readonly detections?: string;
  /** The stage of these files and of the diagnosis, 0 to N. Default: the last. */
  readonly stage?: number;
  /** Whether to find out where the scores are lost: `diagnosis.json` of the run folder, and a section of its report. Default false. */
  readonly diagnose?: boolean;
  /** The ranks that evaluate together: each predicts its share, rank 0 scores and writes, all return the result. Default: this process. */
  readonly communicator?: Communicator;
  /** Called once before evaluation starts. */
  readonly onStart?: (start: {
    readonly checkpoint: string;
    readonly backend: ChosenBackend;
  }) => void;
}

/** The result of an evaluation. */
export interface EvaluationOutcome {
  readonly result: RunResult;
  /** Paths of the written detection files. */
  readonly files: readonly string[];
  /** Null: not asked for. */
  readonly diagnosis: WrittenDiagnosis | null;
}

/**
 * Evaluates every stage of a run's newest checkpoint, or of a checkpoint folder, as the command line's `evaluate` does.
 *
 * @throws TurboHoiError `usage` if there is no checkpoint or no such stage, `checkpoint` if it is damaged or of another data set
 */
export async function evaluateRun(
  run: string,
  options: EvaluateRunOptions = {},
): Promise<EvaluationOutcome> {
  const { backend: choice = 'auto', plugins, requests, change, detections, onStart } = options;
  const { diagnose = false } = options;
  const { communicator = SINGLE_PROCESS } = options;
  const isFirst = communicator.rank === 0;
  const { notify, displays } = runObserver(isFirst ? options : {});
  const opened = await agree(communicator, () =>
    openRun(resolve(run), {
      plugins: requests,
      modules: modulesOf(plugins, 'evaluateRun'),
      change,
      images: true,
    }),
  );
  const { composed, path, runFolder, state } = opened;
  try {
    const { model, backend } = await agree(communicator, () => opened.loadModel(choice, notify));
    try {
      const more = { 'the checkpoint': `step ${state.step} of config ${state.configHash}` };
      await compareRanks({ composed, backend, communicator, more });
      onStart?.({ checkpoint: path, backend });
      const { stage = model.stageCount } = options;
      checkStage(stage, model.stageCount);
      const { targetChoice } = composed.experiment;
      const files =
        detections && isFirst
          ? new DetectionFiles(composed.dataset.info, stage, targetChoice)
          : null;
      const diagnosis = diagnose && isFirst ? await startDiagnosis(composed, stage) : null;
      const evaluated = await runEvaluation(composed, model, {
        displays,
        notify,
        ...rankedEvaluation(communicator),
        onPrediction: (prediction, sample) => {
          files?.add(prediction);
          diagnosis?.add(sample, prediction);
        },
      });
      const { name, detector } = composed.experiment;
      const facts = {
        name,
        backend,
        seed: state.seed,
        steps: state.step,
        training: null,
        detector,
      };
      const outcome = await onRankZero(communicator, async () => {
        const result = runResult(facts, evaluated);
        return {
          result,
          files: (await files?.write(resolve(detections!))) ?? [],
          diagnosis: diagnosis && writeDiagnosis(runFolder, diagnosis.result(), result),
        };
      });
      return (await shareValue(communicator, outcome))!;
    } finally {
      model.dispose();
    }
  } finally {
    composed.dispose();
  }
}

function checkStage(stage: number, stages: number): void {
  if (stage <= stages) return;
  throw new TurboHoiError('usage', `--stage ${stage}: the model has stages 0 to ${stages}.`);
}
