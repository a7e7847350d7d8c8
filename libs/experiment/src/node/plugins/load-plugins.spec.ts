import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnyPlugin, ATTENTION_MASKS, TurboHoiError } from '@turbo-hoi/core';
import { Container } from 'inversify';
import { temporaryFolder } from '@turbo-hoi/testing';
import { loadPlugins } from './load-plugins';
import { configPlugins } from './plugin-request';

const folder = temporaryFolder();

// What the files below export; module formats are the matter of load-plugins.int.spec.ts.
const prelude = `
import { ATTENTION_MASKS, definePlugin, pluginModule } from '@turbo-hoi/core';
import { z } from 'zod';
const mask = (kind) =>
  definePlugin(ATTENTION_MASKS, {
    kind,
    schema: z.strictObject({}),
    create: () => ({ attend: () => null }),
  });
const ones = mask('ones');
const twos = mask('twos');
`;

function write(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, path.endsWith('.mjs') ? prelude + content : content);
  return name.startsWith('node_modules') ? name : `./${name}`;
}

async function kinds(...specs: string[]): Promise<string[]> {
  const container = new Container();
  container.load(...(await loadPlugins(configPlugins(specs, folder))));
  return container.getAll<AnyPlugin>(ATTENTION_MASKS.token).map(({ kind }) => kind);
}

test.each([
  ['a plugin', 'ones', ['ones']],
  ['a list', '[twos, ones]', ['twos', 'ones']],
  ['a container module', 'pluginModule(ones, twos)', ['ones', 'twos']],
  ['a list with a container module', '[pluginModule(ones, twos), ones]', ['ones', 'twos', 'ones']],
])('%s as the default export', async (name, expression, expected) => {
  const spec = write(`${name.replaceAll(' ', '-')}.mjs`, `export default ${expression};`);
  expect(await kinds(spec)).toEqual(expected);
});

test('an export named plugins', async () => {
  expect(await kinds(write('named.mjs', 'export const plugins = [ones];'))).toEqual(['ones']);
});

test('a package is resolved from the requesting folder', async () => {
  write('node_modules/my-mask/package.json', '{"name":"my-mask","main":"main.mjs"}');
  write('node_modules/my-mask/main.mjs', 'export default ones;');
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
  const spec = write('throws.mjs', 'throw new Error("no license");');
  await expect(kinds(spec)).rejects.toThrow(
    `plugins[0] "./throws.mjs": ${folder}/throws.mjs failed to load: no license`,
  );
});

test('a module that throws a non-error is named too', async () => {
  await expect(kinds(write('odd.mjs', 'throw "odd";'))).rejects.toThrow('failed to load: odd');
});

test.each([
  ['{}', 'nothing'],
  ['[3]', 'a list of 1'],
  ['() => 1', 'a function'],
  ['{ kind: "x", create() {} }', 'an object with kind, create'],
])('%s is no plugin', async (expression, got) => {
  const spec = write(`none-${expression.length}.mjs`, `export default ${expression};`);
  await expect(kinds(spec)).rejects.toThrow(
    /has no plugin as its default export or as "plugins"; expected what definePlugin/,
  );
  await expect(kinds(spec)).rejects.toThrow(`got ${got}.`);
});

test('a plugin remembers the file or package that it is of', async () => {
  write('node_modules/origin/package.json', '{"name":"origin","main":"main.mjs"}');
  write('node_modules/origin/main.mjs', 'export default twos;');
  const container = new Container();
  const specs = [write('origin.mjs', 'export default ones;'), 'origin'];
  container.load(...(await loadPlugins(configPlugins(specs, folder))));
  const origins = container.getAll<AnyPlugin>(ATTENTION_MASKS.token).map(({ origin }) => origin);
  expect(origins).toEqual([join(folder, 'origin.mjs'), 'origin']);
});

test('two modules with a plugin of the same kind are refused, and both are named', async () => {
  const first = write('first.mjs', 'export default ones;');
  const second = write('second.mjs', 'export default [twos, ones];');
  await expect(kinds(first, second)).rejects.toThrow(
    `attention mask "ones" of ${join(folder, 'second.mjs')} has the kind of attention mask "ones" of ` +
      `${join(folder, 'first.mjs')}. Rename one of them, or load one only.`,
  );
});

test('a module that is named twice is loaded once', async () => {
  const spec = write('twice.mjs', 'export default ones;');
  expect(await kinds(spec, `./sub/../${spec}`)).toEqual(['ones']);
});

describe('a folder with a package.json', () => {
  it.each([
    ['main', { main: 'entry.mjs' }],
    ['exports', { exports: './entry.mjs' }],
    ['an entry for import only', { exports: { import: './entry.mjs' } }],
  ])('by %s', async (name, fields) => {
    const spec = write(`by-${name}/entry.mjs`, 'export default ones;').replace('/entry.mjs', '');
    write(`by-${name}/package.json`, JSON.stringify({ name: 'by', ...fields }));
    expect(await kinds(spec)).toEqual(['ones']);
  });
});

test('packages installed in the folder "extensions" are found', async () => {
  const place = 'extensions/node_modules/by-the-way';
  write(`${place}/package.json`, '{"name":"by-the-way","main":"main.mjs"}');
  write(`${place}/main.mjs`, 'export default ones;');
  expect(await kinds('by-the-way')).toEqual(['ones']);
});
