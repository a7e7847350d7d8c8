import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFileAtomically } from './write-file-atomically';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('writeFileAtomically', () => {
  it('writes text and bytes in order, also over several blocks', async () => {
    const large = new Uint8Array(2 ** 20 + 3).fill(65);
    await writeFileAtomically(join(folder, 'file'), ['ä', large, Uint8Array.of(66), 'end']);
    const bytes = await readFile(join(folder, 'file'));
    expect(bytes.equals(Buffer.concat([Buffer.from('ä'), large, Buffer.from('Bend')]))).toBe(true);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('keeps the old file if writing the new one fails', async () => {
    const path = join(folder, 'file');
    await writeFile(path, 'old');
    async function* torn() {
      yield 'new';
      throw new Error('no more');
    }
    await expect(writeFileAtomically(path, torn())).rejects.toThrow('no more');
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('reports a missing folder', async () => {
    await expect(writeFileAtomically(join(folder, 'no', 'file'), [''])).rejects.toThrow(/ENOENT/);
  });
});
