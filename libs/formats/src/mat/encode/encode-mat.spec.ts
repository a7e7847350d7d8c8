import { deflateSync, inflateSync } from 'node:zlib';
import { TurboHoiError } from '@turbo-hoi/core';
import { decodeMat } from '../decode/decode-mat';
import type { MatInput } from '../mat-input';
import type { MatCell, MatStruct, MatValue } from '../mat-value';
import { encodeMat, matCellArray } from './encode-mat';

describe('encodeMat', () => {
  it.each([
    Float64Array.of(0.1, NaN, -0, 1e300, 5, 6),
    Float32Array.of(0.5, 1, 2, 3, 4, 5),
    Int8Array.of(-128, 127, 0, 1, 2, 3),
    Uint8Array.of(0, 255, 1, 2, 3, 4),
    Int16Array.of(-32768, 5, 1, 2, 3, 4),
    Uint16Array.of(65535, 1, 2, 3, 4, 5),
    Int32Array.of(-(2 ** 31), 7, 1, 2, 3, 4),
    Uint32Array.of(2 ** 32 - 1, 1, 2, 3, 4, 5),
    BigInt64Array.of(-(2n ** 63n), 1n, 2n, 3n, 4n, 5n),
    BigUint64Array.of(2n ** 64n - 1n, 0n, 1n, 2n, 3n, 4n),
  ])('is read back: numbers of $constructor.name', (data) => {
    for (const shape of [
      [2, 3],
      [3, 2],
      [1, 6],
      [1, 3, 2],
      [3, 1, 2],
    ]) {
      expect(again({ shape, data })).toEqual({ kind: 'numeric', shape, data });
    }
    expect(again({ shape: [6], data })).toMatchObject({ shape: [1, 6] });
    expect(again({ shape: [], data: data.slice(0, 1) })).toMatchObject({ shape: [1, 1] });
    expect(again({ shape: [0, 4], data: data.slice(0, 0) })).toMatchObject({ shape: [0, 4] });
  });

  it.each(['', 'a', 'four', 'fünf ß 日本 😀'])('is read back: %j', (text) => {
    expect(again(text)).toEqual({ kind: 'text', text });
  });

  it('is read back: cells and structs within each other', () => {
    const row = { shape: [1, 2], data: Float64Array.of(1, 2) };
    const cells = again({
      cell: ['a', { struct: [{ x: row, longer_than_thirty_one_characters: 'b' }] }],
      shape: [2, 1],
    }) as MatCell;
    expect(cells).toMatchObject({ kind: 'cell', shape: [2, 1], length: 2 });
    const struct = cells.at(1) as MatStruct;
    expect(struct.fields).toEqual(['x', 'longer_than_thirty_one_characters']);
    expect(struct.get('x')).toMatchObject(row);
    expect(struct.get('longer_than_thirty_one_characters')).toMatchObject({ text: 'b' });
  });

  it('writes struct arrays, also without elements', () => {
    const four = again({ struct: ['a', 'b', 'c', 'd'].map((x) => ({ x })), shape: [2, 2] });
    expect((four as MatStruct).get('x', 2)).toEqual({ kind: 'text', text: 'c' });
    expect(again({ struct: [{ x: 'a' }, { x: 'b' }] })).toMatchObject({ shape: [1, 2] });
    expect(again({ struct: [], fields: ['id'], shape: [0, 0] })).toMatchObject({
      length: 0,
      fields: ['id'],
      shape: [0, 0],
    });
  });

  it('compresses with a given function', () => {
    const input = { shape: [1, 1000], data: new Float64Array(1000) };
    const file = encodeMat({ first: input, second: 'b' }, { deflate: deflateSync });
    expect(file.length).toBeLessThan(400);
    expect([...read(file).keys()]).toEqual(['first', 'second']);
    expect(read(file).get('first')).toEqual({ kind: 'numeric', ...input });
  });

  it.each<[string, Record<string, MatInput>]>([
    ['name', { '1st': 'a' }],
    ['name', { ['x'.repeat(64)]: 'a' }],
    ['shape', { x: { shape: [2, 2], data: Float64Array.of(1) } }],
    ['shape', { x: { cell: ['a'], shape: [2, 1] } }],
    ['field', { x: { struct: [{ a: 'b' }, { c: 'd' }] } }],
    ['fields', { x: { struct: [{ a: 'b' }, { a: 'b', c: 'd' }] } }],
  ])('refuses what MATLAB does not have: %s', (what, variables) => {
    expect(() => encodeMat(variables)).toThrow(TurboHoiError);
    expect(() => encodeMat(variables)).toThrow(what);
  });

  it('refuses a value that holds itself', () => {
    const cell: MatInput[] = [];
    const input = { cell, shape: [1, 1] };
    cell.push(input);
    expect(() => encodeMat({ input })).toThrow(/does it contain itself/);
  });
});

describe('matCellArray', () => {
  it('writes what encodeMat writes', () => {
    const cell = Array.from({ length: 600 }, (_, i) => ({
      shape: [i % 4, 9],
      data: new Float64Array(9 * (i % 4)).fill(i),
    }));
    const chunks = [...matCellArray('all_boxes', [20, 30], (index) => cell[index])];
    expect(chunks.length).toBeGreaterThan(2);
    const whole = encodeMat({ all_boxes: { cell, shape: [20, 30] } });
    expect(Buffer.concat(chunks).equals(whole)).toBe(true);
  });
});

function again(input: MatInput): MatValue {
  return read(encodeMat({ value: input })).get('value')!;
}

function read(bytes: Uint8Array): Map<string, MatValue> {
  return decodeMat(bytes, {
    inflate: (packed, limit) => inflateSync(packed, { maxOutputLength: limit }),
  });
}
