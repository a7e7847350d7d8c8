import { type StepRecord, train, type TrainOptions, type TrainOutcome } from '@turbo-hoi/training';
import { openMetricsLog } from '@turbo-hoi/training/node';
import type { TrainingWork } from '../../progress/progress';
import type { RunObserver } from '../../progress/run-observer';
import type { RunFiles } from '../run-folder/run-folder';
import { type RunState, saveRun } from './run-state';

/** What one training needs beside its batches and its loss. */
export interface Learning<Batch> extends Omit<
  TrainOptions<Batch>,
  'start' | 'checkpoint' | 'checkpointEvery' | 'onStep' | 'steps'
> {
  /** Of the folder in which metrics and checkpoints are written. */
  readonly files: RunFiles;
  readonly state: RunState;
  readonly work: TrainingWork;
  readonly displays: RunObserver['displays'];
  readonly signal: AbortSignal;
  readonly onStep?: (record: StepRecord) => void;
}

/** Trains, with a line of metrics for every step, checkpoints and a display: the run's model and its detector alike. */
export async function learn<Batch>({
  files,
  state,
  work,
  displays,
  onStep,
  ...training
}: Learning<Batch>): Promise<TrainOutcome> {
  const { steps, done } = work;
  const metrics = await openMetricsLog(files.metrics, done);
  const progress = displays.training(work);
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
      onStep: (record) => {
        metrics.append(record);
        progress.update(record);
        onStep?.(record);
      },
    });
  } finally {
    training.signal.removeEventListener('abort', stopping);
    progress.stop();
    metrics.close();
  }
}
