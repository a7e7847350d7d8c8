import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** Whether a text is a pattern, as shells have them, rather than a path. */
export function isGlob(text: string): boolean {
  return /[*?[\]{}]/.test(text);
}

/**
 * The files that a pattern means, sorted: `*` and `?` within a name, `**` for any folders, `[abc]`, `{jpg,png}`. Links are followed.
 *
 * @param folder from which the pattern counts
 */
export function glob(pattern: string, folder: string): string[] {
  // Parentheses and a leading `!` stand for themselves, as in `photo (1)*.jpg`.
  const escaped = pattern.replaceAll('\\', '/').replace(/^!|[()]/g, '\\$&');
  const paths = globSync(escaped, {
    cwd: folder,
    absolute: true,
    dot: true,
    // The name of a folder is no pattern for what is in it.
    expandDirectories: false,
    extglob: false,
  });
  return paths.map((path) => join(path)).sort();
}
