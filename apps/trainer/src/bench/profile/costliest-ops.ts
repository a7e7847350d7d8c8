import { textTable } from '../../score/text-table';
import type { Profile } from './profile';

/** Runs of one op in a step. */
export interface OpCost {
  readonly name: string;
  readonly calls: number;
  /** Without the time of ops that it runs itself. */
  readonly milliseconds: number;
}

/** Ops by their time in a step, the costliest first. */
export function opCosts({ kernels, steps }: Profile): OpCost[] {
  const totals = new Map<string, { calls: number; milliseconds: number }>();
  for (const { name, start, end, nested } of kernels) {
    const total = totals.get(name) ?? { calls: 0, milliseconds: 0 };
    total.calls++;
    total.milliseconds += end - start - nested;
    totals.set(name, total);
  }
  return [...totals]
    .map(([name, { calls, milliseconds }]) => ({
      name,
      calls: calls / steps,
      milliseconds: milliseconds / steps,
    }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}

/** The table of a profile, whose phase `step` is the whole. */
export function formatProfile(profile: Profile): string {
  const steps = profile.phases.filter(({ name }) => name === 'step');
  const total = steps.reduce((sum, { start, end }) => sum + end - start, 0);
  return formatOps(opCosts(profile), total / profile.steps);
}

/**
 * The costliest ops of a step with their share of it; then the other ops together, and the time between ops.
 *
 * @param stepMilliseconds mean time of a step
 */
export function formatOps(costs: readonly OpCost[], stepMilliseconds: number, shown = 15): string {
  const [first, rest] = [costs.slice(0, shown), costs.slice(shown)];
  const all = sum(costs);
  const row = (name: string, { calls, milliseconds }: Omit<OpCost, 'name'>) => [
    name,
    calls.toFixed(0),
    milliseconds.toFixed(1),
    ((100 * milliseconds) / stepMilliseconds).toFixed(1),
  ];
  const between = Math.max(0, stepMilliseconds - all.milliseconds).toFixed(1);
  return textTable([
    ['a step', 'calls', 'ms', '%'],
    ...first.map((cost) => row(cost.name, cost)),
    ...(rest.length > 0 ? [row(`${rest.length} other ops`, sum(rest))] : []),
    row('all ops', all),
    ['outside ops', '', between, ((100 * Number(between)) / stepMilliseconds).toFixed(1)],
  ]);
}

function sum(costs: readonly OpCost[]) {
  const add = (field: 'calls' | 'milliseconds') =>
    costs.reduce((total, cost) => total + cost[field], 0);
  return { calls: add('calls'), milliseconds: add('milliseconds') };
}
