import { crc32 as original } from 'node:zlib';
import { crc32 } from './crc32';

it('is the checksum that zlib computes, of any length and in pieces', () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, i) => (i * i * 37 + 11) & 255);
  for (let length = 0; length <= bytes.length; length++) {
    expect(crc32(bytes.subarray(0, length))).toBe(original(bytes.subarray(0, length)));
  }
  expect(crc32(bytes.subarray(41), crc32(bytes.subarray(0, 41)))).toBe(original(bytes));
});
