import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * The per-user folder of what is provided once and survives `npm ci`.
 * `TURBO_HOI_CACHE` names another; else the platform's own place (XDG, ~/Library/Caches, LOCALAPPDATA).
 */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (env.TURBO_HOI_CACHE) return resolve(env.TURBO_HOI_CACHE);
  return join(platformCache(env, platform), 'turbo-hoi');
}

function platformCache(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  // The XDG specification: a relative path is to be ignored.
  const xdg = env.XDG_CACHE_HOME;
  return xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.cache');
}
