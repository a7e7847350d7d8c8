import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

const FOLDERS = ['libs', 'apps'];

/**
 * Names the version of the code that trains, so that results of another one are not taken for its own: the trees of libs/ and apps/ in git
 * with changes that are not committed; outside of a git repository `version`.
 */
export function codeVersion(folder: string, version: string): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const trees = FOLDERS.map((name) => git('rev-parse', `HEAD:${name}`));
    const changes = git('diff', 'HEAD', '--', ...FOLDERS);
    return shortHash([...trees, changes].join('\n'));
  } catch {
    return version;
  }
}

export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
