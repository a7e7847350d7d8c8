import { TurboHoiError } from '@turbo-hoi/core';
import { takeRows } from '@turbo-hoi/detection';
import * as tf from '@tensorflow/tfjs';

/** An additional value per detection of an image, such as a skeleton. */
export interface DetectionField {
  /** [n,…shape], row-major, one row per detection. */
  readonly data: Float32Array;
  /** Shape of a row. */
  readonly shape: readonly number[];
}

export type DetectionFields = Readonly<Record<string, DetectionField>>;

/** An image's fields and the indices of the rows of its people. */
export interface PeopleFields {
  readonly fields: DetectionFields;
  readonly rows: ArrayLike<number>;
}

/**
 * The rows of the people of a batch of images, [R,…shape] by name; one row of zeros if there are no people.
 *
 * @throws TurboHoiError `usage` if one image has a field that another lacks
 */
export function personFields(images: readonly PeopleFields[]): Record<string, tf.Tensor> {
  const names = [...new Set(images.flatMap(({ fields }) => Object.keys(fields)))];
  return Object.fromEntries(names.map((name) => [name, personField(images, name)]));
}

function personField(images: readonly PeopleFields[], name: string): tf.Tensor {
  const parts = images.map(({ fields, rows }) => {
    const field = fields[name];
    if (!field) throw lacking(name);
    return { rows: takeRows(field.data, sizeOf(field.shape), rows), count: rows.length };
  });
  const { shape } = images[0].fields[name];
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const data = new Float32Array(Math.max(1, count) * sizeOf(shape));
  let at = 0;
  for (const { rows } of parts) {
    data.set(rows, at);
    at += rows.length;
  }
  return tf.tensor(data, [Math.max(1, count), ...shape]);
}

/** Checks that only detections have fields. @throws TurboHoiError `usage` for fields of proposals: only some of them become detections */
export function checkFields(fields: DetectionFields, proposesOnly = false): void {
  const [name] = Object.keys(fields);
  if (name === undefined || !proposesOnly) return;
  throw new TurboHoiError(
    'usage',
    `Predictor: got the field "${name}" of proposals, whose rows do not match the detections that the model predicts from them; ` +
      'leave it out, or pass detections.',
  );
}

const sizeOf = (shape: readonly number[]) => shape.reduce((size, side) => size * side, 1);

function lacking(name: string): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `Predictor: an image lacks the field "${name}", which another image of the call has; pass it for all of them.`,
  );
}
