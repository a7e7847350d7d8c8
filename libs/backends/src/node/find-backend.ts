import { createRequire } from 'node:module';
import type { BackendName } from '../backend-name';
import type { ActiveBackend, BackendSpec } from './active-backend';
import { setupNativeBackend } from './native/setup-native-backend';
import { probeBackend } from './probe/probe-backend';

/** A backend that can train here, or why not and what would change that. */
export type Found =
  | { readonly ok: true; readonly spec: BackendSpec; readonly active: ActiveBackend }
  | { readonly ok: false; readonly reason: string; readonly remedy?: string };

export interface FindOptions {
  /** Looked for by name: provided and asked again, whatever was found before. */
  readonly backend?: string;
  readonly setup?: 'auto' | 'never';
  readonly gpu?: boolean;
  readonly notify?: (line: string) => void;
}

/** The packages that a backend stands on, beside tfjs itself. */
const PACKAGES: Readonly<Record<Exclude<BackendName, 'tensorflow'>, readonly string[]>> = {
  webgpu: ['webgpu', '@tensorflow/tfjs-backend-webgpu'],
  wasm: ['@tensorflow/tfjs-backend-wasm'],
  cpu: [],
};

/** Looks for a backend, provides the native one, and lets it take a training step in a child process. */
export async function findBackend(name: BackendName, options: FindOptions): Promise<Found> {
  const fresh = options.backend === name;
  if (name === 'tensorflow') {
    const { setup, gpu, notify } = options;
    const native = await setupNativeBackend({ provide: setup !== 'never', gpu, fresh, notify });
    return native.ok ? { ok: true, spec: native.spec, active: native.verdict.active } : native;
  }
  const missing = PACKAGES[name].filter((module) => !isInstalled(module));
  if (missing.length > 0) {
    const list = missing.join(' ');
    return { ok: false, reason: `${list} is not installed`, remedy: `npm install ${list}` };
  }
  const spec: BackendSpec = { name };
  const verdict = await probeBackend(spec, { fresh });
  return verdict.ok ? { ok: true, spec, active: verdict.active } : verdict;
}

function isInstalled(module: string): boolean {
  try {
    createRequire(__filename).resolve(module);
    return true;
  } catch {
    return false;
  }
}
