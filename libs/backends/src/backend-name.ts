/** The tensor backends, fastest first: the order in which `auto` tries them. */
export const BACKEND_NAMES = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const;

export type BackendName = (typeof BACKEND_NAMES)[number];

/** Value of the option `backend`. */
export type BackendChoice = BackendName | 'auto';

/** Description of the active backend for logs and run folders. */
export interface ChosenBackend {
  readonly name: BackendName;
  /** "CPU, 2 threads" or the GPU's name. */
  readonly device: string;
  /** The backend's own version, e.g. "TensorFlow 2.21.0 (tfjs 4.22.0)". */
  readonly version: string;
  /** Why each faster backend is not used, one line each. */
  readonly notes: readonly string[];
}
