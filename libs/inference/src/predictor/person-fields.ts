import { TurboHoiError } from '@turbo-hoi/core';
import { takeRows } from '@turbo-hoi/detection';
import * as tf from '@tensorflow/tfjs';

/** What is known of each detection of an image beside box, score and class, such as a skeleton. */
export interface DetectionField {
  /** [n,…shape], row-major: a row a detection. */
  readonly data: Float32Array;
  /** Of a row. */
  readonly shape: readonly number[];
}

export type DetectionFields = Readonly<Record<string, DetectionField>>;

/** An image's fields and which rows of them are its people. */
export interface PeopleFields {
  readonly fields: DetectionFields;
  readonly rows: ArrayLike<number>;
}

/**
 * The people's rows of a batch of images, by name; a row of zeros where no person is found.
 *
 * @throws TurboHoiError `usage` where one image has a field that another lacks
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

/** @throws TurboHoiError `usage` for fields of proposals: which of them become detections is not known before */
export function checkFields(fields: DetectionFields, proposesOnly = false): void {
  const [name] = Object.keys(fields);
  if (name === undefined || !proposesOnly) return;
  throw new TurboHoiError(
    'usage',
    `Predictor: got the field "${name}" of proposals, which have no rows in common with the detections that the model makes of them; ` +
      'leave it out, or pass detections.',
  );
}

const sizeOf = (shape: readonly number[]) => shape.reduce((size, side) => size * side, 1);

function lacking(name: string): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `Predictor: an image lacks the field "${name}", which another image of the call has; give it to all of them.`,
  );
}
