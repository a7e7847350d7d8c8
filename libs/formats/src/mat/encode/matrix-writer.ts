import { TurboHoiError } from '@turbo-hoi/core';
import { toColumnMajor } from '../../column-major';
import type { NumericArray } from '../../numeric-array';
import { STORAGE } from '../storage';
import type { MatInput } from '../mat-input';
import { type MatSink, padded } from './mat-sink';

const CLASS = { cell: 1, struct: 2, text: 4 } as const;
const FLAGS_BYTES = 16;
const TAG_BYTES = 8;
const MAX_DEPTH = 100;
const MAX_BYTES = 2 ** 32 - 1;

/** Class and storage of each type of array. */
const NUMBERS: Readonly<Record<string, readonly [number, number]>> = {
  Float64Array: [6, STORAGE.double],
  Float32Array: [7, STORAGE.single],
  Int8Array: [8, STORAGE.int8],
  Uint8Array: [9, STORAGE.uint8],
  Int16Array: [10, STORAGE.int16],
  Uint16Array: [11, STORAGE.uint16],
  Int32Array: [12, STORAGE.int32],
  Uint32Array: [13, STORAGE.uint32],
  BigInt64Array: [14, STORAGE.int64],
  BigUint64Array: [15, STORAGE.uint64],
};

type StructInput = Extract<MatInput, { struct: unknown }>;

/**
 * The bytes of a matrix with its tag.
 *
 * @throws TurboHoiError `data` for shapes that do not fit, fields that differ, and what would pass 4 GiB
 */
export function matrixSize(input: MatInput, name = '', depth = 0): number {
  if (depth > MAX_DEPTH) fail(`a value nests deeper than ${MAX_DEPTH}; does it contain itself?`);
  const size = headSize(name, shapeOf(input).length) + contentSize(input, depth);
  checkMatSize(size);
  return size;
}

/** @throws TurboHoiError `data` for more than a variable may have */
export function checkMatSize(size: number): void {
  if (size > MAX_BYTES) fail(`a value of ${size} bytes; expected less than 4 GiB`);
}

/** The bytes of a cell array without its cells, with its tag. */
export function headSize(name: string, dimensions: number): number {
  return TAG_BYTES + FLAGS_BYTES + arraySize(4 * dimensions) + arraySize(name.length);
}

/** `size` is that of {@link matrixSize}. */
export function writeMatrix(sink: MatSink, input: MatInput, size: number, name = ''): void {
  const shape = shapeOf(input);
  if (typeof input === 'string') writeText(sink, input, size, name);
  else if ('cell' in input) {
    writeHead(sink, CLASS.cell, shape, size, name);
    for (const cell of input.cell) writeMatrix(sink, cell, matrixSize(cell));
  } else if ('struct' in input) writeStruct(sink, input, shape, size, name);
  else writeNumbers(sink, input, shape, size, name);
}

/** The tag, the flags, the sizes and the name of a cell array. */
export function writeCellHead(
  sink: MatSink,
  shape: readonly number[],
  size: number,
  name: string,
): void {
  writeHead(sink, CLASS.cell, shape, size, name);
}

/** At least two sizes, as MATLAB has them. */
export function matShape(shape: readonly number[]): readonly number[] {
  return shape.length >= 2 ? shape : [1, shape[0] ?? 1];
}

function shapeOf(input: MatInput): readonly number[] {
  if (typeof input === 'string') return [input.length === 0 ? 0 : 1, input.length];
  if ('struct' in input) return matShape(input.shape ?? [input.struct.length]);
  return matShape(input.shape);
}

function contentSize(input: MatInput, depth: number): number {
  if (typeof input === 'string') return arraySize(2 * input.length);
  if ('cell' in input) {
    checkCount(input.shape, input.cell.length);
    return input.cell.reduce((sum, cell) => sum + matrixSize(cell, '', depth + 1), 0);
  }
  if ('struct' in input) return structSize(input, shapeOf(input), depth);
  checkCount(input.shape, input.data.length);
  if (!(input.data.constructor.name in NUMBERS)) fail('numbers are not in a typed array');
  return arraySize(input.data.byteLength);
}

function structSize(input: StructInput, shape: readonly number[], depth: number): number {
  const { struct: elements } = input;
  checkCount(shape, elements.length);
  const fields = fieldsOf(input);
  let size = TAG_BYTES + arraySize(fields.length * fieldWidth(fields));
  for (const element of elements) {
    if (Object.keys(element).length !== fields.length)
      fail('structs of one array differ in fields');
    for (const field of fields) {
      if (!(field in element)) fail(`a struct has no field ${field}, and others of its array do`);
      size += matrixSize(element[field], '', depth + 1);
    }
  }
  return size;
}

function writeHead(
  sink: MatSink,
  code: number,
  shape: readonly number[],
  size: number,
  name: string,
): void {
  sink.tag(STORAGE.matrix, size - TAG_BYTES);
  sink.tag(STORAGE.uint32, 8);
  sink.tag(code, 0);
  sink.tag(STORAGE.int32, 4 * shape.length);
  for (const length of shape) sink.uint32(length);
  sink.pad();
  sink.tag(STORAGE.int8, name.length);
  sink.ascii(name);
  sink.pad();
}

function writeText(sink: MatSink, text: string, size: number, name: string): void {
  writeHead(sink, CLASS.text, shapeOf(text), size, name);
  sink.tag(STORAGE.utf16, 2 * text.length);
  for (let i = 0; i < text.length; i++) sink.uint16(text.charCodeAt(i));
  sink.pad();
}

function writeStruct(
  sink: MatSink,
  input: StructInput,
  shape: readonly number[],
  size: number,
  name: string,
): void {
  const fields = fieldsOf(input);
  const width = fieldWidth(fields);
  writeHead(sink, CLASS.struct, shape, size, name);
  // MATLAB wants this one in the small form: type and size of 16 bits each.
  sink.uint32((4 << 16) | STORAGE.int32);
  sink.uint32(width);
  sink.tag(STORAGE.int8, fields.length * width);
  for (const field of fields) sink.ascii(field, width);
  sink.pad();
  for (const element of input.struct) {
    for (const field of fields) writeMatrix(sink, element[field], matrixSize(element[field]));
  }
}

function writeNumbers(
  sink: MatSink,
  { data: rows, shape: given }: NumericArray,
  shape: readonly number[],
  size: number,
  name: string,
): void {
  const [code, storage] = NUMBERS[rows.constructor.name];
  const data = toColumnMajor(rows, given);
  writeHead(sink, code, shape, size, name);
  sink.tag(storage, data.byteLength);
  sink.raw(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  sink.pad();
}

function fieldsOf({ struct, fields: given }: StructInput): readonly string[] {
  const fields = given ?? Object.keys(struct[0] ?? {});
  fields.forEach(checkMatName);
  return fields;
}

/** With the zero at the end: 32, or 64 where a name is longer. */
function fieldWidth(fields: readonly string[]): number {
  return fields.some((field) => field.length > 31) ? 64 : 32;
}

/** @throws TurboHoiError `data` for what is no name in MATLAB */
export function checkMatName(name: string): void {
  if (!/^[A-Za-z]\w{0,62}$/.test(name)) {
    fail(
      `${JSON.stringify(name)} is no name in MATLAB; expected a letter, then letters, digits, _`,
    );
  }
}

function checkCount(shape: readonly number[], length: number): void {
  const expected = shape.reduce((product, size) => product * size, 1);
  if (expected !== length || shape.some((size) => !(size >= 0 && size < 2 ** 31))) {
    fail(`${length} values in a shape of ${shape.join(' × ') || '1'}; expected ${expected}`);
  }
}

function arraySize(bytes: number): number {
  return TAG_BYTES + padded(bytes);
}

function fail(what: string): never {
  throw new TurboHoiError('data', `MAT-file: ${what}`);
}
