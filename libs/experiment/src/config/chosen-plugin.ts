import { type PluginConfig, TurboHoiError } from '@turbo-hoi/core';
import { applySetting } from './apply-setting';
import { parseSettingOf } from './setting';

/**
 * The config of a plugin that `--option KIND` and `--option-set name=value` choose: of the kind that is asked for, or else as it is given.
 *
 * @param option its name, `--detector`
 * @throws TurboHoiError `usage` for settings of nothing
 */
export function chosenPlugin<Given extends PluginConfig | null>(
  option: string,
  kind: string | undefined,
  texts: readonly string[] = [],
  given: Given,
): PluginConfig | Given {
  const base = kind === undefined || kind === given?.kind ? given : { kind };
  const settings = texts.map((text) => parseSettingOf(`${option}-set`, text));
  if (base !== null) return settings.reduce<PluginConfig>(applySetting, base);
  if (settings.length === 0) return base;
  throw new TurboHoiError('usage', `${option}-set ${texts[0]}: name what it is for by ${option}.`);
}
