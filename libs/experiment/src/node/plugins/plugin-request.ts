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

/** The plugins that a config names; their paths count from its folder. */
export function configPlugins(specs: readonly string[], folder: string): PluginRequest[] {
  return specs.map((spec, i) => ({ spec, folder, source: `plugins[${i}] "${spec}"` }));
}

/** The plugins that `--plugin` names; their paths count from where the user stands. */
export function commandLinePlugins(specs: readonly string[] = [], cwd: string): PluginRequest[] {
  return specs.map((spec) => ({ spec, folder: cwd, source: `--plugin ${spec}` }));
}
