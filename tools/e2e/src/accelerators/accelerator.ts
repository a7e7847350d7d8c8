import { existsSync } from 'node:fs';
import type { BackendName } from '@turbo-hoi/backends';
import { runWorker } from './run-worker';

/** A backend that is compared with `cpu`. */
export type AcceleratorName = Extract<BackendName, 'webgpu' | 'tensorflow'>;

/** Where an accelerator's steps can run on this machine, or why nowhere. */
export type Accelerator =
  | { readonly reason: string }
  | {
      readonly device: string;
      readonly version: string;
      /** False for the software device. */
      readonly isGpu: boolean;
      /** What the worker's environment has more than this one. */
      readonly env: Readonly<Record<string, string>>;
    };

const CHROMIUM = '/usr/lib/chromium';
const SWIFTSHADER = `${CHROMIUM}/vk_swiftshader_icd.json`;

/** Finds a real GPU or, for webgpu, the software Vulkan device of Debian's chromium. */
export async function findAccelerator(backend: AcceleratorName): Promise<Accelerator> {
  const gpu = await runWorker({ backend, requireGpu: true, env: {} });
  if ('device' in gpu) return { ...gpu, isGpu: true, env: {} };
  if (backend !== 'webgpu' || !existsSync(SWIFTSHADER)) return { reason: oneLine(gpu.reason) };
  const path = [CHROMIUM, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const env = { VK_ICD_FILENAMES: SWIFTSHADER, LD_LIBRARY_PATH: path };
  const software = await runWorker({ backend, requireGpu: false, env });
  return 'device' in software
    ? { ...software, isGpu: false, env }
    : { reason: oneLine(software.reason) };
}

const oneLine = (text: string) => text.split(/\s*\n\s*/).join(' ');
