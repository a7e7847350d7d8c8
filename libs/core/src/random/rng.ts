/** A seeded stream of random numbers. Equal seeds give equal streams on every platform. */
export interface Rng {
  /** Uniform in [0,1). */
  next(): number;
  /** Uniform in [low,high). */
  uniform(low: number, high: number): number;
  /** Normally distributed. */
  normal(mean?: number, deviation?: number): number;
  /** Uniform integer in [0,bound). */
  int(bound: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items, all equally likely. @throws RangeError when empty */
  pick<T>(items: readonly T[]): T;
  /** Key drawn with probability proportional to its weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** The integers 0..n-1 in random order. */
  permutation(n: number): Int32Array;
  /** An independent stream named by a label and numbers; does not advance this one. */
  fork(label: string, ...numbers: readonly number[]): Rng;
}
