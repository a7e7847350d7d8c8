/**
 * The settings of `--set` that apply to a built-in config: `path=value` to all, `CONFIG:path=value` to that one.
 *
 * @param set as typed
 */
export function settingsFor(config: string, set: readonly string[]): string[] {
  return set.flatMap((text) => {
    const { config: only, setting } = split(text);
    return only === null || only === config ? [setting] : [];
  });
}

/** The configs that settings name and the plan does not have. */
export function unknownConfigs(configs: readonly string[], set: readonly string[]): string[] {
  return set.flatMap((text) => {
    const { config } = split(text);
    return config === null || configs.includes(config) ? [] : [config];
  });
}

function split(text: string): { config: string | null; setting: string } {
  const [, config, setting] = /^([\w.-]+):([^=:]+=.*)$/s.exec(text) ?? [];
  return config === undefined ? { config: null, setting: text } : { config, setting };
}
