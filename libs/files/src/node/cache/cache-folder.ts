import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * Per-user cache folder, for files that are provided once and must survive `npm ci`.
 * `TURBO_HOI_CACHE` overrides it; the default is the platform's own (XDG, ~/Library/Caches, LOCALAPPDATA).
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
  // By the XDG specification a relative path is ignored.
  const xdg = env.XDG_CACHE_HOME;
  return xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.cache');
}
