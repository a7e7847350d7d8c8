import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { generators } from '../../generators.json';
import * as factories from './generators';

test('every generator of generators.json has its factory and schema', () => {
  for (const [name, { factory, schema }] of Object.entries(generators)) {
    expect(factory).toBe(`./src/node/generators#${name}`);
    expect(factories).toHaveProperty(name, expect.any(Function));
    expect(existsSync(join(__dirname, '../..', schema))).toBe(true);
  }
});

test('a generator is the command new of the trainer, with its options', () => {
  const { args } = factories.newCommand('/w', 'mask', { name: 'mine', package: true, dir: 'x' });
  expect(args.slice(-7)).toEqual([
    '/w/apps/trainer/src/main.ts',
    'new',
    'mask',
    'mine',
    '--dir',
    'x',
    '--package',
  ]);
});
