import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { IN_WORKSPACE } from './typed-command';

/** The version of this package. */
export function ownVersion(): string {
  // The build lies in dist/src.
  const folder = resolve(__dirname, '../..', IN_WORKSPACE ? '.' : '..');
  const content = readFileSync(resolve(folder, 'package.json'), 'utf8');
  return (JSON.parse(content) as { version: string }).version;
}
