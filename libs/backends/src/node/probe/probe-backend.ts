import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { extname, join } from 'node:path';
import { version_core } from '@tensorflow/tfjs';
import type { BackendSpec } from '../active-backend';
import { cacheFolder } from '@turbo-hoi/files/node';
import { fileStamp } from '../cache/file-stamp';
import { fingerprint } from '../cache/fingerprint';
import { ProbeResultStore, type ProbeResult } from '../cache/probe-result-store';
import { runInChild } from './run-in-child';

/** To be increased when the probe changes. */
const PROBE_VERSION = 2;
const TIMEOUT_MS = 60_000;

export interface ProbeOptions {
  /** Probes again, ignoring a stored result. */
  readonly fresh?: boolean;
}

/**
 * Probes whether a backend can train here: runs a tiny training step in a child process; the result is stored per
 * machine and version.
 */
export async function probeBackend(
  spec: BackendSpec,
  { fresh = false }: ProbeOptions = {},
): Promise<ProbeResult> {
  const store = new ProbeResultStore(join(cacheFolder(), 'verdicts'));
  const key = `${spec.name}-${fingerprint(...circumstances(spec))}`;
  const known = await store.read(key);
  if (known && (known.ok || !fresh)) return known;
  const result = await probeInChild(spec);
  await store.write(key, result);
  return result;
}

async function probeInChild(spec: BackendSpec): Promise<ProbeResult> {
  try {
    return (await runInChild(CHILD, { spec }, { timeoutMs: TIMEOUT_MS })) as ProbeResult;
  } catch (error) {
    return { ok: false, reason: (error as Error).message };
  }
}

/** The script of the child process: TypeScript in the workspace, JavaScript in the published package. */
export const CHILD = join(__dirname, `child-main${extname(__filename)}`);

/** Everything that a probe result depends on. */
function circumstances(spec: BackendSpec): unknown[] {
  return [
    PROBE_VERSION,
    spec,
    spec.name === 'tensorflow' ? fileStamp(spec.bindingFile) : version_core,
    version_core,
    process.version,
    process.platform,
    process.arch,
    // A home folder may be shared by machines whose processors support different instructions.
    cpus()[0]?.model,
    graphicsDevices(),
    nvidiaDriver(),
    process.env.VK_ICD_FILENAMES,
  ];
}

/** The version of its kernel module; a new driver may make a GPU usable. */
function nvidiaDriver(): string | null {
  const file = '/proc/driver/nvidia/version';
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function graphicsDevices(): string[] {
  return ['/dev/dri', '/dev'].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder).filter((name) => /^(card|renderD|nvidia|dxg)\d*$/.test(name))
      : [],
  );
}
