import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJsonFile } from './read-json-file';
import { refusePipe } from './refuse-pipe';

const folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a pipe is refused before it is opened; files, folders and missing ones are not', async () => {
  const pipe = join(folder, 'pipe.json');
  spawnSync('mkfifo', [pipe]);
  writeFileSync(join(folder, 'a.json'), '[]');
  expect(() => refusePipe(pipe)).toThrow('is a pipe or a device, not a file');
  await expect(readJsonFile(pipe, { '[]': () => undefined })).rejects.toThrow('is a pipe');
  for (const path of ['a.json', '', 'absent']) refusePipe(join(folder, path));
});
