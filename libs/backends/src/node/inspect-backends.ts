import { BACKEND_NAMES, type BackendName } from '../backend-name';
import type { ActiveBackend } from './active-backend';
import { findBackend } from './find-backend';
import type { Speed } from './probe/measure-speed';
import { CHILD } from './probe/probe-backend';
import { runInChild } from './probe/run-in-child';

/** Status of one backend. */
export type BackendReport = { readonly name: BackendName } & (
  | ({ readonly ok: true; readonly speed: Speed } & ActiveBackend)
  | { readonly ok: false; readonly reason: string; readonly remedy?: string }
);

export type { Speed };

const TIMEOUT_MS = 60_000;

/** Checks every backend without setting any up, and measures those that can train, each in a child process. */
export async function inspectBackends(): Promise<BackendReport[]> {
  const reports: BackendReport[] = [];
  // In sequence: parallel measurements would disturb each other.
  for (const name of BACKEND_NAMES) reports.push(await inspectBackend(name));
  return reports;
}

/** {@link inspectBackends} for one backend. */
export async function inspectBackend(name: BackendName): Promise<BackendReport> {
  const found = await findBackend(name, { setup: 'never', backend: name });
  if (!found.ok) return { name, ok: false, reason: found.reason, remedy: found.remedy };
  try {
    const task = { spec: found.spec, measure: true };
    const result = (await runInChild(CHILD, task, { timeoutMs: TIMEOUT_MS })) as ChildResult;
    return result.ok
      ? { name, ok: true, ...result.active, speed: result.speed }
      : { name, ok: false, reason: result.reason };
  } catch (error) {
    return { name, ok: false, reason: (error as Error).message };
  }
}

type ChildResult =
  | { readonly ok: true; readonly active: ActiveBackend; readonly speed: Speed }
  | { readonly ok: false; readonly reason: string };
