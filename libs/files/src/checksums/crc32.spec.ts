import { crc32 as original } from 'node:zlib';
import { crc32, crc32c } from './crc32';

const bytes = Uint8Array.from({ length: 100 }, (_, i) => (i * i * 37 + 11) & 255);

it('equals the checksum of zlib for any length, also in pieces', () => {
  for (let length = 0; length <= bytes.length; length++) {
    expect(crc32(bytes.subarray(0, length))).toBe(original(bytes.subarray(0, length)));
  }
  expect(crc32(bytes.subarray(41), crc32(bytes.subarray(0, 41)))).toBe(original(bytes));
});

// RFC 3720, appendix B.4; the last one is the check value of the polynomial.
it.each<[string, Uint8Array, number]>([
  ['32 zeros', new Uint8Array(32), 0x8a9136aa],
  ['32 bytes of 255', new Uint8Array(32).fill(255), 0x62a8ab43],
  ['32 rising bytes', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
  ['32 falling bytes', Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
  ['123456789', new TextEncoder().encode('123456789'), 0xe3069283],
  ['nothing', new Uint8Array(0), 0],
])('has the Castagnoli checksum of %s, also in pieces', (_, data, expected) => {
  expect(crc32c(data)).toBe(expected);
  expect(crc32c(data.subarray(5), crc32c(data.subarray(0, 5)))).toBe(expected);
});
