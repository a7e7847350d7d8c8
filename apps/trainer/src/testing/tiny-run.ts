import { runExperiment } from '@turbo-hoi/experiment/node';
import { tinyExperiment } from '@turbo-hoi/testing';

/** Trains a run of one step in a folder. */
export async function trainTinyRun(folder: string, more: object = {}): Promise<string> {
  const experiment = { ...tinyExperiment, training: { steps: 1 }, ...more };
  await runExperiment(experiment, { runDir: folder, backend: 'cpu' });
  return folder;
}
