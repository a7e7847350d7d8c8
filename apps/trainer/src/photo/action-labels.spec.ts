import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import { readActionLabels } from './action-labels';

const folder = temporaryFolder();
const label = {
  file: 'a.jpg',
  action: 'riding',
  verbs: ['ride'],
  objects: ['horse'],
  personBox: [0, 0, 5, 9],
};

function write(content: unknown): string {
  const path = join(folder, 'labels.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('reads a list of labels, or one below "images", with fields of its own', async () => {
  const expected = [{ ...label, alsoTrue: [] }];
  expect(await readActionLabels(write([label]))).toEqual(expected);
  expect(await readActionLabels(write({ images: [{ ...label, note: 1 }] }))).toEqual([
    { ...expected[0], note: 1 },
  ]);
});

test.each([
  ['no JSON', '[', 'io', /labels.json: cannot be read/],
  ['no label', [], 'data', /labels.json/],
  ['no list', { photos: [label] }, 'data', /labels.json/],
  ['a label without verbs', [label, { ...label, verbs: [] }], 'data', /labels.json: 1.verbs: /],
  ['a box of three numbers', [{ ...label, personBox: [1, 2, 3] }], 'data', /0.personBox/],
])('refuses %s', async (_, content, kind, message) => {
  await expect(readActionLabels(write(content))).rejects.toMatchObject({
    kind,
    message: expect.stringMatching(message),
  });
});

test('names a missing file', async () => {
  await expect(readActionLabels(join(folder, 'absent.json'))).rejects.toThrow(
    /absent.json: cannot/,
  );
});
