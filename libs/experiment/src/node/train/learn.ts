import { type StepRecord, train, type TrainOptions, type TrainOutcome } from '@turbo-hoi/training';
import { openMetricsLog } from '@turbo-hoi/training/node';
import { NO_DISPLAYS, type TrainingUpdate, type TrainingWork } from '../../progress/progress';
import type { RunObserver } from '../../progress/run-observer';
import type { RunFiles } from '../run-folder/run-folder';
import { showPath } from '../text/show-path';
import { type RunState, saveRun } from './run-state';

/** Options of a training besides its batches and loss. */
export interface Learning<Batch> extends Omit<
  TrainOptions<Batch>,
  'start' | 'checkpoint' | 'checkpointEvery' | 'onStep' | 'steps'
> {
  /** The folder for metrics and checkpoints. */
  readonly files: RunFiles;
  readonly state: RunState;
  readonly work: TrainingWork;
  readonly displays: RunObserver['displays'];
  readonly notify: RunObserver['notify'];
  readonly signal: AbortSignal;
  /** The work beside the steps since the previous one. */
  readonly takeWork?: () => WorkOfStep;
  /** @param note writes a line without disturbing the display */
  readonly onStep?: (
    record: StepRecord,
    work: WorkOfStep,
    note: (line: string) => void,
  ) => void | Promise<void>;
}

/** What was done beside a step. */
export type WorkOfStep = Pick<TrainingUpdate, 'proposals' | 'validation'>;

/** Trains the run's model or its detector, with a line of metrics per step, checkpoints and a display. */
export async function learn<Batch>({
  files,
  state,
  work,
  displays,
  notify,
  takeWork = () => ({}),
  onStep,
  ...training
}: Learning<Batch>): Promise<TrainOutcome> {
  const { steps, done } = work;
  const metrics = await openMetricsLog(files.metrics, done);
  if (metrics.missing > 0) {
    notify(
      `${showPath(files.metrics)} lacks ${metrics.missing} of the first ${done} steps; curves and speed are those of the others.`,
    );
  }
  const progress = displays.training(work);
  // A display that shows nothing has no place for lines.
  const note = displays === NO_DISPLAYS ? notify : (line: string) => progress.note(line);
  const stopping = () => progress.stopping();
  training.signal.addEventListener('abort', stopping);
  try {
    return await train({
      ...training,
      steps,
      start: done,
      checkpointEvery: state.experiment.training.checkpointEvery,
      checkpoint: async (step) => {
        metrics.sync();
        await saveRun(state, step);
      },
      onStep: async (record) => {
        const work = takeWork();
        metrics.append(record);
        progress.update({ ...record, ...work });
        await onStep?.(record, work, note);
      },
    });
  } finally {
    training.signal.removeEventListener('abort', stopping);
    progress.stop();
    metrics.close();
  }
}
