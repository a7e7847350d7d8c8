import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import type { ActiveBackend } from '../active-backend';
import { failOnDeviceErrors, type WebgpuBackend } from './fail-on-device-errors';

interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
}

interface Gpu {
  requestAdapter(
    options: object,
  ): Promise<{ info: AdapterInfo; isFallbackAdapter?: boolean } | null>;
}

const requireHere = createRequire(__filename);

/** Activates the WebGPU backend on Dawn (npm `webgpu`). @throws Error without an adapter. */
export async function loadWebgpuBackend(): Promise<ActiveBackend> {
  // ESM-only, which require() loads since Node 20.19.
  const { create, globals } = requireHere('webgpu') as {
    create(flags: string[]): Gpu;
    globals: object;
  };
  const gpu = create([]);
  Object.assign(globalThis, globals);
  // tfjs reads navigator.gpu; Node 20 has no navigator, later versions have one without gpu.
  const navigator = (globalThis as { navigator?: object }).navigator ?? {};
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });

  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('no WebGPU adapter (no Vulkan, Metal or D3D12 driver)');
  // The import registers the backend only if navigator.gpu exists.
  requireHere('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend('webgpu'))) throw new Error('WebGPU could not be initialised');
  await tf.ready();
  failOnDeviceErrors(tf.backend() as unknown as WebgpuBackend);
  const { description, device, vendor, architecture } = adapter.info;
  return {
    gpu: isRealGpu(adapter.info) && !adapter.isFallbackAdapter,
    device: [description || device, vendor, architecture].filter(Boolean).join(', '),
    version: `tfjs-backend-webgpu ${tf.version_core}`,
  };
}

/** False for a software rasteriser, which is also listed as an adapter and is slower than wasm. */
export function isRealGpu(info: AdapterInfo): boolean {
  return !/swiftshader|llvmpipe|lavapipe|basic render|software|\bwarp\b/i.test(
    Object.values([info.vendor, info.architecture, info.device, info.description]).join(' '),
  );
}
