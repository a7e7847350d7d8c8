import { joinBytes, type Rng } from '@turbo-hoi/core';

/** Returns a mutated copy. */
export type ByteMutation = (bytes: Uint8Array, other: Uint8Array, rng: Rng) => Uint8Array;

const TELLING_BYTES = [0, 1, 0x7f, 0x80, 0xff, 0x0a, 0x28, 0x2e, 0x5b, 0x7b];
const TELLING_LENGTHS = [0, 1, 7, 255, 65535, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
const LONGEST_CHUNK = 64;

export const BYTE_MUTATIONS: readonly ByteMutation[] = [
  function flipBit(bytes, _, rng) {
    return edited(bytes, (copy) => (copy[place(copy, rng)] ^= 1 << rng.int(8)));
  },
  function setByte(bytes, _, rng) {
    const value = rng.chance(0.5) ? rng.pick(TELLING_BYTES) : rng.int(256);
    return edited(bytes, (copy) => (copy[place(copy, rng)] = value));
  },
  function setDigit(bytes, _, rng) {
    const start = place(bytes, rng);
    const digit = bytes.findIndex((byte, i) => i >= start && byte >= 0x30 && byte <= 0x39);
    return edited(bytes, (copy) => (copy[Math.max(0, digit)] = 0x2d + rng.int(13)));
  },
  function changeLength(bytes, _, rng) {
    const width = rng.pick([1, 2, 4, 8]);
    const at = place(bytes, rng);
    if (at + width > bytes.length) return bytes;
    const little = rng.chance(0.8);
    return edited(bytes, (copy) => {
      const value = lengthAt(copy, at, width, little) + rng.pick([-1, 1, 8, -8]);
      setLength(copy, at, width, little, rng.chance(0.5) ? value : rng.pick(TELLING_LENGTHS));
    });
  },
  function truncate(bytes, _, rng) {
    return bytes.slice(0, place(bytes, rng));
  },
  function remove(bytes, _, rng) {
    const [start, end] = chunk(bytes, rng);
    return joinBytes([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  function duplicate(bytes, _, rng) {
    const [start, end] = chunk(bytes, rng);
    const at = place(bytes, rng);
    return joinBytes([bytes.subarray(0, at), bytes.subarray(start, end), bytes.subarray(at)]);
  },
  function overwrite(bytes, other, rng) {
    const [start, end] = chunk(other, rng);
    const at = place(bytes, rng);
    return edited(bytes, (copy) =>
      copy.set(other.subarray(start, end).subarray(0, copy.length - at), at),
    );
  },
  function splice(bytes, other, rng) {
    return joinBytes([bytes.subarray(0, place(bytes, rng)), other.subarray(place(other, rng))]);
  },
  function insert(bytes, _, rng) {
    const at = place(bytes, rng);
    const noise = Uint8Array.from({ length: 1 + rng.int(8) }, () => rng.int(256));
    return joinBytes([bytes.subarray(0, at), noise, bytes.subarray(at)]);
  },
];

function edited(bytes: Uint8Array, edit: (copy: Uint8Array) => void): Uint8Array {
  const copy = bytes.slice();
  if (copy.length > 0) edit(copy);
  return copy;
}

/** A position, biased to the start, where headers and shapes are. */
function place(bytes: Uint8Array, rng: Rng): number {
  const reach = rng.chance(0.3) ? Math.min(bytes.length, 256) : bytes.length;
  return reach === 0 ? 0 : rng.int(reach);
}

function chunk(bytes: Uint8Array, rng: Rng): [start: number, end: number] {
  const start = place(bytes, rng);
  return [start, Math.min(bytes.length, start + 1 + rng.int(LONGEST_CHUNK))];
}

function lengthAt(bytes: Uint8Array, at: number, width: number, little: boolean): number {
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + bytes[at + (little ? width - 1 - i : i)];
  return value;
}

function setLength(bytes: Uint8Array, at: number, width: number, little: boolean, value: number) {
  let rest = BigInt.asUintN(8 * width, BigInt(value));
  for (let i = 0; i < width; i++, rest >>= 8n) {
    bytes[at + (little ? i : width - 1 - i)] = Number(rest & 255n);
  }
}
