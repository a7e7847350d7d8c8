import { deflateSync, inflateSync } from 'node:zlib';
import { TurboHoiError } from '@turbo-hoi/core';
import golden from '../__golden__/mats.json';
import { encodeMat } from '../encode/encode-mat';
import type { MatCell, MatStruct, MatValue } from '../mat-value';
import { decodeMat } from './decode-mat';

const HEADER = 128;
const FLAGS = HEADER + 16;
const SIZES = HEADER + 32;

describe('a MATLAB file of another version', () => {
  it.each([
    ['7.3', text('MATLAB 7.3 MAT-file, Platform: GLNXA64').slice(0), 'version 7.3 (HDF5)'],
    ['7.3 by its version', changed(numbers(1), 124, [0, 2]), 'version 0x200 of the format'],
    ['HDF5', text('\x89HDF\r\n\x1a\n'), 'version 7.3 (HDF5)'],
    [
      '4',
      Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 120, 0),
      'version 4',
    ],
  ])('is refused with how to save it anew: %s', (_, bytes, message) => {
    expect(failure(bytes)).toContain(message);
    expect(failure(bytes)).toMatch(/save\(file, '-v7', …\) in MATLAB, or with scipy\.io\.savemat/);
  });

  it.each([
    ['nothing', '', 'is empty (0 bytes)'],
    ['a short text', 'hello', 'no MATLAB file of version 5'],
    ['a long text', 'a'.repeat(500), 'no MATLAB file of version 5'],
    ['JSON', `[${'1,'.repeat(200)}1]`, 'is JSON and not a MATLAB file'],
  ])('is refused: %s', (_, content, message) => {
    expect(failure(text(content))).toContain(`file.mat: ${message}`);
  });
});

describe('what is not read', () => {
  it.each([
    ['an object of a class', 3],
    ['a function handle', 16],
    ['an object (table, string, datetime, …)', 17],
  ])('is refused by name: %s', (label, code) => {
    const file = changed(numbers(1), FLAGS, [code]);
    expect(failure(file)).toContain(`holds ${label}, which is not read`);
  });

  it('is refused by name: complex numbers', () => {
    expect(failure(changed(numbers(1), FLAGS + 1, [8]))).toMatch(
      /file\.mat: x, byte \d+: complex numbers; expected real ones/,
    );
  });

  it('is refused only when it is asked for within a cell', () => {
    const file = encodeMat({ cells: { cell: ['a', { cell: [], shape: [0, 0] }], shape: [2, 1] } });
    const second = file.lastIndexOf(1, file.length - 24);
    const cells = read(changed(file, second, [16])).get('cells') as MatCell;
    expect(cells.at(0)).toEqual({ kind: 'text', text: 'a' });
    expect(() => cells.at(1)).toThrow(/file\.mat: cells\{2\}, byte \d+: holds a function handle/);
  });

  it('names the way to a damaged value', () => {
    const file = encodeMat({ s: { struct: [{ a: 'x' }, { a: { cell: ['y'], shape: [1, 1] } }] } });
    const last = file.length - 8;
    const struct = read(changed(file, last - 5, [1])).get('s') as MatStruct;
    expect(() => (struct.get('a', 1) as MatCell).at(0)).toThrow(/file\.mat: s\(2\)\.a\{1\}, byte/);
  });
});

describe('a damaged MATLAB file', () => {
  it.each(golden.files.slice(0, 2) as [string, string][])(
    'is refused wherever it is cut: %s',
    (_, base64) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const whole = walk(bytes) as Map<string, MatValue>;
      for (let length = 0; length < bytes.length; length += 7) {
        const outcome = walk(bytes.subarray(0, length));
        // Between two variables the file looks complete.
        if (outcome instanceof Map) expect(outcome.size).toBeLessThan(whole.size);
        else expect(outcome).toBeInstanceOf(TurboHoiError);
      }
    },
  );

  it.each([
    [
      'a variable that claims 4 GB',
      changed(numbers(1), HEADER + 4, [255, 255, 255, 255]),
      'bytes, but',
    ],
    ['more numbers than are there', changed(numbers(2), SIZES, [100]), 'expected 200 × 8'],
    [
      'a matrix of 2^62',
      changed(numbers(2), SIZES, [255, 255, 255, 127, 255, 255, 255, 127]),
      '× 8',
    ],
    ['a negative size', changed(numbers(2), SIZES, [255, 255, 255, 255]), 'a matrix of size -1'],
    ['an unknown class', changed(numbers(1), FLAGS, [99]), 'a matrix of class 99'],
    ['no matrix', changed(numbers(1), HEADER, [9]), 'an element of type 9; expected a matrix'],
    ['no flags', changed(numbers(1), HEADER + 8, [5]), 'the flags of a matrix are missing'],
    ['a cell array of two billion', encodeMat({ x: { cell: [], shape: [0, 1] } }), null],
  ])('is refused: %s', (_, bytes, message) => {
    if (message === null)
      expect(failure(changed(bytes, SIZES, [0, 0, 0, 127]))).toContain('values, but');
    else expect(failure(bytes)).toContain(message);
  });

  it('is refused: the same variable twice', () => {
    const one = numbers(1);
    const two = new Uint8Array([...one, ...one.subarray(HEADER)]);
    expect(failure(two)).toContain('a second variable x');
  });

  it('is refused: a large sparse matrix in a few bytes', () => {
    const file = changed(changed(numbers(1), FLAGS, [5]), SIZES, [0, 0, 1, 0, 0, 0, 1, 0]);
    expect(failure(file)).toContain('a sparse matrix of 65536 × 65536; expected at most');
  });

  it('is refused at once: a sparse matrix whose column begins behind its values', () => {
    const begins = [0, 2 ** 31 - 1, 1].flatMap((n) => [
      n & 255,
      (n >> 8) & 255,
      (n >> 16) & 255,
      n >>> 24,
    ]);
    const body = [
      ...[6, 0, 0, 0, 8, 0, 0, 0, 5, 0, 0, 0, 1, 0, 0, 0],
      ...[5, 0, 0, 0, 8, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0],
      ...[1, 0, 1, 0, 0x78, 0, 0, 0],
      ...[5, 0, 4, 0, 0, 0, 0, 0],
      ...[5, 0, 0, 0, 12, 0, 0, 0, ...begins, 0, 0, 0, 0],
      ...[9, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
    ];
    const head = numbers(1).subarray(0, HEADER);
    const file = Uint8Array.from([...head, 14, 0, 0, 0, body.length, 0, 0, 0, ...body]);
    const started = performance.now();
    expect(failure(file)).toContain('columns of a sparse matrix overlap');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('is refused: more inflated bytes than the limit', () => {
    const bomb = encodeMat({ x: numbers10000() }, { deflate: deflateSync });
    expect(bomb.length).toBeLessThan(400);
    expect(failure(bomb, 1000)).toContain('does not inflate to at most 1000 bytes');
    expect(failure(bomb, 80_000)).toContain('does not inflate');
    expect(read(bomb).size).toBe(1);
  });

  it('is refused: the limit counts all variables', () => {
    const variables = { x: numbers10000(), y: numbers10000() };
    const file = encodeMat(variables, { deflate: deflateSync });
    expect(failure(file, 150_000)).toContain('does not inflate');
  });

  it('is refused: compressed bytes that are none', () => {
    const file = encodeMat({ x: numbers10000() }, { deflate: deflateSync });
    expect(failure(changed(file, HEADER + 8, [0, 0, 0]))).toContain('does not inflate');
  });
});

function numbers(count: number): Uint8Array {
  return encodeMat({ x: { shape: [1, count], data: new Float64Array(count).fill(1) } });
}

function numbers10000(): { shape: number[]; data: Float64Array } {
  return { shape: [1, 10_000], data: new Float64Array(10_000) };
}

function changed(bytes: Uint8Array, at: number, values: readonly number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
}

function text(content: string): Uint8Array {
  return Uint8Array.from(content, (char) => char.charCodeAt(0));
}

function read(bytes: Uint8Array, maxInflated?: number): Map<string, MatValue> {
  return decodeMat(bytes, {
    file: 'file.mat',
    inflate: (packed, limit) => inflateSync(packed, { maxOutputLength: limit }),
    maxInflated,
  });
}

function failure(bytes: Uint8Array, maxInflated?: number): string {
  try {
    read(bytes, maxInflated);
  } catch (error) {
    expect(error).toBeInstanceOf(TurboHoiError);
    return (error as Error).message;
  }
  throw new Error('was read');
}

/** Reads everything in a file. */
function walk(bytes: Uint8Array): unknown {
  try {
    const variables = read(bytes);
    for (const value of variables.values()) visit(value);
    return variables;
  } catch (error) {
    return error;
  }
}

function visit(value: MatValue): void {
  if (value.kind === 'cell') for (let i = 0; i < value.length; i++) visit(value.at(i));
  if (value.kind !== 'struct') return;
  for (let i = 0; i < value.length; i++) {
    for (const field of value.fields) visit(value.get(field, i));
  }
}
