import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import { pluginFiles } from './plugin-files';
import { PLUGIN_PARTS, slotExample } from './slot-example';
import { writePlugin } from './write-plugin';

const folder = temporaryFolder();

test.each(PLUGIN_PARTS)('a %s is the tested example of its slot under another kind', (part) => {
  const files = pluginFiles({ part, name: 'my-own', isPackage: true });
  const code = files.get('src/index.ts')!;
  expect(code).toContain("kind: 'my-own'");
  expect(code.replace("kind: 'my-own'", '')).toBe(
    `${slotExample(part).replace(/\bkind: '[^']+'/, '')}\n`,
  );
  const { peerDependencies } = JSON.parse(files.get('package.json')!);
  for (const [, from] of code.matchAll(/from '(@[^']+)'/g))
    expect(peerDependencies).toHaveProperty([from]);
});

test('writes files for a workspace, and those of a package', () => {
  writePlugin({ part: 'mask', name: 'soft', isPackage: false }, folder);
  expect(readFileSync(join(folder, 'soft/soft.plugin.test.ts'), 'utf8')).toContain(
    'checkPlugin(plugin)',
  );
  writePlugin({ part: 'mask', name: 'hard', isPackage: true }, folder);
  expect(JSON.parse(readFileSync(join(folder, 'hard/package.json'), 'utf8'))).toMatchObject({
    name: 'hard',
  });
});

test.each([
  ['msk', 'fine', /new msk: no such part, did you mean "mask"\? Expected one of stem, detector/],
  ['mask', 'My Mask', /The name "My Mask": expected lower-case letters/],
  ['mask', '../mask', /The name "\.\.\/mask": expected/],
  ['mask', 'taken', /taken exists already\. Choose another name, or remove it\./],
])('new %s %s is one line', (part, name, message) => {
  mkdirSync(join(folder, 'taken'), { recursive: true });
  expect(() => writePlugin({ part, name, isPackage: false }, folder)).toThrow(message);
});

test('a folder that cannot be written is named', () => {
  const file = join(folder, 'soft/README.md');
  chmodSync(file, 0o400);
  expect(() => writePlugin({ part: 'mask', name: 'inside', isPackage: false }, file)).toThrow(
    /inside cannot be written: /,
  );
});
