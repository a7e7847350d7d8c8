import { type Dirent, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Whether a text is a pattern, as shells have them, rather than a path. */
export function isGlob(text: string): boolean {
  return /[*?[\]{}]/.test(text);
}

/**
 * The files that a pattern means, sorted: `*` and `?` within a name, `**` for any folders, `[abc]`, `{jpg,png}`.
 *
 * @param folder from which the pattern counts
 */
export function glob(pattern: string, folder: string): string[] {
  const parts = pattern.replaceAll('\\', '/').split('/');
  const first = parts.findIndex(isGlob);
  const root = resolve(folder, parts.slice(0, first).join('/') || (parts[0] === '' ? '/' : '.'));
  const rest = parts.slice(first);
  const matches = new RegExp(`^${toRegExp(rest.join('/'))}$`);
  const deep = rest.includes('**') ? Infinity : rest.length;
  return [...filesBelow(root, '', deep)]
    .filter((name) => matches.test(name))
    .sort()
    .map((name) => join(root, name));
}

function* filesBelow(root: string, below: string, depth: number): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(join(root, below), { withFileTypes: true });
  } catch {
    // What cannot be listed has no files that match.
    return;
  }
  for (const entry of entries) {
    const name = below ? `${below}/${entry.name}` : entry.name;
    if (!entry.isDirectory()) yield name;
    else if (depth > 1) yield* filesBelow(root, name, depth - 1);
  }
}

function toRegExp(pattern: string): string {
  return pattern.replace(
    /\*\*\/|\*\*|\*|\?|\[[^\]]+\]|\{[^}]*\}|[^*?[{]+|./g,
    (part) => PIECES[part] ?? piece(part),
  );
}

const PIECES: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
};

function piece(part: string): string {
  if (/^\{.*\}$/.test(part)) return `(?:${part.slice(1, -1).split(',').map(toRegExp).join('|')})`;
  if (/^\[.+\]$/.test(part)) return part.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
  return part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
