import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { readConfigFile, sys } from 'typescript';
import { published, readPackage, WORKSPACE } from '../public-libs';
import { importedPackages } from './imported-packages';

const libs = published();
const engines = readPackage(WORKSPACE).engines;
const licence = readFileSync(join(WORKSPACE, 'LICENSE'), 'utf8');
const version = readPackage(WORKSPACE).version;
/** Where the sources are published; RELEASING.md says what else names it. */
const REPOSITORY = 'https://github.com/turbo-hoi/turbo-hoi';
/** What a package may ship besides its build. */
const EXTRA_FILES = [
  'schema',
  'weights',
  'NOTICE',
  'MODEL_CARD.md',
  'DETECTOR.md',
  'native',
  'configs',
];
/** Sources are shipped for source maps and declaration maps, without what only tests use. */
const NOT_SHIPPED = [
  '!dist/**/*.tsbuildinfo',
  '!**/*.spec.ts',
  '!**/*.spec-d.ts',
  '!**/testing',
  '!**/__golden__',
  '!**/__fixtures__',
];

describe.each(libs.map((lib) => [lib.package.name, lib] as const))('%s', (name, lib) => {
  const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = lib.package;
  const inLibs = lib.folder.startsWith(join(WORKSPACE, 'libs'));
  const siblings = Object.keys(dependencies).filter((other) => other.startsWith('@turbo-hoi/'));

  test('depends on exactly the packages that it imports', () => {
    const imported = importedPackages(lib);
    const declared = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
    expect(declared).toEqual(expect.arrayContaining([...imported]));
    expect([...imported]).toEqual(expect.arrayContaining(siblings));
  });

  test('repeats the peers of its siblings, so that an application has one copy of each', () => {
    const needed = siblings.flatMap((other) => {
      const { peerDependencies: peers = {}, peerDependenciesMeta: meta = {} } = packageOf(other);
      return Object.entries(peers).filter(([peer]) => !meta[peer]?.optional);
    });
    // The command line is an application: it depends on a version of each.
    const expected = inLibs
      ? needed
      : needed.map(([peer]) => [peer, expect.stringMatching(/^\d/)] as const);
    expect(inLibs ? peerDependencies : dependencies).toMatchObject(Object.fromEntries(expected));
    expect(Object.keys(peerDependencies)).toEqual(
      expect.arrayContaining(Object.keys(peerDependenciesMeta)),
    );
  });

  test('refers to the projects it depends on, and to no others', () => {
    const { config } = readConfigFile(lib.buildConfig, sys.readFile);
    const references = (config.references as { path: string }[]).map(({ path }) => path);
    const expected = siblings.map(
      (other) => `${inLibs ? '..' : '../../libs'}/${basename(other)}/tsconfig.lib.json`,
    );
    expect(references.sort()).toEqual(expected.sort());
  });

  test('says what it is, where it comes from and how it is published', () => {
    const folder = relative(WORKSPACE, lib.folder);
    expect(lib.package).toMatchObject({
      name,
      version,
      description: expect.stringMatching(/.{20}/),
      license: 'MIT',
      homepage: `${REPOSITORY}/tree/main/${folder}#readme`,
      repository: { type: 'git', url: `git+${REPOSITORY}.git`, directory: folder },
      bugs: { url: `${REPOSITORY}/issues` },
      keywords: expect.arrayContaining(['human-object-interaction', 'pose-estimation']),
      type: 'commonjs',
      engines,
      sideEffects: !inLibs,
      publishConfig: { access: 'public', provenance: true },
    });
    expect(readFileSync(join(lib.folder, 'README.md'), 'utf8')).toMatch(/^# /);
    expect(readFileSync(join(lib.folder, 'LICENSE'), 'utf8')).toBe(licence);
  });

  test('ships its build, its sources, and perhaps a schema, weights or configs', () => {
    const files = lib.package.files?.filter((entry) => !EXTRA_FILES.includes(entry));
    expect(files).toEqual(['dist', 'src', ...NOT_SHIPPED]);
  });

  test('siblings are of this version, and other packages pinned', () => {
    for (const [other, range] of Object.entries(dependencies)) {
      const expected = other.startsWith('@turbo-hoi/')
        ? `^${version}`
        : expect.stringMatching(/^\d/);
      expect([other, range]).toEqual([other, expected]);
    }
  });

  test('exports types and the entry of every condition, and its own manifest', () => {
    const { './package.json': manifest, ...entries } = lib.package.exports;
    expect(manifest).toBe('./package.json');
    for (const [path, entry] of Object.entries(entries)) {
      const file = path === '.' ? 'index' : path.slice(2);
      expect(entry).toEqual({
        '@turbo-hoi/source': `./src/${file}.ts`,
        types: `./dist/${file}.d.ts`,
        default: `./dist/${file}.js`,
      });
    }
  });
});

function packageOf(name: string) {
  return libs.find((lib) => lib.package.name === name)!.package;
}
