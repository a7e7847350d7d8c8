/** The fields of a step in `metrics.jsonl` that do not depend on time. */
export interface Step {
  readonly step: number;
  readonly loss: unknown;
  readonly learningRate: unknown;
  readonly gradientNorm: unknown;
  readonly parts: unknown;
}

/** The steps of a `metrics.jsonl`. */
export function readSteps(text: string): Step[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => JSON.parse(line) as Step);
}

/** Compares two trainings value by value; a value missing on one side is a difference. */
export function compareSteps(before: readonly Step[], now: readonly Step[]) {
  const [a, b] = [before, now].map(valuesOf);
  const names = new Set([...a.keys(), ...b.keys()]);
  const differences = [...names]
    .filter((name) => !Object.is(a.get(name), b.get(name)))
    .map((name) => `${name}: ${show(a.get(name))} before, ${show(b.get(name))} now`);
  return { compared: names.size, differences };
}

function valuesOf(steps: readonly Step[]): Map<string, unknown> {
  const values = new Map<string, unknown>();
  const add = (name: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) values.set(name, value);
    else for (const [key, inner] of Object.entries(value)) add(`${name}.${key}`, inner);
  };
  for (const { step, loss, learningRate, gradientNorm, parts } of steps)
    add(`step ${step}`, { loss, learningRate, gradientNorm, parts });
  return values;
}

const show = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
