import type { Communicator } from '@turbo-hoi/core';
import { SharedError } from './agree';
import { fromJson, toJson } from './json-bytes';

/** What must be the same on every rank, by name. */
export type Facts = Readonly<Record<string, string>>;

const SHOWN = 3;
const LONGEST = 60;

/**
 * Compares the facts of all ranks with those of rank 0.
 *
 * @throws SharedError on every rank, with the first rank that differs and in what
 */
export async function compareFacts(communicator: Communicator, facts: Facts): Promise<void> {
  if (communicator.size === 1) return;
  const all = (await communicator.allGather(toJson(facts))).map((bytes) => fromJson<Facts>(bytes)!);
  const [expected] = all;
  for (const [rank, got] of all.entries()) {
    const names = new Set([...Object.keys(expected), ...Object.keys(got)]);
    const different = [...names].filter((name) => got[name] !== expected[name]);
    if (different.length === 0) continue;
    const lines = different
      .slice(0, SHOWN)
      .map((name) => `${name} is ${shown(got[name])} there and ${shown(expected[name])} on rank 0`);
    const more = different.length > SHOWN ? `; and ${different.length - SHOWN} more` : '';
    throw new SharedError(
      'mpi',
      `Rank ${rank} of ${communicator.size} differs from rank 0: ${lines.join('; ')}${more}. ` +
        'Start all ranks with the same command, data and software.',
    );
  }
}

function shown(value: string | undefined): string {
  if (value === undefined) return 'absent';
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}
