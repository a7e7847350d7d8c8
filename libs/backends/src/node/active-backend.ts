/** What an activated backend says of itself. */
export interface ActiveBackend {
  /** "CPU, 2 threads" or the GPU's name. */
  readonly device: string;
  readonly version: string;
  /** Whether a real GPU does the work; a software rasteriser is none. */
  readonly gpu: boolean;
}

/** All that is needed to activate a backend, in this process or, as JSON, in a child. */
export type BackendSpec =
  | { readonly name: 'tensorflow'; readonly packageFolder: string; readonly bindingFile: string }
  | { readonly name: 'webgpu' }
  | { readonly name: 'wasm' }
  | { readonly name: 'cpu' };

/** How a processor is named in logs. */
export const cpuDevice = (threads: number) => `CPU, ${threads} thread${threads === 1 ? '' : 's'}`;
