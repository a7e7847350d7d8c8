import type { Rng } from './rng';

/** A generator for a seed (any integer); sfc32 seeded through a string hash. */
export function createRng(seed: number): Rng {
  return new Sfc32(`${seed}`);
}

/** Chris Doty-Humphrey's small fast counter generator, 32 bit (PractRand `sfc32`). */
class Sfc32 implements Rng {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** @param name the path of seeds and labels that names this stream */
  constructor(private readonly name: string) {
    [this.a, this.b, this.c] = hash(name);
    for (let round = 0; round < 12; round++) this.bits();
  }

  next(): number {
    return this.bits() / 2 ** 32;
  }

  uniform(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  normal(mean = 0, deviation = 1): number {
    // Box-Muller; 1 - u keeps the logarithm finite.
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next());
  }

  int(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0)
      throw new RangeError('pick: got an empty list, expected at least one item');
    return items[this.int(items.length)];
  }

  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const keys = Object.keys(weights) as K[];
    const total = keys.reduce((sum, key) => sum + weights[key], 0);
    let left = this.next() * total;
    for (const key of keys) {
      left -= weights[key];
      if (left < 0) return key;
    }
    return keys[keys.length - 1];
  }

  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }

  fork(label: string, ...numbers: readonly number[]): Rng {
    return new Sfc32(`${this.name}/${label}:${numbers.join(',')}`);
  }

  private bits(): number {
    const t = (this.a + this.b + this.counter++) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return t >>> 0;
  }
}

/** Three 32-bit words of a string: Murmur3-like mixing of its UTF-16 units. */
function hash(text: string): [number, number, number] {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  const word = () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    return (h ^= h >>> 16) | 0;
  };
  return [word(), word(), word()];
}
