import { join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { TurboHoiError } from '@turbo-hoi/core';
import { runBenchProgram } from './bench-process';

/** The folder of the programs in Python. */
export const PEER_FOLDER = resolve(__dirname, '../../../../../tools/bench');

/** Versions with which the programs were written; later ones are taken as well. */
const NEEDED: Readonly<Record<string, string>> = {
  torch: '2.15.0',
  torchvision: '0.29.2',
  numpy: '2.4.6',
  pycocotools: '2.0.11',
};

/** Versions by package, and that of `python`. */
export type Versions = Readonly<Record<string, string>>;

/**
 * The versions of a Python and its packages.
 *
 * @param packages those that must be there
 * @throws TurboHoiError `usage` without such a Python, or for a package that lacks or is older than needed
 */
export async function peerVersions(
  python: string,
  packages: readonly string[],
  folder = PEER_FOLDER,
): Promise<Versions> {
  const script = join(folder, 'versions.py');
  if (!existsSync(script))
    throw new TurboHoiError('usage', `--peer: needs ${script}; run in a clone of the repository.`);
  const name = '--peer PYTHON';
  const versions = await runBenchProgram<Record<string, string | null>>({
    name,
    command: python,
    args: [script, ...packages],
  });
  const wrong = packages.filter((at) => isOlder(versions[at], NEEDED[at]));
  if (wrong.length > 0) {
    const found = wrong
      .map((at) => (versions[at] ? `${at} ${versions[at]} is too old` : `${at} is missing`))
      .join(', ');
    const wanted = wrong.map((at) => `"${at}>=${NEEDED[at]}"`).join(' ');
    throw new TurboHoiError(
      'usage',
      `${name}: ${python} (Python ${versions.python}): ${found}. Install what is needed with\n  ${python} -m pip install ${wanted}`,
    );
  }
  return versions as Versions;
}

/** Compares the numbers of versions such as `2.15.0+cpu`. */
function isOlder(version: string | null | undefined, needed: string): boolean {
  if (!version) return true;
  const [own, least] = [version, needed].map((text) => text.split(/[.+]/).map(Number));
  const at = least.findIndex((number, i) => own[i] !== number);
  return at >= 0 && !(own[at] > least[at]);
}
