import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** Whether a text is a shell pattern rather than a path. */
export function isGlob(text: string): boolean {
  return /[*?[\]{}]/.test(text);
}

/**
 * The files that a pattern matches, sorted: `*` and `?` within a name, `**` for any folders, `[abc]`, `{jpg,png}`. Links are followed.
 *
 * @param folder the pattern is relative to it
 */
export function glob(pattern: string, folder: string): string[] {
  // Parentheses and a leading `!` are literal, as in `photo (1)*.jpg`.
  const escaped = pattern.replaceAll('\\', '/').replace(/^!|[()]/g, '\\$&');
  const paths = globSync(escaped, {
    cwd: folder,
    absolute: true,
    dot: true,
    // A pattern matches files, not the contents of a matching folder.
    expandDirectories: false,
    extglob: false,
  });
  return paths.map((path) => join(path)).sort();
}
