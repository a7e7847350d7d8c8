import { type Checkpoint, loadCheckpoint } from '@turbo-hoi/training/node';
import { keypointBlockParameters } from '@turbo-hoi/weights';
import { readParameters as readFile } from '@turbo-hoi/weights/node';
import { findCheckpoint } from '../evaluate/find-checkpoint';

/** Parameters by name, and the file or checkpoint folder that they are from. */
export interface FoundParameters {
  readonly from: string;
  readonly parameters: Values;
}

type Values = Checkpoint['parameters'];

/**
 * Reads the parameters of a run's newest checkpoint, of a checkpoint folder or of a `.safetensors` file.
 *
 * @param part whose names a file may leave out: `conv1.weight` of a file for `stem` is `stem.conv1.weight`; a stage's pose may come
 * from an imported Keypoint R-CNN
 * @throws TurboHoiError `usage` where there is nothing, `checkpoint` or `io` for what cannot be read
 */
export async function readParameters(path: string, part: string): Promise<FoundParameters> {
  if (path.endsWith('.safetensors')) {
    return { from: path, parameters: ofPart(await readFile(path), part) };
  }
  const { path: from } = await findCheckpoint(path);
  return { from, parameters: (await loadCheckpoint(from)).parameters };
}

function ofPart(values: Values, part: string): Values {
  const prefix = `${part}.`;
  if (part === 'model' || [...values.keys()].some((name) => name.startsWith(prefix))) return values;
  const own = part.endsWith('.pose') ? keypointBlockParameters(values) : values;
  return new Map([...own].map(([name, value]) => [prefix + name, value]));
}
