import { TurboHoiError } from '@turbo-hoi/core';
import { decodePickle } from '../decode/decode-pickle';
import type { PickleValue } from '../pickle-value';
import { encodePickle, pickleList } from './encode-pickle';

const NUMBERS = [
  ...[0, -0, 1, -1, 127, 128, -128, 255, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, -(2 ** 31) - 1],
  ...[2 ** 53 - 1, -(2 ** 53) + 1, 2 ** 60, 0.1, -1e-310, NaN, Infinity, -Infinity],
];
const BIGINTS = [2n ** 63n, -(2n ** 63n), 2n ** 64n, 255n << 60n, -(2n ** 71n) - 1n, 2n ** 2100n];

describe('encodePickle', () => {
  it.each<[string, PickleValue]>([
    ['constants', [null, true, false]],
    ['numbers', NUMBERS],
    ['large integers', BIGINTS],
    ['strings', ['', 'a', 'a', 'üñ', '日本 😀', 'x'.repeat(300)]],
    ['bytes', [new Uint8Array(0), Uint8Array.of(0, 255, 128), new Uint8Array(300).fill(200)]],
    ['no items', [[], new Map()]],
    ['many items', Array.from({ length: 2500 }, (_, i) => i)],
    ['many keys', new Map(Array.from({ length: 2500 }, (_, i) => [i, `${i}`] as const))],
    ['nested', new Map<PickleValue, PickleValue>([['a', [new Map([[1, [2]]])]]])],
  ])('is read back: %s', (_, value) => {
    expect(decodePickle(encodePickle(value))).toEqual(value);
  });

  it.each([
    Float64Array.of(0.1, NaN, -0, 1),
    Float32Array.of(0.1, 1e30),
    Int8Array.of(-128, 127),
    Uint8Array.of(0, 255),
    Int16Array.of(-32768, 5),
    Uint16Array.of(65535, 1),
    Int32Array.of(-(2 ** 31), 7),
    Uint32Array.of(2 ** 32 - 1, 1),
    BigInt64Array.of(-(2n ** 63n), 1n),
    BigUint64Array.of(2n ** 64n - 1n, 0n),
  ])('is read back: numbers of $constructor.name', (data) => {
    const value = [
      { shape: [data.length], data },
      { shape: [1, data.length, 1], data: data.subarray(0) },
      { shape: [0, 3], data: data.subarray(0, 0) },
    ];
    expect(decodePickle(encodePickle(value))).toEqual(value);
  });

  it('writes the part of the memory that an array shows', () => {
    const data = Float64Array.of(1, 2, 3, 4).subarray(1, 3);
    expect(decodePickle(encodePickle({ shape: [2], data }))).toEqual({
      shape: [2],
      data: Float64Array.of(2, 3),
    });
  });

  it('writes a key of many dicts once', () => {
    const dicts = Array.from({ length: 100 }, () => new Map([['person_box', 1]]));
    const text = Buffer.from(encodePickle(dicts)).toString('latin1');
    expect(text.split('person_box')).toHaveLength(2);
  });

  it('refuses a value that holds itself', () => {
    const list: PickleValue[] = [];
    list.push(list);
    expect(() => encodePickle(list)).toThrow(TurboHoiError);
  });
});

describe('pickleList', () => {
  it.each([0, 1, 1000, 2001])('is read back: %d items', (length) => {
    const items = Array.from({ length }, (_, i) => new Map([['id', i]]));
    const file = Buffer.concat([...pickleList(items)]);
    expect(decodePickle(file)).toEqual(items);
    const seen: PickleValue[] = [];
    decodePickle(file, { onItem: (item) => seen.push(item) });
    expect(seen).toEqual(items);
  });

  it('takes items as they come', () => {
    let taken = 0;
    function* items(): Generator<PickleValue> {
      for (;;) yield taken++;
    }
    const chunks = pickleList(items());
    expect(chunks.next().value).toBeInstanceOf(Uint8Array);
    expect(taken).toBe(1000);
  });
});
