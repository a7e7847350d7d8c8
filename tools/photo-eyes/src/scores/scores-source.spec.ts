import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PHOTO_SCORES } from '@turbo-hoi/pretrained';
import { scoresSource } from './scores-source';

const FILE = '../../../../libs/pretrained/src/photo/photo-scores.ts';

test('the file of the numbers is as it would be written again', () => {
  const { version, ...numbers } = PHOTO_SCORES;
  const source = scoresSource(numbers, 254);
  expect(source).toBe(readFileSync(join(__dirname, FILE), 'utf8'));
  expect(source).toContain(version);
});
