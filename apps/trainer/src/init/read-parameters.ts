import type { DatasetInfo } from '@turbo-hoi/core';
import { loadParameters, type TrainedParameters } from '@turbo-hoi/training/node';
import { readParameters as readFile } from '@turbo-hoi/weights/node';
import { findCheckpoint } from '../evaluate/find-checkpoint';

/** Parameters by name, and the file or checkpoint folder that they are from. */
export interface FoundParameters {
  readonly from: string;
  readonly parameters: Values;
  /** In words; null: not known. */
  readonly trainedOn: string | null;
  /** Absent: not known. */
  readonly dataset?: DatasetInfo;
}

type Values = TrainedParameters['parameters'];

/**
 * Reads the parameters of a run's newest checkpoint, of a checkpoint folder or of a `.safetensors` file.
 *
 * @param part whose names a file may leave out: `conv1.weight` of a file for `stem` is `stem.conv1.weight`
 * @throws TurboHoiError `usage` where there is nothing, `checkpoint` or `io` for what cannot be read
 */
export async function readParameters(path: string, part: string): Promise<FoundParameters> {
  if (path.endsWith('.safetensors')) {
    return { from: path, parameters: ofPart(await readFile(path), part), trainedOn: null };
  }
  const { path: from } = await findCheckpoint(path);
  const { parameters, state } = await loadParameters(from);
  const { dataset } = state;
  return { from, parameters, dataset, trainedOn: dataset ? `data set ${dataset.name}` : null };
}

function ofPart(values: Values, part: string): Values {
  const prefix = `${part}.`;
  if (part === 'model' || [...values.keys()].some((name) => name.startsWith(prefix))) return values;
  return new Map([...values].map(([name, value]) => [prefix + name, value]));
}
