import { type PluginConfig, TurboHoiError } from '@turbo-hoi/core';
import { applySetting } from './apply-setting';
import { parseSettingOf } from './setting';

/**
 * The config of a plugin chosen by `--option KIND` and `--option-set name=value`; without KIND the settings apply to the given config.
 *
 * @param option the option's name, such as `--detector`
 * @throws TurboHoiError `usage` for settings without a plugin
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
  throw new TurboHoiError('usage', `${option}-set ${texts[0]}: name the plugin with ${option}.`);
}
