import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder, writeFolderAtomically } from '@turbo-hoi/files/node';
import { fingerprint } from '../cache/fingerprint';
import { runCommand } from '../run-command';
import { setupCommand } from '../setup-command';
import { Unavailable } from './unavailable';
import { TENSORFLOW_VERSION, type WheelPin } from './wheels';

/** Files of the wheels that the binding needs: two libraries, the C API's headers, CUDA's libraries. */
const MEMBERS = [
  String.raw`tensorflow/libtensorflow(_cc|_framework)\.(so\.2|2\.dylib)`,
  String.raw`tensorflow/include/(tensorflow/c|tensorflow/core/platform|tsl/platform|xla/tsl/c)/.*\.h`,
  String.raw`tensorflow/(include/LICENSE|THIRD_PARTY_NOTICES\.txt)`,
  String.raw`nvidia/[^/]+/lib/[^/]+\.so[.\d]*`,
  String.raw`nvidia/cuda_nvcc/(bin/ptxas|nvvm/.*)`,
  String.raw`nvidia_[^/]+\.dist-info/.*[Ll]icense.*`,
].join('|');

/** Identifies the unpacked content of these wheels. */
export const unpackedKey = (wheels: readonly WheelPin[]): string =>
  fingerprint(MEMBERS, ...wheels.map(({ sha256 }) => sha256));

/** The folder that they are unpacked to. */
export const libtensorflowFolder = (wheels: readonly WheelPin[]): string =>
  join(cacheFolder(), 'libtensorflow', unpackedKey(wheels));

// Unpacked by Python, which is present since pip is; a Node archive library would be another dependency.
const UNPACK = `
import re, sys, zipfile
wheel, target, members = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        if re.fullmatch(members, name) and '..' not in name.split('/'):
            archive.extract(name, target)
`;

/**
 * Downloads the wheels with pip and unpacks the needed files into `folder`, which is written atomically.
 * Returns the `tensorflow` folder in it. The wheels' own layout is kept, since TensorFlow's run path refers to CUDA by
 * it.
 *
 * @throws Unavailable without pip or network, or if a file differs from the pinned one.
 */
export async function fetchLibtensorflow(
  wheels: readonly WheelPin[],
  folder: string,
  notify: (line: string) => void,
): Promise<string> {
  const library = join(folder, 'tensorflow');
  if (existsSync(library)) return library;
  const python = await findPip();
  const megabytes = Math.round(wheels.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6);
  notify(
    `Fetching TensorFlow ${TENSORFLOW_VERSION} from the Python package index, once for this user: ${megabytes} MB ` +
      '(TURBO_HOI_NO_DOWNLOAD=1 declines; wasm is used then).',
  );
  await writeFolderAtomically(folder, async (draft) => {
    for (const wheel of wheels) await fetchWheel(python, wheel, draft);
  });
  return library;
}

async function findPip(): Promise<string> {
  for (const python of ['python3', 'python']) {
    if ((await runCommand(python, ['-m', 'pip', '--version'])).ok) return python;
  }
  throw new Unavailable('no Python with pip on the PATH', 'install Python 3 with pip');
}

async function fetchWheel(python: string, pin: WheelPin, target: string): Promise<void> {
  const inbox = await mkdtemp(join(target, 'wheel.'));
  const requirement = `${pin.project}==${pin.version}`;
  const download = await runCommand(python, [
    ...['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--no-cache-dir'],
    ...['--python-version', '3.12', '--implementation', 'cp', '--platform', pin.platformTag],
    ...['--dest', inbox, requirement],
  ]);
  const [file] = await readdir(inbox);
  if (!download.ok || !file) {
    throw new Unavailable(
      `pip could not download ${requirement}: ${lastLine(download.output)}`,
      `check the connection and run ${setupCommand()}`,
      true,
    );
  }
  const wheel = join(inbox, file);
  await verifySha256(wheel, pin.sha256);
  const unpacked = await runCommand(python, ['-c', UNPACK, wheel, target, MEMBERS]);
  if (!unpacked.ok) {
    throw new Unavailable(
      `${file} could not be unpacked into ${target}: ${lastLine(unpacked.output)}`,
      `check the free disk space and run ${setupCommand()}`,
      true,
    );
  }
  await rm(inbox, { recursive: true });
}

/** @throws Unavailable if the file's hash differs from the pinned one. */
export async function verifySha256(file: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const got = hash.digest('hex');
  if (got === expected) return;
  throw new Unavailable(
    `${file}: sha256 is ${got}, expected ${expected}; it was not used`,
    'check the package index that pip uses (pip config list)',
    true,
  );
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
