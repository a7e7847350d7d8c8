import { readdirSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

/** Files by names that ignore what copying between systems changes. */
interface Listing {
  readonly byPath: ReadonlyMap<string, readonly string[]>;
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

/** Folders that were listed, since a data set asks for many missing files of the same one. */
const listings = new Map<string, Listing>();
const MAX_LISTINGS = 16;

/** Files in or below a folder, with `/` between folders, that a missing name may mean. */
export interface SimilarFiles {
  /** Those that differ by case, Unicode form, slashes, percent-encoding, spaces around or folders before the name alone. */
  readonly same: readonly string[];
  /** If there is none: those of the same name in other folders. */
  readonly elsewhere: readonly string[];
}

/** Looks for a missing file; the folder is listed once. */
export function similarFiles(folder: string, name: string): SimilarFiles {
  const { byPath, byName } = listingOf(folder);
  const key = plain(name);
  const named = byName.get(posix.basename(key)) ?? [];
  const same = byPath.get(key) ?? named.filter((path) => key.endsWith(`/${plain(path)}`));
  return { same, elsewhere: same.length > 0 ? [] : named };
}

function listingOf(folder: string): Listing {
  const known = listings.get(folder);
  if (known) return known;
  const byPath = new Map<string, string[]>();
  const byName = new Map<string, string[]>();
  for (const path of filesBelow(folder)) {
    const key = plain(path);
    byPath.set(key, [...(byPath.get(key) ?? []), path]);
    const name = posix.basename(key);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  if (listings.size >= MAX_LISTINGS) listings.clear();
  const listing = { byPath, byName };
  listings.set(folder, listing);
  return listing;
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
  } catch {
    return [];
  }
}

function plain(name: string): string {
  return decoded(name)
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '.')
    .join('/')
    .normalize('NFC')
    .toLowerCase();
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
