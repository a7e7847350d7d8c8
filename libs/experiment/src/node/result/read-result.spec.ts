import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import { readResult } from './read-result';

const folder = temporaryFolder();

function file(content: string): string {
  const path = join(folder, 'result.json');
  writeFileSync(path, content);
  return path;
}

test('reads a result of an older version, which calls the prior chance', () => {
  const row = { apAgent: 3, apRole: null, apHoi: null, apKp50: 1, hico: null };
  const older = readResult(file(JSON.stringify({ stages: [], chance: row })));
  expect(older).toEqual({ stages: [], prior: row, columns: [] });
  const newer = { stages: [], prior: row, columns: [{ key: 'apAgent' }] };
  expect(readResult(file(JSON.stringify(newer)))).toEqual(newer);
});

test.each([
  ['{"stages', 'is not JSON'],
  ['null', 'is no result of a run'],
  ['{"stages": []}', 'expected fields stages and prior'],
])('%s is refused', (content, message) => {
  expect(() => readResult(file(content))).toThrow(message);
});

test('an absent file is named', () => {
  expect(() => readResult(join(folder, 'absent.json'))).toThrow('absent.json: cannot be read');
});
