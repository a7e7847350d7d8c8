import { isDeepStrictEqual } from 'node:util';
import { changedFields } from '@turbo-hoi/experiment/node';

/** A field in which configs differ, with its value in each as JSON. */
export interface ConfigDifference {
  readonly field: string;
  readonly values: readonly string[];
}

/** Characters of a value; a longer one is a whole part that another config lacks. */
const SHOWN = 60;

/** The fields in which configs differ; neighbouring stages that differ in the same way are one field, `stages[0-2].mask.kind`. */
export function configDifferences(configs: readonly object[]): ConfigDifference[] {
  const [first, ...others] = configs;
  const fields = new Set(others.flatMap((other) => changedFields(first, other)));
  // A run's name comes from its config's file.
  fields.delete('name');
  const differences = [...fields].map((field) => ({
    field,
    values: configs.map((config) => shown(valueAt(config, field))),
  }));
  return mergedStages(differences);
}

function valueAt(config: unknown, field: string): unknown {
  const steps = field.split(/[.[\]]+/).filter((step) => step !== '');
  return steps.reduce<unknown>(
    (value, step) => (value as Record<string, unknown> | null | undefined)?.[step],
    config,
  );
}

function shown(value: unknown): string {
  const { kind } = (value ?? {}) as { readonly kind?: unknown };
  // A plugin that another config lacks is told by its kind.
  if (typeof kind === 'string') return `{"kind":${JSON.stringify(kind)},…}`;
  const text = JSON.stringify(value) ?? '–';
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}

const STAGE = /^stages\[(\d+)\](.*)$/;

function mergedStages(differences: readonly ConfigDifference[]): ConfigDifference[] {
  const merged: { from?: number; to?: number; rest?: string; difference: ConfigDifference }[] = [];
  for (const difference of differences) {
    const [, stage, rest] = STAGE.exec(difference.field) ?? [];
    const before = merged.find(
      (one) =>
        one.rest === rest &&
        one.to === Number(stage) - 1 &&
        isDeepStrictEqual(one.difference.values, difference.values),
    );
    if (stage === undefined) merged.push({ difference });
    else if (before) before.to = Number(stage);
    else merged.push({ from: Number(stage), to: Number(stage), rest, difference });
  }
  return merged.map(({ from, to, rest, difference }) =>
    from === to ? difference : { ...difference, field: `stages[${from}-${to}]${rest}` },
  );
}
