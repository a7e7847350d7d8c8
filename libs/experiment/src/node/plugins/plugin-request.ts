import { isAbsolute } from 'node:path';

/** A request for an outside module. */
export interface PluginRequest {
  /** A package's name, or a path. */
  readonly spec: string;
  /** Folder that a path is relative to and a package is resolved from. */
  readonly folder: string;
  /** Origin of the request, for messages: `--plugin ./mask.ts`. */
  readonly source: string;
}

/** Whether a spec is a path rather than a package's name. */
export function isPath(spec: string): boolean {
  return spec.startsWith('.') || isAbsolute(spec);
}

/** The plugins that a config names, with paths relative to its folder. */
export function configPlugins(specs: readonly string[], folder: string): PluginRequest[] {
  return specs.map((spec, i) => ({ spec, folder, source: `plugins[${i}] "${spec}"` }));
}

/** The plugins that `--plugin` names, with paths relative to the working directory. */
export function commandLinePlugins(specs: readonly string[] = [], cwd: string): PluginRequest[] {
  return specs.map((spec) => ({ spec, folder: cwd, source: `--plugin ${spec}` }));
}
