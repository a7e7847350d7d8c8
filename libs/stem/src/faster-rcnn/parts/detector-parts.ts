import type { ParameterValue } from '@turbo-hoi/core';
import { type ClassOutputs, classOutputs } from '@turbo-hoi/detection';
import type { Variable } from '@tensorflow/tfjs';
import { takeOutputs } from './take-outputs';

type Values = ReadonlyMap<string, ParameterValue>;
type OwnParameter = Pick<Variable, 'shape' | 'data'>;
type OwnParameters = ReadonlyMap<string, OwnParameter>;

/** Initial parameters of a model from the weights of a detector. */
export interface DetectorParts {
  /** By the model's names, `stem.…` and `object_branch.…`. */
  readonly parameters: Map<string, ParameterValue>;
  /** Classes of the data set that keep the model's initial outputs, since the detector has none for them. */
  readonly freshClasses: readonly string[];
}

const BACKBONE = 'backbone.';
const HEADS = 'roi_heads.';

/**
 * Extracts stem and object branch from the weights of a Faster R-CNN with torchvision's names in the layouts of
 * `@turbo-hoi/nn`. The outputs of its class layers are reordered to the classes of the data set. Null: the weights have
 * other names.
 *
 * @param own the model's current parameters
 */
export async function detectorParts(
  values: Values,
  own: OwnParameters,
  objectClasses: readonly string[],
): Promise<DetectorParts | null> {
  if (![...values.keys()].some((name) => name.startsWith(BACKBONE) || name.startsWith(HEADS))) {
    return null;
  }
  const classes = classOutputs(outputCount(values), objectClasses);
  const parameters = new Map<string, ParameterValue>();
  for (const [name, value] of values) {
    if (name.startsWith(BACKBONE)) {
      parameters.set(stemName(name.slice(BACKBONE.length), own), value);
    } else if (name.startsWith(HEADS)) {
      const found = `object_branch.${name.slice(HEADS.length)}`;
      parameters.set(found, await withClasses(name, value, own.get(found), classes));
    }
  }
  return { parameters, freshClasses: classes.unknown };
}

function outputCount(values: Values): number {
  return values.get(`${HEADS}box_predictor.cls_score.bias`)?.data.length ?? 0;
}

/** The body of a pyramid is `body`; a stem without a pyramid is that body itself. */
function stemName(name: string, own: OwnParameters): string {
  const bare = `stem.${name.replace(/^body\./, '')}`;
  return own.has(bare) ? bare : `stem.${name}`;
}

/** A parameter of the heads; class layers are reordered to the classes of the data set. */
async function withClasses(
  name: string,
  value: ParameterValue,
  own: OwnParameter | undefined,
  { outputs, outputOf }: ClassOutputs,
): Promise<ParameterValue> {
  const layer = /box_predictor\.(cls_score|bbox_pred)\./.exec(name)?.[1];
  if (!layer || !own) return value;
  const [width, order] = layer === 'cls_score' ? [1, [0, ...outputOf]] : [4, outputOf];
  const inputs = (shape: readonly number[]) => shape.slice(0, -1).join();
  // Returned unchanged, a layer that does not fit is reported by the caller as of another shape.
  if (inputs(own.shape) !== inputs(value.shape) || value.shape.at(-1) !== width * outputs) {
    return value;
  }
  return takeOutputs(value, order, width, { shape: own.shape, data: await own.data<'float32'>() });
}
