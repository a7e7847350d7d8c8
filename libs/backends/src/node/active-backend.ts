/** Description of an activated backend. */
export interface ActiveBackend {
  /** "CPU, 2 threads" or the GPU's name. */
  readonly device: string;
  readonly version: string;
  /** Whether it runs on a real GPU; false for a software rasteriser. */
  readonly gpu: boolean;
}

/** All that is needed to activate a backend, in this process or, as JSON, in a child. */
export type BackendSpec =
  | { readonly name: 'tensorflow'; readonly packageFolder: string; readonly bindingFile: string }
  | { readonly name: 'webgpu' }
  | { readonly name: 'wasm' }
  | { readonly name: 'cpu' };

/** Name of a processor in logs. */
export const cpuDevice = (threads: number) => `CPU, ${threads} thread${threads === 1 ? '' : 's'}`;
