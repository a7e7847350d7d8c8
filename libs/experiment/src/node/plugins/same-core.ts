import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { type AnyPlugin, CORE_COPY, pluginName, TurboHoiError } from '@turbo-hoi/core';

const CORE = '@turbo-hoi/core';

/** A copy of core on the disk. */
interface Copy {
  readonly folder: string;
  readonly version: string;
}

/**
 * A module meets the running copy of core; one that was installed with an incompatible version would fail in it.
 *
 * @throws TurboHoiError `plugin` that names both copies
 */
export function checkCoreBeside(path: string, source: string): void {
  const [running, beside] = [coreSeenFrom(__filename), coreSeenFrom(path)];
  if (!running || !beside || series(running.version) === series(beside.version)) return;
  throw new TurboHoiError(
    'plugin',
    `${source}: ${path} lies beside ${CORE} ${beside.version} (${beside.folder}), ` +
      `but ${running.version} (${running.folder}) is running. ` +
      `Install a version of the plugin for ${CORE} ${series(running.version)}, or run with ${series(beside.version)}.`,
  );
}

/**
 * The plugin must be made with the running copy of core: another one in its package or bundle has other errors and
 * another contract.
 *
 * @throws TurboHoiError `plugin` that names both copies
 */
export function checkMadeHere(plugin: AnyPlugin, path: string, source: string): void {
  const { core } = plugin.slot as { readonly core?: AnyPlugin['slot']['core'] };
  if (core === CORE_COPY) return;
  const [running, beside] = [coreSeenFrom(__filename), coreSeenFrom(path)];
  const other =
    beside && beside.folder !== running?.folder ? beside.folder : `bundled into ${path}`;
  throw new TurboHoiError(
    'plugin',
    `${source}: ${pluginName(plugin)} is made with another copy of ${CORE} ` +
      `(${other}, contract ${core?.contract ?? 'unknown'}) than the running one ` +
      `(${running?.folder ?? 'bundled'}, contract ${CORE_COPY.contract}). ` +
      `List ${CORE} among the plugin's peerDependencies, and leave it out of its bundle.`,
  );
}

function coreSeenFrom(file: string): Copy | null {
  const require = createRequire(file);
  try {
    const path = realpathSync(require.resolve(`${CORE}/package.json`));
    return { folder: dirname(path), version: (require(path) as Copy).version };
  } catch {
    return null;
  }
}

/** Versions that a caret joins: `1`, or `0.3` before 1. */
function series(version: string): string {
  const [major, minor] = version.split('.');
  return major === '0' ? `0.${minor}` : major;
}
