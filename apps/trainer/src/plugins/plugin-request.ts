import { isAbsolute } from 'node:path';

/** An outside module as it is asked for. */
export interface PluginRequest {
  /** A package's name, or a path. */
  readonly spec: string;
  /** From here a path is counted and a package looked up. */
  readonly folder: string;
  /** Who asks, for messages: `--plugin ./mask.ts`. */
  readonly source: string;
}

/** Whether a spec is a path rather than a package's name. */
export function isPath(spec: string): boolean {
  return spec.startsWith('.') || isAbsolute(spec);
}
