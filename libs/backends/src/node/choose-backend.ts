import { TurboHoiError } from '@turbo-hoi/core';
import {
  BACKEND_NAMES,
  type BackendChoice,
  type BackendName,
  type ChosenBackend,
} from '../backend-name';
import { activateBackend } from './activate-backend';
import type { ActiveBackend, BackendSpec } from './active-backend';
import { findBackend, type Found } from './find-backend';
import { setupCommand } from './setup-command';

export interface ChooseBackendOptions {
  readonly backend: BackendChoice;
  /** `never`: uses the native backend only if it is set up already. Default: `auto`. */
  readonly setup?: 'auto' | 'never';
  /** Provide TensorFlow for CUDA 12 instead of the CPU version. */
  readonly gpu?: boolean;
  /** Fail unless the backend runs on a GPU. */
  readonly requireGpu?: boolean;
  /** Receives notices, line by line, about slow work and possible improvements. */
  readonly notify?: (line: string) => void;
}

/** Functions that find and activate backends; tests replace them. */
export interface BackendTools {
  find(name: BackendName, options: ChooseBackendOptions): Promise<Found>;
  activate(spec: BackendSpec): Promise<ActiveBackend>;
}

/**
 * Activates a backend that can train here: the named one, or for `auto` the first of tensorflow, webgpu on a real GPU,
 * wasm and cpu that passes a training step in a child process.
 *
 * @param options default: `auto`
 *
 * @throws TurboHoiError `backend` if the named one cannot train here, or if `requireGpu` finds no GPU.
 */
export async function chooseBackend(
  options: ChooseBackendOptions = { backend: 'auto' },
  tools: BackendTools = { find: findBackend, activate: activateBackend },
): Promise<ChosenBackend> {
  const auto = options.backend === 'auto';
  const names = BACKEND_NAMES.filter((name) => auto || name === options.backend);
  if (names.length === 0) {
    const expected = ['auto', ...BACKEND_NAMES].join(', ');
    throw new TurboHoiError('usage', `backend: got "${options.backend}"; expected ${expected}.`);
  }
  const notes: string[] = [];
  for (const name of names) {
    const result = await tryBackend(name, options, tools);
    if (!('reason' in result)) return { name, ...result, notes };
    notes.push(describe(name, result));
    if (auto && name === 'tensorflow') options.notify?.(describe(name, result));
  }
  const wanted = options.requireGpu ? `${options.backend} on a GPU` : options.backend;
  throw new TurboHoiError('backend', [`backend: got ${wanted}.`, ...notes].join('\n  '));
}

type Refusal = Omit<Extract<Found, { ok: false }>, 'ok'>;

async function tryBackend(
  name: BackendName,
  options: ChooseBackendOptions,
  tools: BackendTools,
): Promise<Omit<ChosenBackend, 'name' | 'notes'> | Refusal> {
  const found = await tools.find(name, options);
  if (!found.ok) return found;
  const unwanted = refuseDevice(name, found.active, options);
  if (unwanted) return unwanted;
  try {
    const active = await tools.activate(found.spec);
    return (
      refuseDevice(name, active, options) ?? { device: active.device, version: active.version }
    );
  } catch (error) {
    return { reason: (error as Error).message };
  }
}

function refuseDevice(
  name: BackendName,
  { gpu, device }: ActiveBackend,
  { backend, requireGpu }: ChooseBackendOptions,
): Refusal | undefined {
  if (gpu) return undefined;
  if (requireGpu) {
    return {
      reason: `it runs on "${device}", and a GPU is required`,
      remedy: name === 'tensorflow' ? `run ${setupCommand('--gpu')}` : undefined,
    };
  }
  // wasm is faster than WebGPU on a software rasteriser, which is used only if it is named.
  const slow = name === 'webgpu' && backend === 'auto';
  return slow ? { reason: `"${device}" is not a GPU` } : undefined;
}

function describe(name: BackendName, { reason, remedy }: Refusal): string {
  const advice = remedy ? `; ${remedy}` : '';
  return name === 'tensorflow'
    ? `The native TensorFlow backend, about 3 times faster than wasm, is not used: ${reason}${advice}.`
    : `${name} is not used: ${reason}${advice}.`;
}
