/** Maps a value of the domain to a position on the drawing. */
export interface Scale {
  (value: number): number;
  /** Round values of the domain, in ascending order. */
  readonly ticks: readonly number[];
}

export type Interval = readonly [low: number, high: number];

/** A value and its label. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** @param count about how many ticks */
export function linearScale([low, high]: Interval, [from, to]: Interval, count = 5): Scale {
  const span = high - low || 1;
  const position = (value: number) => from + ((value - low) / span) * (to - from);
  return Object.assign(position, { ticks: linearTicks(low, high, count) });
}

/** Base 10; the domain has to be positive. */
export function logScale([low, high]: Interval, [from, to]: Interval): Scale {
  const [start, span] = [Math.log10(low), Math.log10(high / low) || 1];
  const position = (value: number) => from + ((Math.log10(value) - start) / span) * (to - from);
  return Object.assign(position, { ticks: logTicks(low, high) });
}

function linearTicks(low: number, high: number, count: number): number[] {
  const step = roundStep((high - low) / count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** The smallest of 1, 2, 5, 10, 20, 50, … that is not below `step`. */
function roundStep(step: number): number {
  if (!(step > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(step));
  return [1, 2, 5, 10].map((factor) => factor * power).find((round) => round >= step * 0.999)!;
}

function logTicks(low: number, high: number): number[] {
  const decades = Math.log10(high / low);
  const factors = decades < 1.2 ? [1, 2, 3, 5, 7] : decades < 3 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    ticks.push(...factors.map((factor) => factor * 10 ** power));
  }
  return ticks.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
}
