import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSafetensors } from './decode-safetensors';
import { encodeSafetensors } from './encode-safetensors';
import type { TensorData } from '../tensors/tensor-data';

interface Golden {
  readonly file: string;
  readonly metadata: Record<string, string>;
  readonly tensors: Record<string, { readonly shape: number[]; readonly numbers: string[] }>;
}

const golden: Golden = JSON.parse(
  readFileSync(join(__dirname, '__golden__', 'safetensors.json'), 'utf8'),
);
const goldenFile = new Uint8Array(Buffer.from(golden.file, 'base64'));

/** A file with this header and the given number of bytes after it. */
function fileOf(header: unknown, dataBytes: number): Uint8Array {
  const json = typeof header === 'string' ? header : JSON.stringify(header);
  const text = new TextEncoder().encode(json);
  const file = new Uint8Array(8 + text.length + dataBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  return file;
}

const f32 = (begin: number, end: number, shape = [(end - begin) / 4]) => ({
  dtype: 'F32',
  shape,
  data_offsets: [begin, end],
});

describe('decodeSafetensors', () => {
  it('reads a file of the reference implementation with all dtypes', () => {
    const { tensors, metadata } = decodeSafetensors(goldenFile);
    expect(metadata).toEqual(golden.metadata);
    expect([...tensors.keys()].sort()).toEqual(Object.keys(golden.tensors).sort());
    for (const [name, { shape, numbers }] of Object.entries(golden.tensors)) {
      const read = tensors.get(name);
      const data = Array.from<number | bigint, number>(read?.data ?? [], Number);
      expect({ name, shape: read?.shape, data }).toEqual({ name, shape, data: numbersOf(numbers) });
    }
  });

  it('holds half floats as Float32Array and keeps their dtype', () => {
    const { tensors } = decodeSafetensors(goldenFile);
    expect(tensors.get('half')).toMatchObject({ dtype: 'F16', data: expect.any(Float32Array) });
    expect(tensors.get('brain')).toMatchObject({ dtype: 'BF16', data: expect.any(Float32Array) });
    expect(tensors.get('step')?.data).toEqual(BigInt64Array.of(2n ** 53n + 1n, -5n));
  });

  it('reads bytes at an odd address and does not share their memory', () => {
    const shifted = new Uint8Array(goldenFile.length + 1);
    shifted.set(goldenFile, 1);
    const { tensors } = decodeSafetensors(shifted.subarray(1));
    shifted.fill(0);
    expect(tensors.get('scalar')?.data).toEqual(Float32Array.of(7));
  });

  it.each([
    ['nothing', new Uint8Array(0), 'truncated'],
    ['a file cut in the length', goldenFile.subarray(0, 5), 'truncated'],
    ['a file cut in the header', goldenFile.subarray(0, 100), 'truncated'],
    ['a file cut in the numbers', goldenFile.subarray(0, goldenFile.length - 1), 'truncated'],
    ['a picture', new TextEncoder().encode('\x89PNG\r\n\x1a\n and more'), 'another kind of file'],
    ['a header that is not JSON', fileOf('{"a":', 0), 'not JSON'],
    ['a header that is a list', fileOf([], 0), 'not a JSON object'],
    ['bytes after the last tensor', fileOf({ a: f32(0, 4) }, 5), '1 unused bytes at the end'],
    ['a gap', fileOf({ a: f32(0, 4), b: f32(8, 12) }, 12), '4 unused bytes before tensor "b"'],
    ['an overlap', fileOf({ a: f32(0, 8), b: f32(4, 12) }, 12), 'tensor "b" overlaps'],
    [
      'offsets that do not fit the shape',
      fileOf({ a: f32(0, 8, [3]) }, 8),
      'takes 12 bytes, got 8',
    ],
    ['offsets that run backwards', fileOf({ a: f32(8, 4, [1]) }, 8), 'takes 4 bytes, got -4'],
    ['a negative length', fileOf({ a: f32(0, 4, [-1]) }, 4), 'has the shape [-1]'],
    ['a fractional length', fileOf({ a: f32(0, 4, [0.5, 2]) }, 4), 'has the shape [0.5,2]'],
    [
      'an unknown dtype',
      fileOf({ a: { ...f32(0, 4), dtype: 'F8_E4M3' } }, 4),
      '"F8_E4M3"; readable: BOOL',
    ],
    [
      'an inherited name as dtype',
      fileOf({ a: { ...f32(0, 4), dtype: 'toString' } }, 4),
      '"toString"',
    ],
    [
      'offsets that are not a pair',
      fileOf({ a: { ...f32(0, 4), data_offsets: [0] } }, 4),
      'data_offsets [0]',
    ],
    [
      'a shape of many sides, in a short message',
      fileOf(
        {
          a: f32(
            0,
            5,
            Array.from({ length: 1000 }, () => 1),
          ),
        },
        5,
      ),
      'F32 [1,1,1,1,1,1,1,1,… 1000 in all] takes 4 bytes, got 5.',
    ],
    [
      'a shape nested 100,000 deep',
      fileOf(`{"a":{"dtype":"F32","shape":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`, 0),
      'has the shape [[…]]',
    ],
    [
      'a header of more objects than a model has tensors',
      fileOf(`{"a":[${'{},'.repeat(1_300_000)}0]}`, 0),
      'expected at most 1300000, those of 100,000 tensors',
    ],
    ['metadata that is not text', fileOf({ __metadata__: { n: 1 } }, 0), '"__metadata__"'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes)).toThrow(
      expect.objectContaining({ kind: 'data', message: expect.stringContaining(message) }),
    );
  });
});

it('reads metadata of null as none', () => {
  const bytes = fileOf({ __metadata__: null, a: f32(0, 4) }, 4);
  expect(decodeSafetensors(bytes)).toMatchObject({ metadata: {}, tensors: { size: 1 } });
});

describe('encodeSafetensors', () => {
  it('writes the same bytes as the reference implementation', () => {
    const { tensors, metadata } = decodeSafetensors(goldenFile);
    expect(Buffer.from(encodeSafetensors(tensors, metadata))).toEqual(Buffer.from(goldenFile));
    const reversed = new Map([...tensors].reverse());
    expect(Buffer.from(encodeSafetensors(reversed, metadata))).toEqual(Buffer.from(goldenFile));
  });

  it('aligns the numbers to 8 bytes', () => {
    const bytes = encodeSafetensors(
      new Map<string, TensorData>([
        ['b', { dtype: 'U8', shape: [3], data: Uint8Array.of(1, 2, 3) }],
        ['a', { dtype: 'F64', shape: [], data: Float64Array.of(0.5) }],
      ]),
    );
    const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(start % 8).toBe(0);
    expect(new Float64Array(bytes.buffer, start, 1)[0]).toBe(0.5);
  });

  it('writes a file without tensors', () => {
    const { tensors, metadata } = decodeSafetensors(encodeSafetensors(new Map()));
    expect([tensors.size, metadata]).toEqual([0, {}]);
  });

  it('keeps names with a meaning in JavaScript', () => {
    const one: TensorData = { dtype: 'F32', shape: [], data: Float32Array.of(1) };
    const names = ['__proto__', 'constructor', 'a"b\\', ''];
    const { tensors } = decodeSafetensors(encodeSafetensors(new Map(names.map((n) => [n, one]))));
    expect([...tensors.keys()].sort()).toEqual([...names].sort());
  });

  it.each([
    [
      'too few numbers',
      'a',
      { dtype: 'F32', shape: [2, 2], data: new Float32Array(3) },
      '4 places, got 3',
    ],
    [
      'the wrong array',
      'a',
      { dtype: 'F32', shape: [1], data: new Int32Array(1) },
      'Float32Array for F32, got Int32Array',
    ],
    [
      'an unknown dtype',
      'a',
      { dtype: 'C64', shape: [1], data: new Float32Array(1) },
      '"C64" cannot be written',
    ],
    [
      'the reserved name',
      '__metadata__',
      { dtype: 'U8', shape: [0], data: new Uint8Array(0) },
      'reserves it',
    ],
  ])('refuses %s', (_, name, tensor, message) => {
    expect(() => encodeSafetensors(new Map([[name, tensor as TensorData]]))).toThrow(
      expect.objectContaining({ kind: 'data', message: expect.stringContaining(message) }),
    );
  });
});

function numbersOf(printed: readonly string[]): number[] {
  return printed.map((text) => Number(text.replace('inf', 'Infinity')));
}
