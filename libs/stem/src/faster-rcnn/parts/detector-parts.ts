import type { ParameterValue } from '@turbo-hoi/core';
import { type ClassOutputs, classOutputs } from '@turbo-hoi/detection';
import type { Variable } from '@tensorflow/tfjs';
import { takeOutputs } from './take-outputs';

type Values = ReadonlyMap<string, ParameterValue>;
type OwnParameter = Pick<Variable, 'shape' | 'data'>;
type OwnParameters = ReadonlyMap<string, OwnParameter>;

/** What a model can start from in a file of a detector's weights. */
export interface DetectorParts {
  /** By the model's names, `stem.…` and `object_branch.…`. */
  readonly parameters: Map<string, ParameterValue>;
  /** Classes of the data set whose outputs are the model's own, since the detector has none for them. */
  readonly freshClasses: readonly string[];
}

const BACKBONE = 'backbone.';
const HEADS = 'roi_heads.';

/**
 * Finds stem and object branch in the weights of a Faster R-CNN with torchvision's names in the layouts of `@turbo-hoi/nn`, the
 * outputs of its class layers brought to those of a data set; null: the weights have other names.
 *
 * @param own the model's parameters, as they are without the file
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

/** A pyramid's body is `body`; a stem without a pyramid is that body alone. */
function stemName(name: string, own: OwnParameters): string {
  const bare = `stem.${name.replace(/^body\./, '')}`;
  return own.has(bare) ? bare : `stem.${name}`;
}

/** A parameter of the heads, with the outputs of the data set's classes where it has outputs by class. */
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
  // What does not fit is left as it is and told as of another shape.
  if (inputs(own.shape) !== inputs(value.shape) || value.shape.at(-1) !== width * outputs) {
    return value;
  }
  return takeOutputs(value, order, width, { shape: own.shape, data: await own.data<'float32'>() });
}
