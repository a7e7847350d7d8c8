import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJsonFile } from '../node/read-json-file';
import { readMatFile } from '../node/read-mat-file';
import { readPickleFile } from '../node/read-pickle-file';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const READERS = {
  pkl: readPickleFile,
  mat: readMatFile,
  json: (path: string) => readJsonFile(path, { images: () => undefined }),
};

const PICKLE = '\x80\x02}(U\x01acnumpy\nndarray\nU\x01bcnumpy\nndarray\nu.';
const TEXT_PICKLE = '(dp0\nI1\nI2\nsg0\n.';

it.each<[keyof typeof READERS, string, string]>([
  ['pkl', '', 'is empty (0 bytes); expected a pickle'],
  ['mat', '', 'is empty (0 bytes); expected a MATLAB file'],
  ['json', '', 'is empty'],
  ['pkl', '[{"image_id": 1}]', 'is JSON and not a pickle; name it .json'],
  ['mat', '{"images": []}', 'is JSON and not a MATLAB file'],
  ['json', PICKLE, 'is a pickle and not JSON; name it .pkl'],
  ['pkl', '<!DOCTYPE html><html>', 'is a web page and not a pickle; the download was refused'],
  ['json', '<html>', 'is a web page and not JSON'],
  ['json', 'version https://git-lfs.github.com/spec/v1\n', 'git lfs pull'],
  ['pkl', '\x93NUMPY\x01\0', 'is a NumPy array (.npy) and not a pickle'],
  ['pkl', TEXT_PICKLE.replaceAll('\n', '\r\n'), 'its line ends were changed to CRLF'],
  ['pkl', PICKLE.replaceAll('\n', '\r\n'), 'its line ends were changed to CRLF'],
  ['json', 'hello', 'line 1'],
])('a .%s file of %j: %s', async (kind, content, message) => {
  const path = join(folder, `file.${kind}`);
  writeFileSync(path, content, 'latin1');
  await expect(READERS[kind](path)).rejects.toMatchObject({
    kind: 'data',
    message: expect.stringContaining(message),
  });
});
