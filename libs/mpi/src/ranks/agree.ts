import { type Communicator, type ErrorKind, TurboHoiError } from '@turbo-hoi/core';
import { fromJson, toJson } from './json-bytes';

/** An error that every rank has: rank 0 reports it for all. */
export class SharedError extends TurboHoiError {
  constructor(kind: ErrorKind, message: string, options?: ErrorOptions) {
    super(kind, message, options);
    this.name = 'SharedError';
  }
}

/**
 * Does work on every rank, and waits until all have done theirs.
 *
 * @throws SharedError on every rank if one of them failed
 */
export async function agree<T>(communicator: Communicator, work: () => T | Promise<T>): Promise<T> {
  if (communicator.size === 1) return work();
  const outcome = await attempt(work);
  const own: Told | null = 'error' in outcome ? told(outcome.error) : null;
  const all = (await communicator.allGather(toJson(own))).map((bytes) => fromJson<Told>(bytes));
  const first = all.findIndex((failure) => failure !== null);
  if (first >= 0) {
    const { kind, message } = all[first]!;
    const who = first === 0 ? '' : `rank ${first} of ${communicator.size}: `;
    const cause = 'error' in outcome ? outcome.error : undefined;
    throw new SharedError(kind, `${who}${message}`, { cause });
  }
  return (outcome as { readonly value: T }).value;
}

/** Does work on rank 0 alone. @returns its result there, undefined on the others @throws SharedError if it failed */
export function onRankZero<T>(
  communicator: Communicator,
  work: () => T | Promise<T>,
): Promise<T | undefined> {
  return agree(communicator, () => (communicator.rank === 0 ? work() : undefined));
}

/** What other ranks learn of an error. */
interface Told {
  readonly kind: ErrorKind;
  readonly message: string;
}

function told(error: unknown): Told {
  if (error instanceof TurboHoiError) return { kind: error.kind, message: error.message };
  return { kind: 'mpi', message: error instanceof Error ? error.message : String(error) };
}

async function attempt<T>(
  work: () => T | Promise<T>,
): Promise<{ readonly value: T } | { readonly error: unknown }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}
