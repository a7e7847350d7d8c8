import { basename, join } from 'node:path';
import { readConfigFile, sys } from 'typescript';
import { publicLibs, readPackage, WORKSPACE } from '../public-libs';
import { importedPackages } from './imported-packages';

const libs = publicLibs();
const engines = readPackage(WORKSPACE).engines;
/** What a package may ship besides its build. */
const EXTRA_FILES = ['schema', 'weights', 'NOTICE', 'MODEL_CARD.md', 'DETECTOR.md', 'native'];

describe.each(libs.map((lib) => [lib.package.name, lib] as const))('%s', (name, lib) => {
  const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = lib.package;
  const siblings = Object.keys(dependencies).filter((other) => other.startsWith('@turbo-hoi/'));

  test('depends on exactly the packages that it imports', () => {
    const imported = importedPackages(lib.folder);
    const declared = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
    expect(declared).toEqual(expect.arrayContaining([...imported]));
    expect([...imported]).toEqual(expect.arrayContaining(siblings));
  });

  test('repeats the peers of its siblings, so that an application has one copy of each', () => {
    const needed = siblings.flatMap((other) => {
      const { peerDependencies: peers = {}, peerDependenciesMeta: meta = {} } = packageOf(other);
      return Object.entries(peers).filter(([peer]) => !meta[peer]?.optional);
    });
    expect(peerDependencies).toMatchObject(Object.fromEntries(needed));
    expect(Object.keys(peerDependencies)).toEqual(
      expect.arrayContaining(Object.keys(peerDependenciesMeta)),
    );
  });

  test('refers to the projects it depends on, and to no others', () => {
    const { config } = readConfigFile(join(lib.folder, 'tsconfig.lib.json'), sys.readFile);
    const references = (config.references as { path: string }[]).map(({ path }) => path);
    const expected = siblings.map((other) => `../${basename(other)}/tsconfig.lib.json`);
    expect(references.sort()).toEqual(expected.sort());
  });

  test('has a description, engines, a licence, and ships its build, perhaps with a schema, weights or C++ sources', () => {
    expect(lib.package).toMatchObject({
      name,
      description: expect.stringMatching(/.{20}/),
      license: 'MIT',
      keywords: expect.arrayContaining(['pose-estimation']),
      engines,
      sideEffects: false,
      publishConfig: { access: 'public' },
    });
    const files = lib.package.files?.filter((entry) => !EXTRA_FILES.includes(entry));
    expect(files).toEqual(['dist', '!dist/**/*.tsbuildinfo', '!dist/**/*.map']);
  });
});

function packageOf(name: string) {
  return libs.find((lib) => lib.package.name === name)!.package;
}
