import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ATTENTION_MASKS, definePlugin, pluginModule, TurboHoiError } from '@turbo-hoi/core';
import { Container } from 'inversify';
import { z } from 'zod';
import { temporaryFolder } from '@turbo-hoi/testing';
import { loadPlugins } from './load-plugins';
import { configPlugins } from './plugin-request';

const folder = temporaryFolder();

// Files of a test cannot import the workspace's packages, so that they take these values from here.
const ones = definePlugin(ATTENTION_MASKS, {
  kind: 'ones',
  schema: z.strictObject({}),
  create: () => ({ attend: () => null }),
});
const twos = { ...ones, kind: 'twos' };
const shared = globalThis as { testPlugins?: object };
beforeAll(() => (shared.testPlugins = { ones, twos, module: pluginModule(ones, twos) }));
afterAll(() => delete shared.testPlugins);

function write(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return name.startsWith('node_modules') ? name : `./${name}`;
}

async function kinds(spec: string): Promise<string[]> {
  const container = new Container();
  container.load(...(await loadPlugins(configPlugins([spec], folder))));
  return container.getAll<typeof ones>(ATTENTION_MASKS.token).map(({ kind }) => kind);
}

test.each([
  ['a plugin', 'testPlugins.ones', ['ones']],
  ['a list', '[testPlugins.twos, testPlugins.ones]', ['twos', 'ones']],
  ['a container module', 'testPlugins.module', ['ones', 'twos']],
  [
    'a list with a container module',
    '[testPlugins.module, testPlugins.ones]',
    ['ones', 'twos', 'ones'],
  ],
])('%s as the default export', async (name, expression, expected) => {
  const spec = write(`${name.replaceAll(' ', '-')}.cjs`, `exports.default = ${expression};`);
  expect(await kinds(spec)).toEqual(expected);
});

test('an export named plugins, and module.exports itself', async () => {
  expect(await kinds(write('named.cjs', 'exports.plugins = [testPlugins.ones];'))).toEqual([
    'ones',
  ]);
  expect(await kinds(write('itself.cjs', 'module.exports = testPlugins.twos;'))).toEqual(['twos']);
});

test('a package is resolved from the requesting folder', async () => {
  write('node_modules/my-mask/package.json', '{"name":"my-mask","main":"main.cjs"}');
  write('node_modules/my-mask/main.cjs', 'exports.default = testPlugins.ones;');
  expect(await kinds('my-mask')).toEqual(['ones']);
});

test.each([
  ['./absent.ts', 'config', `plugins[0] "./absent.ts": there is no file ${folder}/absent.ts.`],
  ['absent', 'config', `plugins[0] "absent": there is no package "absent" seen from ${folder}.`],
])('%s does not exist', async (spec, kind, message) => {
  const error = await loadPlugins(configPlugins([spec], folder)).catch((e) => e);
  expect(error).toBeInstanceOf(TurboHoiError);
  expect(error.kind).toBe(kind);
  expect(error.message).toContain(message);
});

test('a module that throws is named with its reason', async () => {
  const spec = write('throws.cjs', 'throw new Error("no license");');
  await expect(kinds(spec)).rejects.toThrow(
    `plugins[0] "./throws.cjs": ${folder}/throws.cjs failed to load: no license`,
  );
});

test('a module that throws a non-error is named too', async () => {
  await expect(kinds(write('odd.cjs', 'throw "odd";'))).rejects.toThrow('failed to load: odd');
});

test.each(['{}', '[3]', '() => 1', '{ kind: "x" }'])('%s is no plugin', async (expression) => {
  const spec = write(`none-${expression.length}.cjs`, `exports.default = ${expression};`);
  await expect(kinds(spec)).rejects.toThrow('has no plugin as its default export or as "plugins"');
});
