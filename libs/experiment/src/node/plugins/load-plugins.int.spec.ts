import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';

// In Node itself, as Jest has its own `require` and no `import`.
const folder = temporaryFolder();
const workspace = resolve(__dirname, '../../../../..');

const esm = (kind: string, before = '') => `
import { ATTENTION_MASKS, definePlugin } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
${before}
export default definePlugin(ATTENTION_MASKS, {
  kind: '${kind}',
  schema: z.strictObject({}),
  create: () => ({ attend: () => tf.zeros([1, 1, 1, 1]) }),
});`;

const commonJs = (kind: string) => `
const { ATTENTION_MASKS, definePlugin } = require('@turbo-hoi/core');
const { z } = require('zod');
const { half } = require('./half.cjs');
module.exports = definePlugin(ATTENTION_MASKS, {
  kind: '${kind}',
  schema: z.strictObject({}),
  create: () => ({ attend: () => half() }),
});`;

const decorated = `
import { ATTENTION_MASKS, definePlugin, type AttentionMask } from '@turbo-hoi/core';
import { injectable } from 'inversify';
import { schema } from './schema.ts';
enum Way { Up }
@injectable()
class Mask {
  constructor(private readonly way: Way) {}
  attend() { return null; }
}
const create = () => new Mask(Way.Up) as unknown as AttentionMask;
export const plugins = [definePlugin(ATTENTION_MASKS, { kind: 'decorated', schema, create })];`;

const half = `const tf = require('@tensorflow/tfjs'); exports.half = () => tf.fill([1, 1, 1, 1], 0.5);`;
const typeModule = '{ "type": "module" }';
const waits = 'await Promise.resolve();';

const FILES: Record<string, string> = {
  'half.cjs': half,
  'esm/half.cjs': half,
  'esm/package.json': typeModule,
  'esm/schema.ts': `import { z } from 'zod'; export const schema: unknown = z.strictObject({});`,
  // A copy of core beside the plugin, which the plugin must not meet.
  'second/node_modules/@turbo-hoi/core/package.json': `{ "name": "@turbo-hoi/core", "version": "0.1.9", "main": "index.js" }`,
  'second/node_modules/@turbo-hoi/core/index.js': `exports.ATTENTION_MASKS = { token: Symbol.for('turbo-hoi.plugins.attention mask'), name: 'attention mask', core: { contract: 2 } };
exports.definePlugin = (slot, definition) => ({ slot, ...definition });`,
  'second/half.cjs': half,
  'unbuilt/package.json': `{ "name": "unbuilt", "exports": "./dist/index.js" }`,
  'older/node_modules/@turbo-hoi/core/package.json': `{ "name": "@turbo-hoi/core", "version": "0.0.3" }`,
};

const CASES: readonly (readonly [path: string, content: string, expected: string | RegExp])[] = [
  ['a.ts', esm('ts'), 'ts'],
  ['b.mts', esm('mts'), 'mts'],
  ['c.cts', commonJs('cts'), 'cts'],
  ['d.mjs', esm('mjs'), 'mjs'],
  ['e.cjs', commonJs('cjs'), 'cjs'],
  ['f.js', commonJs('js'), 'js'],
  ['esm/a.ts', esm('ts of a module package'), 'ts of a module package'],
  ['esm/b.js', esm('js of a module package'), 'js of a module package'],
  ['esm/c.cjs', commonJs('cjs of a module package'), 'cjs of a module package'],
  ['esm/d.ts', decorated, 'decorated'],
  ['g.ts', esm('ts that waits', waits), 'ts that waits'],
  ['h.mjs', esm('mjs that waits', waits), 'mjs that waits'],
  ['second/a.ts', esm('ts beside a copy'), 'ts beside a copy'],
  ['second/b.mjs', esm('mjs beside a copy'), 'mjs beside a copy'],
  ['second/c.cjs', commonJs('cjs beside a copy'), 'cjs beside a copy'],
  [
    'second/d.mjs',
    esm('waits beside a copy')
      .replace(/import .*(tfjs|zod).*/g, '')
      .replace('z.strictObject({})', `{ '~standard': { validate: () => null } }`) + waits,
    /"waits beside a copy" is made with another copy of @turbo-hoi\/core \(.*second\/node_modules\/@turbo-hoi\/core, contract 2\) than the running one \(.*, contract 1\)\. List @turbo-hoi\/core/,
  ],
  [
    'bundle.cjs',
    `const slot = { token: Symbol.for('turbo-hoi.plugins.attention mask'), name: 'attention mask' };
module.exports = { slot, kind: 'bundled', schema: { '~standard': { validate: () => null } }, create: () => null };`,
    /"bundled" is made with another copy of @turbo-hoi\/core \(bundled into .*bundle\.cjs, contract unknown\)/,
  ],
  [
    'older/a.ts',
    esm('older'),
    /lies beside @turbo-hoi\/core 0\.0\.3 \(.*older\/node_modules\/@turbo-hoi\/core\), but 0\.\d+\.\d+ \(.*\) is running\. Install a version/,
  ],
  ['unbuilt', '', /the entry .*unbuilt.dist.index\.js does not exist; build the package, or/],
  ['broken.ts', 'export default {{;', /broken\.ts failed to load: .*broken\.ts:1:/s],
];

test('plugins of every module format load, and meet the running copy of core', () => {
  const files = {
    ...FILES,
    ...Object.fromEntries(
      CASES.filter(([, content]) => content).map(([path, content]) => [path, content]),
    ),
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...['-C', '@turbo-hoi/source', '-r', join(workspace, 'node_modules/ts-node/register')],
      join(__dirname, '../../testing/plugin-kinds.ts'),
      ...CASES.map(([path]) => `./${path}`),
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        TS_NODE_PROJECT: join(workspace, 'apps/trainer/tsconfig.json'),
        TURBO_HOI_CACHE: join(folder, 'cache'),
      },
    },
  );
  expect(stderr).toBe('');
  const found = JSON.parse(stdout) as string[][];
  CASES.forEach(([path, , expected], i) => {
    const matching = typeof expected === 'string' ? expected : expect.stringMatching(expected);
    expect([path, ...found[i]]).toEqual([path, matching]);
  });
});
