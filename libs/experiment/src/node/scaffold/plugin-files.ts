import { coreVersion } from './versions';
import { type PluginPart, slotExample } from './slot-example';

export interface NewPlugin {
  readonly part: PluginPart;
  /** Its kind, and the name of its folder: lower case, digits and hyphens. */
  readonly name: string;
  /** A package of its own rather than files for a workspace. */
  readonly isPackage: boolean;
}

/** How a config chooses a part of the name, for the README. */
const CHOICE: Readonly<Record<PluginPart, string>> = {
  stem: 'stem.kind=',
  detector: 'detector.kind=',
  mask: 'stages.1.mask.kind=',
  hoi: 'stages.1.hoi.kind=',
  pose: 'stages.1.pose.kind=',
  dataset: 'dataset.kind=',
  metric: 'evaluation.metrics.0.kind=',
  optimizer: 'optimizer.kind=',
};

/** The files of a new plugin by path; the code is the slot's tested example under another kind. */
export function pluginFiles(plugin: NewPlugin): Map<string, string> {
  const { part, name, isPackage } = plugin;
  const code = `${slotExample(part).replace(/\bkind: '[^']+'/, `kind: '${name}'`)}\n`;
  const entry = isPackage ? 'src/index' : `${name}.plugin`;
  const test = isPackage ? `test/${name}.test.ts` : `${name}.plugin.test.ts`;
  const files = new Map([
    [`${entry}.ts`, code],
    [test, testCode(part, isPackage ? '../src/index' : `./${name}.plugin`)],
    ['README.md', readme(plugin, `./${entry}.ts`)],
  ]);
  if (!isPackage) return files;
  return files
    .set('package.json', json(manifest(plugin, code)))
    .set('tsconfig.json', json(TSCONFIG))
    .set('.gitignore', 'node_modules\ndist\n');
}

function testCode(part: PluginPart, from: string): string {
  return `import 'reflect-metadata';
import test from 'node:test';
import { checkPlugin } from '@turbo-hoi/experiment/node';
import plugin from '${from}';

test('the ${part} works as a run would use it', async () => {
  await checkPlugin(plugin);
});
`;
}

function readme({ part, name, isPackage }: NewPlugin, file: string): string {
  const run = `--plugin ${file} --set ${CHOICE[part]}${name}`;
  const own = `\`npm test\` builds it and tries it in a small model; \`npm publish\` publishes it, and
\`--plugin ${name}\` then loads it wherever it is installed.`;
  return `# ${name}

A ${part} of turbo-hoi, chosen by \`${CHOICE[part]}${name}\`.

\`\`\`sh
turbo-hoi train --quick ${run}
\`\`\`

${isPackage ? own : 'Its test tries it in a small model, as a run would use it.'}
`;
}

/** Packages that the code imports, as peers where a run must have one copy. */
function manifest({ part, name }: NewPlugin, code: string) {
  const imported = [...code.matchAll(/from '(@?[\w-]+(?:\/[\w-]+)?)/g)].map(([, from]) => from);
  const own = `^${coreVersion()}`;
  const range = (from: string) => (from.startsWith('@turbo-hoi/') ? own : '^4.22.0');
  const peers = imported.filter((from) => from !== 'zod').sort();
  return {
    name,
    version: '0.1.0',
    description: `A ${part} for turbo-hoi`,
    license: 'MIT',
    keywords: ['turbo-hoi-plugin'],
    main: './dist/src/index.js',
    types: './dist/src/index.d.ts',
    exports: {
      '.': { types: './dist/src/index.d.ts', default: './dist/src/index.js' },
      './package.json': './package.json',
    },
    files: ['dist/src'],
    scripts: {
      build: 'tsc -p .',
      test: 'tsc -p . && node --test dist/test/',
      prepack: 'tsc -p .',
    },
    dependencies: { zod: '^4.6.7' },
    peerDependencies: Object.fromEntries(peers.map((from) => [from, range(from)])),
    devDependencies: {
      '@tensorflow/tfjs': '4.22.0',
      '@turbo-hoi/experiment': own,
      '@types/node': '^20.19.43',
      inversify: '^8.2.3',
      'reflect-metadata': '~0.2.2',
      typescript: '~5.9.3',
    },
  };
}

const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    declaration: true,
    rootDir: '.',
    outDir: 'dist',
    types: ['node'],
    // The types of tfjs 4 do not pass the strict check.
    skipLibCheck: true,
  },
  include: ['src', 'test'],
};

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
