import type { ChosenBackend } from '@turbo-hoi/backends';
import { composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { parseExperiment } from '../config/parse-experiment';
import { runFiles } from '../run-folder/run-folder';
import { trainRun } from '../train/train-run';
import { tinyExperiment } from './tiny-experiment';

const backend: ChosenBackend = { name: 'cpu', device: 'test', version: '0', notes: [] };

/** Trains a run of one step in a folder. */
export async function trainTinyRun(folder: string, more: object = {}): Promise<string> {
  const training = { steps: 1 };
  const experiment = parseExperiment({ ...tinyExperiment, training, ...more }, 'test');
  const composed = await composeExperiment(await createRunContainer([]), experiment);
  const plan = { experiment, files: runFiles(folder), plugins: [], resume: false };
  await trainRun({ plan, composed, backend, say: () => undefined }).finally(composed.dispose);
  return folder;
}
