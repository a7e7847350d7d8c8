import { TurboHoiError } from '@turbo-hoi/core';
import type { MatCell, MatNumeric, MatStruct, MatValue } from '../mat/mat-value';

/**
 * Returns a variable of a MATLAB file.
 *
 * @throws TurboHoiError `data` if the file has none of that name
 */
export function variable(
  variables: ReadonlyMap<string, MatValue>,
  name: string,
  file: string,
): MatValue {
  const value = variables.get(name);
  if (value) return value;
  const names = [...variables.keys()].join(', ') || 'nothing';
  throw new TurboHoiError('data', `${file}: has no variable ${name}; it contains ${names}.`);
}

/** Converts a value to a struct array. @throws TurboHoiError `data` for another kind of value or missing fields */
export function asStruct(
  value: MatValue,
  what: string,
  file: string,
  fields: readonly string[],
): MatStruct {
  // MATLAB writes a struct array without elements as an empty matrix, or without fields.
  if (isEmpty(value) || (value.kind === 'struct' && value.length === 0))
    return { ...NO_STRUCT, fields };
  if (value.kind === 'cell') return structOfCells(value, what, file, fields);
  if (value.kind !== 'struct') throw wrong(value, what, file, 'a struct array');
  const missing = fields.filter((field) => !value.fields.includes(field));
  if (missing.length === 0) return value;
  throw new TurboHoiError(
    'data',
    `${file}: ${what} has no field ${missing.join(', ')}; its fields are ${value.fields.join(', ')}.`,
  );
}

/** A list of texts: a cell array, or the rows of a char array. @throws TurboHoiError `data` for anything else */
export function asTexts(value: MatValue, what: string, file: string): string[] {
  if (value.kind === 'text') return value.text.split('\n').map((row) => row.trimEnd());
  if (value.kind !== 'cell') throw wrong(value, what, file, 'a cell array');
  return Array.from({ length: value.length }, (_, i) => asText(value.at(i)) ?? '');
}

/** Converts a value to a matrix. @throws TurboHoiError `data` for a value that is not a matrix of numbers */
export function asNumbers(value: MatValue, what: string, file: string): MatNumeric {
  if (value.kind !== 'numeric') throw wrong(value, what, file, 'a matrix');
  return value;
}

/** A single number; NaN for another kind of value. */
export function asNumber(value: MatValue): number {
  return value.kind === 'numeric' && value.data.length === 1 ? Number(value.data[0]) : NaN;
}

/** A string; null for another kind of value. */
export function asText(value: MatValue): string | null {
  if (value.kind === 'text') return value.text;
  return isEmpty(value) ? '' : null;
}

/** Converts a cell array of single structs, which scipy writes for a list of dicts, to a struct array as in MATLAB. */
function structOfCells(
  cell: MatCell,
  what: string,
  file: string,
  fields: readonly string[],
): MatStruct {
  const { length, shape } = cell;
  return {
    kind: 'struct',
    shape,
    length,
    fields,
    get: (field, index = 0) =>
      asStruct(cell.at(index), `${what}{${index + 1}}`, file, fields).get(field),
  };
}

function isEmpty(value: MatValue): boolean {
  return value.kind === 'numeric' && value.data.length === 0;
}

function wrong(value: MatValue, what: string, file: string, expected: string): TurboHoiError {
  return new TurboHoiError('data', `${file}: ${what} is ${value.kind}; expected ${expected}.`);
}

const NO_STRUCT: MatStruct = {
  kind: 'struct',
  shape: [0, 0],
  length: 0,
  fields: [],
  get(field, index = 0) {
    throw new RangeError(`${field}[${index}]: there are no elements`);
  },
};
