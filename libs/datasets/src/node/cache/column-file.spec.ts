import { decodeColumns, encodeColumns } from './column-file';

const columns = {
  bytes: Uint8Array.from([1, 2, 3]),
  numbers: Float64Array.from([0.1, NaN, -0]),
  none: new Float32Array(),
  ids: Int32Array.from([-5]),
};
const encoded = Buffer.concat(encodeColumns({ name: 'Ü' }, columns));

describe('decodeColumns', () => {
  it('decodes encoded columns at any memory offset', () => {
    for (const offset of [0, 3, 8]) {
      const shifted = Buffer.from(new ArrayBuffer(encoded.length + offset), offset);
      shifted.set(encoded);
      expect(decodeColumns(shifted)).toEqual({ header: { name: 'Ü' }, columns });
    }
  });

  it('returns null for any damage', () => {
    expect(decodeColumns(new Uint8Array())).toBeNull();
    for (let at = 0; at < encoded.length; at++) {
      expect(decodeColumns(encoded.subarray(0, at))).toBeNull();
    }
    for (let at = 0; at < encoded.length; at++) {
      const damaged = Uint8Array.from(encoded);
      damaged[at] ^= 0x10;
      expect([at, decodeColumns(damaged)]).toEqual([at, null]);
    }
  });
});
