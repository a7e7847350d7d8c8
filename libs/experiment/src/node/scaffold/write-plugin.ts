import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nearest, TurboHoiError } from '@turbo-hoi/core';
import { type NewPlugin, pluginFiles } from './plugin-files';
import { PLUGIN_PARTS, type PluginPart } from './slot-example';

/**
 * Writes a new plugin into a folder of its name.
 *
 * @param parent folder in which that folder is made
 * @returns the folder
 * @throws TurboHoiError `usage` for an unknown part, a bad name or a folder that exists; `io` if it cannot be written
 */
export function writePlugin(
  plugin: Omit<NewPlugin, 'part'> & { readonly part: string },
  parent: string,
): string {
  const part = knownPart(plugin.part);
  checkName(plugin.name);
  const folder = join(parent, plugin.name);
  if (existsSync(folder)) {
    throw new TurboHoiError(
      'usage',
      `${folder} exists already. Choose another name, or remove it.`,
    );
  }
  try {
    for (const [path, content] of pluginFiles({ ...plugin, part })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  } catch (error) {
    const reason = (error as Error).message;
    throw new TurboHoiError('io', `${folder} cannot be written: ${reason}`, { cause: error });
  }
  return folder;
}

function knownPart(part: string): PluginPart {
  const known = PLUGIN_PARTS.find((name) => name === part);
  if (known) return known;
  const meant = nearest(part, PLUGIN_PARTS);
  throw new TurboHoiError(
    'usage',
    `new ${part}: no such part${meant ? `, did you mean "${meant}"?` : '.'} Expected one of ${PLUGIN_PARTS.join(', ')}.`,
  );
}

function checkName(name: string): void {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return;
  throw new TurboHoiError(
    'usage',
    `The name "${name}": expected lower-case letters, digits and single hyphens, such as my-mask.`,
  );
}
