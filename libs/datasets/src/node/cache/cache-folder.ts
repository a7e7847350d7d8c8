import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { env, platform } from 'node:process';

/** The folder of what can be made again: `TURBO_HOI_CACHE`, else `turbo-hoi` where the platform keeps a user's caches. */
export function cacheFolder(): string {
  if (env.TURBO_HOI_CACHE) return resolve(env.TURBO_HOI_CACHE);
  const home = (...path: string[]) => join(homedir(), ...path);
  const folders: Partial<Record<NodeJS.Platform, string>> = {
    win32: env.LOCALAPPDATA ?? home('AppData', 'Local'),
    darwin: home('Library', 'Caches'),
  };
  // The XDG specification: a relative path is to be ignored.
  const xdg = env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : undefined;
  return join(folders[platform] ?? xdg ?? home('.cache'), 'turbo-hoi');
}
