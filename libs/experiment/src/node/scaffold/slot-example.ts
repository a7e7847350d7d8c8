import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Parts that a plugin can add: where the slot's doc comment lies, relative to the entry of its package. */
const SLOTS = {
  stem: ['STEMS', '@turbo-hoi/core', 'plugins/slots'],
  detector: ['DETECTORS', '@turbo-hoi/core', 'plugins/slots'],
  mask: ['ATTENTION_MASKS', '@turbo-hoi/core', 'plugins/slots'],
  hoi: ['HOI_MODULES', '@turbo-hoi/core', 'plugins/slots'],
  pose: ['POSE_MODULES', '@turbo-hoi/core', 'plugins/slots'],
  dataset: ['DATASETS', '@turbo-hoi/core', 'plugins/slots'],
  metric: ['METRICS', '@turbo-hoi/inference', 'scoring/metric'],
  optimizer: ['OPTIMIZERS', '@turbo-hoi/training', 'optimizers/optimizer'],
} as const;

export type PluginPart = keyof typeof SLOTS;

export const PLUGIN_PARTS = Object.keys(SLOTS) as readonly PluginPart[];

const here = createRequire(__filename);

/** The tested example of a slot's doc comment, which declaration files keep in published packages. */
export function slotExample(part: PluginPart): string {
  const [slot, name, file] = SLOTS[part];
  const base = join(dirname(here.resolve(name)), file);
  const path = existsSync(`${base}.ts`) ? `${base}.ts` : `${base}.d.ts`;
  const code = slotExamples(readFileSync(path, 'utf8')).get(slot);
  if (!code) throw new Error(`${path}: ${slot} has no example in its doc comment`);
  return code;
}

const SLOT =
  /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export (?:declare )?const ([A-Z_]+)(?: = pluginSlot<|: .*PluginSlot<)/g;

/** The examples in the doc comments of a file's slots; null: a slot without one. */
export function slotExamples(source: string): Map<string, string | null> {
  const slots = [...source.matchAll(SLOT)];
  return new Map(slots.map(([, comment = '', slot]) => [slot, exampleOf(comment)]));
}

function exampleOf(comment: string): string | null {
  const text = comment.replace(/^\s*\/?\*+\/? ?/gm, '');
  const [, example] = /@example\n([\s\S]*)$/.exec(text) ?? [];
  return example?.trim() || null;
}
