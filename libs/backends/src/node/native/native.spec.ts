import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
  chmodSync,
  existsSync,
  readFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fetchLibtensorflow, verifySha256 } from './fetch-libtensorflow';
import { libtensorflowIn } from './libtensorflow';
import { setupNativeBackend } from './setup-native-backend';
import { wheelsFor } from './wheels';

let folder: string;
const environment = { ...process.env };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'native-'));
  process.env.TURBO_HOI_CACHE = join(folder, 'cache');
  delete process.env.TURBO_HOI_LIBTENSORFLOW;
  delete process.env.TURBO_HOI_NO_DOWNLOAD;
});
afterEach(() => {
  process.env = { ...environment };
  rmSync(folder, { recursive: true });
});

/** A PATH with nothing on it but these, each a shell script. */
function onlyPrograms(programs: Record<string, string>): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  process.env.PATH = bin;
  delete process.env.CXX;
}

function write(file: string, text = ''): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

const provided = wheelsFor(process.platform, process.arch, false).length > 0;

test('without Python it reports a reason and a remedy, and leaves no files', async () => {
  onlyPrograms({});
  const result = await setupNativeBackend();
  expect(result.ok).toBe(false);
  if (provided)
    expect(result).toMatchObject({ reason: /no Python with pip/, remedy: /install Python/ });
  expect(existsSync(join(folder, 'cache', 'libtensorflow'))).toBe(false);
});

test('declined downloads do not run Python', async () => {
  onlyPrograms({});
  const result = await setupNativeBackend({ download: false });
  if (provided) expect(result).toMatchObject({ ok: false, reason: 'downloads are declined' });
  process.env.TURBO_HOI_NO_DOWNLOAD = '1';
  expect(await setupNativeBackend()).toEqual(result);
});

test('without provide it reports that the backend has not been set up', async () => {
  expect(await setupNativeBackend({ provide: false })).toMatchObject({
    ok: false,
    reason: 'it has not been set up',
  });
});

test('reports a missing compiler', async () => {
  write('tf/libtensorflow_cc.so.2');
  write('tf/libtensorflow_framework.so.2');
  write('tf/include/tensorflow/c/c_api.h');
  process.env.TURBO_HOI_LIBTENSORFLOW = join(folder, 'tf');
  onlyPrograms({});
  expect(await setupNativeBackend()).toMatchObject({ ok: false, reason: /no C\+\+ compiler/ });
});

test('reports the first error of a failing compiler, and does not run it again that day', async () => {
  write('tf/libtensorflow_cc.so.2');
  write('tf/libtensorflow_framework.so.2');
  write('tf/include/tensorflow/c/c_api.h');
  process.env.TURBO_HOI_LIBTENSORFLOW = join(folder, 'tf');
  const log = join(folder, 'calls');
  onlyPrograms({
    'g++': `[ "$1" = --version ] && exit 0; echo x >> ${log}; echo "a.cc:1: error: failed"; exit 1`,
  });
  expect(await setupNativeBackend()).toMatchObject({ ok: false, reason: /error: failed/ });
  rmSync(log);
  expect(await setupNativeBackend()).toMatchObject({ ok: false, reason: /error: failed/ });
  expect(existsSync(log)).toBe(false);
  await setupNativeBackend({ fresh: true });
  expect(existsSync(log)).toBe(true);
});

const onLinuxX64 = process.platform === 'linux' && process.arch === 'x64' ? test : test.skip;

onLinuxX64.each([
  [true, 'tensorflow==2.21.0'],
  [false, 'tensorflow-cpu==2.21.0'],
])('with gpu %p the wheel is %s', async (gpu, wheel) => {
  onlyPrograms({ python3: '[ "$3" = --version ] && exit 0; echo "no network"; exit 1' });
  expect(await setupNativeBackend({ gpu })).toMatchObject({
    ok: false,
    reason: `pip could not download ${wheel}: no network`,
  });
});

test("the binding's run path is the library's folder, whose own leads on to CUDA", async () => {
  write('tf/libtensorflow_cc.so.2');
  write('tf/libtensorflow_framework.so.2');
  write('tf/include/tensorflow/c/c_api.h');
  process.env.TURBO_HOI_LIBTENSORFLOW = join(folder, 'tf');
  const log = join(folder, 'calls');
  onlyPrograms({
    'g++': `[ "$1" = --version ] && exit 0; echo "$@" >> ${log}; echo "a.cc:1: error: x"; case "$*" in *tfjs_binding*) exit 1;; esac`,
  });
  await setupNativeBackend();
  const binding = readFileSync(log, 'utf8')
    .split('\n')
    .find((line) => /tfjs_binding/.test(line))!;
  expect(binding).toContain(`-Wl,-rpath,${join(folder, 'tf')}`);
  expect(binding).toContain(join(folder, 'tf', 'libtensorflow_cc.so.2'));
});

test('refuses a wheel that is not the pinned one, and leaves no files', async () => {
  write('wheel', 'not what was pinned');
  // A fake pip: succeeds for --version, and "downloads" the file.
  onlyPrograms({
    python3: `[ "$3" = --version ] && exit 0
      while [ "$1" != --dest ]; do shift; done
      /bin/cp ${join(folder, 'wheel')} "$2/tensorflow.whl"`,
  });
  const pin = { project: 'tensorflow', version: '1', platformTag: 'any', sha256: 'abc', bytes: 1 };
  const target = join(folder, 'cache', 'lib');
  await expect(fetchLibtensorflow([pin], target, () => undefined)).rejects.toThrow(
    /sha256 is [0-9a-f]{64}, expected abc; it was not used/,
  );
  expect(existsSync(target)).toBe(false);
});

test('a failed download reports the last line of pip', async () => {
  onlyPrograms({ python3: '[ "$3" = --version ] && exit 0; echo "no network"; exit 1' });
  const pin = { project: 'tensorflow', version: '1', platformTag: 'any', sha256: 'abc', bytes: 1 };
  await expect(
    fetchLibtensorflow([pin], join(folder, 'cache', 'lib'), () => undefined),
  ).rejects.toThrow('pip could not download tensorflow==1: no network');
});

test('verifies the hash of the content', async () => {
  write('abc', 'abc');
  const file = join(folder, 'abc');
  const sha = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  await expect(verifySha256(file, sha)).resolves.toBeUndefined();
  await expect(verifySha256(file, sha.replace('b', 'c'))).rejects.toThrow('it was not used');
});

test('reads both forms of a TensorFlow folder, and refuses a folder without headers', () => {
  for (const name of ['c/lib/libtensorflow.so.2', 'c/lib/libtensorflow_framework.so.2'])
    write(name);
  expect(() => libtensorflowIn(join(folder, 'c'))).toThrow(/no libtensorflow with its headers/);
  write('c/include/tensorflow/c/c_api.h');
  expect(libtensorflowIn(join(folder, 'c'))).toMatchObject({
    libraryFolder: join(folder, 'c', 'lib'),
    libraries: ['libtensorflow.so.2', 'libtensorflow_framework.so.2'],
  });
});

test('every pinned wheel is fully specified', () => {
  const platforms = [
    ['linux', 'x64', false],
    ['linux', 'arm64', false],
    ['darwin', 'arm64', false],
    ['linux', 'x64', true],
  ] as const;
  for (const [platform, arch, gpu] of platforms) {
    const wheels = wheelsFor(platform, arch, gpu);
    expect(wheels[0].project).toMatch(/^tensorflow/);
    for (const { sha256, bytes, version } of wheels) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(bytes).toBeGreaterThan(1e6);
      expect(version).toMatch(/^\d/);
    }
  }
  expect(wheelsFor('win32', 'x64', false)).toEqual([]);
});
