import { existsSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { extname, join } from 'node:path';
import { version_core } from '@tensorflow/tfjs';
import type { BackendSpec } from '../active-backend';
import { cacheFolder } from '@turbo-hoi/files/node';
import { fileStamp } from '../cache/file-stamp';
import { fingerprint } from '../cache/fingerprint';
import { VerdictStore, type Verdict } from '../cache/verdict-store';
import { runInChild } from './run-in-child';

/** Raised when the probe asks for more than it did. */
const PROBE_VERSION = 2;
const TIMEOUT_MS = 60_000;

export interface ProbeOptions {
  /** Asks the backend again, whatever was found before. */
  readonly fresh?: boolean;
}

/** Whether a backend can train here: a tiny training step in a child process, remembered per machine and version. */
export async function probeBackend(
  spec: BackendSpec,
  { fresh = false }: ProbeOptions = {},
): Promise<Verdict> {
  const store = new VerdictStore(join(cacheFolder(), 'verdicts'));
  const key = `${spec.name}-${fingerprint(...circumstances(spec))}`;
  const known = await store.read(key);
  if (known && (known.ok || !fresh)) return known;
  const verdict = await askChild(spec);
  await store.write(key, verdict);
  return verdict;
}

async function askChild(spec: BackendSpec): Promise<Verdict> {
  try {
    return (await runInChild(CHILD, { spec }, { timeoutMs: TIMEOUT_MS })) as Verdict;
  } catch (error) {
    return { ok: false, reason: (error as Error).message };
  }
}

/** The script a child runs: TypeScript in the workspace, JavaScript in the published package. */
export const CHILD = join(__dirname, `child-main${extname(__filename)}`);

/** All that a verdict depends on. */
function circumstances(spec: BackendSpec): unknown[] {
  return [
    PROBE_VERSION,
    spec,
    spec.name === 'tensorflow' ? fileStamp(spec.bindingFile) : version_core,
    version_core,
    process.version,
    process.platform,
    process.arch,
    // A home folder may be shared by machines whose processors differ in what they can execute.
    cpus()[0]?.model,
    graphicsDevices(),
    process.env.VK_ICD_FILENAMES,
  ];
}

function graphicsDevices(): string[] {
  return ['/dev/dri', '/dev'].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder).filter((name) => /^(card|renderD|nvidia|dxg)\d*$/.test(name))
      : [],
  );
}
