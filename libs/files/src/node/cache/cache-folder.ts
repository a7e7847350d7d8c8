import { lstatSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';

/**
 * Per-user cache folder, for files that are provided once and must survive `npm ci`.
 * `TURBO_HOI_CACHE` overrides it; the default is the platform's own (XDG, ~/Library/Caches, LOCALAPPDATA), and a folder of temporary files for a
 * user without a home.
 */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (env.TURBO_HOI_CACHE) return resolve(env.TURBO_HOI_CACHE);
  return join(platformCache(env, platform), 'turbo-hoi');
}

function platformCache(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env.LOCALAPPDATA ?? inHome('AppData', 'Local');
  if (platform === 'darwin') return inHome('Library', 'Caches');
  // By the XDG specification a relative path is ignored.
  const xdg = env.XDG_CACHE_HOME;
  return xdg && isAbsolute(xdg) ? xdg : inHome('.cache');
}

/** Containers run as users that have neither HOME nor an entry in the list of users. */
function inHome(...path: string[]): string {
  try {
    return join(homedir(), ...path);
  } catch {
    return join(ownTemporaryFolder(), ...path);
  }
}

let isSaid = false;

/** @throws TurboHoiError `usage` if another user made the folder: programs are loaded from the cache */
function ownTemporaryFolder(): string {
  const uid = process.getuid?.();
  const folder = join(tmpdir(), `turbo-hoi-user-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid: owner, mode } = lstatSync(folder);
  if (owner !== uid || (mode & 0o022) !== 0) {
    throw new TurboHoiError(
      'usage',
      `This user has no home folder, and ${folder} belongs to others. Set HOME or TURBO_HOI_CACHE to a folder of your own.`,
    );
  }
  if (!isSaid) {
    process.stderr.write(
      `This user has no home folder: downloads are kept in ${folder}. HOME or TURBO_HOI_CACHE names another one.\n`,
    );
  }
  isSaid = true;
  return folder;
}
