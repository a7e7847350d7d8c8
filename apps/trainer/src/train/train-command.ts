import type { TrainOptions } from '../cli/train.command';
import { loadExperiment } from '../config/load-experiment';
import { settingsOf } from './experiment-request';

export async function trainCommand(options: TrainOptions): Promise<void> {
  const cwd = process.cwd();
  const { experiment } = await loadExperiment(
    options.config ?? 'turbo-3',
    settingsOf(options),
    cwd,
  );
  console.log(JSON.stringify(experiment, null, 2));
}
