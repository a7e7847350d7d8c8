import type { TrainedParameters } from '@turbo-hoi/checkpoints';
import { findCheckpoint, loadParameters } from '@turbo-hoi/checkpoints/node';
import type { DatasetInfo } from '@turbo-hoi/core';
import { detectorParts } from '@turbo-hoi/stem';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { keypointBlockParameters } from '@turbo-hoi/weights';
import { readParameters as readFile } from '@turbo-hoi/weights/node';

/** Parameters by the model's names, and the file or checkpoint folder they were read from. */
export interface FoundParameters {
  readonly from: string;
  readonly parameters: Values;
  /** Object classes that the detector lacks; their outputs are the model's own. */
  readonly freshClasses: readonly string[];
  /** Training data in words; null: unknown. */
  readonly trainedOn: string | null;
  /** Absent: unknown. */
  readonly dataset?: DatasetInfo;
}

type Values = TrainedParameters['parameters'];

/**
 * Reads the parameters of a run's newest checkpoint, of a checkpoint folder or of a `.safetensors` file, which may be that of a
 * detector.
 *
 * @param part prefix that names in a file may omit: `conv1.weight` of a file for `stem` is `stem.conv1.weight`; a stage's pose may
 * come from an imported Keypoint R-CNN
 * @throws TurboHoiError `usage` if there is no such file or folder, `checkpoint` or `io` if it cannot be read
 */
export async function readParameters(
  path: string,
  part: string,
  model: Pick<TurboModel, 'parameters' | 'dataset'>,
): Promise<FoundParameters> {
  if (!path.endsWith('.safetensors')) return readRun(path);
  const values = await readFile(path);
  const { objectClasses } = model.dataset;
  // The keypoint head of a detector has other names: see ofPart.
  const detector =
    !part.endsWith('.pose') &&
    (await detectorParts(values, model.parameters.entries(), objectClasses));
  const found = detector || { parameters: ofPart(values, part), freshClasses: [] };
  return { from: path, trainedOn: null, ...found };
}

async function readRun(path: string): Promise<FoundParameters> {
  const { path: from } = await findCheckpoint(path);
  const { parameters, state } = await loadParameters(from);
  const { dataset } = state;
  const trainedOn = dataset ? `data set ${dataset.name}` : null;
  return { from, parameters, dataset, trainedOn, freshClasses: [] };
}

function ofPart(values: Values, part: string): Values {
  const prefix = `${part}.`;
  if (part === 'model' || [...values.keys()].some((name) => name.startsWith(prefix))) return values;
  const own = part.endsWith('.pose') ? keypointBlockParameters(values) : values;
  return new Map([...own].map(([name, value]) => [prefix + name, value]));
}
