import type { Environment } from './checkpoint-state';

/** A warning if a run resumed here will not repeat the numbers of the run that was interrupted; null: it will. */
export function environmentWarning(before: Environment, now: Environment): string | null {
  const names = {
    backend: 'backend',
    version: 'backend version',
    cores: 'number of cores',
  } as const;
  const changes = (Object.keys(names) as (keyof Environment)[])
    .filter((key) => before[key] !== now[key])
    .map((key) => `${names[key]} ${before[key]} → ${now[key]}`);
  if (changes.length === 0) return null;
  return `Resumed in another environment (${changes.join(', ')}): losses will differ slightly from an uninterrupted run.`;
}
