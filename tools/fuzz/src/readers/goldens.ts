import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FORMATS = resolve(__dirname, '../../../../libs/formats/src');

/** Files written by CPython, scipy and Octave, from the tests of libs/formats. */
export function goldenFiles(format: 'pickle' | 'mat'): [name: string, bytes: Uint8Array][] {
  const path = resolve(FORMATS, format, `__golden__/${format}s.json`);
  const { files } = JSON.parse(readFileSync(path, 'utf8')) as { files: [string, string][] };
  return files.map(([name, base64]) => [name, new Uint8Array(Buffer.from(base64, 'base64'))]);
}
