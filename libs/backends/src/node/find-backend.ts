import { createRequire } from 'node:module';
import type { BackendName } from '../backend-name';
import type { ActiveBackend, BackendSpec } from './active-backend';
import { setupNativeBackend } from './native/setup-native-backend';
import { probeBackend } from './probe/probe-backend';

/** A backend that can train here, or the reason why it cannot and a remedy. */
export type Found =
  | { readonly ok: true; readonly spec: BackendSpec; readonly active: ActiveBackend }
  | { readonly ok: false; readonly reason: string; readonly remedy?: string };

export interface FindOptions {
  /** The backend that the user named: it is probed again, ignoring stored results. */
  readonly backend?: string;
  readonly setup?: 'auto' | 'never';
  readonly gpu?: boolean;
  readonly notify?: (line: string) => void;
}

/** The packages that a backend needs, beside tfjs itself. */
const PACKAGES: Readonly<Record<Exclude<BackendName, 'tensorflow'>, readonly string[]>> = {
  webgpu: ['webgpu', '@tensorflow/tfjs-backend-webgpu'],
  wasm: ['@tensorflow/tfjs-backend-wasm'],
  cpu: [],
};

/** Finds a backend, sets up the native one if needed, and probes it by a training step in a child process. */
export async function findBackend(name: BackendName, options: FindOptions): Promise<Found> {
  const fresh = options.backend === name;
  if (name === 'tensorflow') {
    const { setup, gpu, notify } = options;
    const native = await setupNativeBackend({ provide: setup !== 'never', gpu, fresh, notify });
    return native.ok ? { ok: true, spec: native.spec, active: native.probe.active } : native;
  }
  const missing = PACKAGES[name].filter((module) => !isInstalled(module));
  if (missing.length > 0) {
    const list = missing.join(' ');
    return { ok: false, reason: `${list} is not installed`, remedy: `npm install ${list}` };
  }
  const spec: BackendSpec = { name };
  const probe = await probeBackend(spec, { fresh });
  return probe.ok ? { ok: true, spec, active: probe.active } : probe;
}

function isInstalled(module: string): boolean {
  try {
    createRequire(__filename).resolve(module);
    return true;
  } catch {
    return false;
  }
}
