import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { writeDurably } from './write-durably';
import { removeFolderAtomically, writeFolderAtomically } from './write-folder-atomically';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-'))));
afterEach(() => rm(folder, { recursive: true }));

const fill = (text: string) => async (draft: string) => {
  await mkdir(join(draft, 'below'));
  await writeDurably(join(draft, 'below', 'file'), text);
};
const content = (name: string) => readFile(join(folder, name, 'below', 'file'), 'utf8');

describe('writeFolderAtomically', () => {
  it('creates the folder only when it is complete, and creates missing parents', async () => {
    const path = join(folder, 'a', 'b');
    await writeFolderAtomically(path, async (draft) => {
      await fill('x')(draft);
      expect(dirname(draft)).toBe(dirname(path));
      expect(await readdir(dirname(path))).toEqual([basename(draft)]);
    });
    expect(await content('a/b')).toBe('x');
    expect(await readdir(join(folder, 'a'))).toEqual(['b']);
  });

  it('removes a folder that could not be filled, and keeps an existing one', async () => {
    await writeFolderAtomically(join(folder, 'a'), fill('old'));
    const torn = async (draft: string) => {
      await fill('new')(draft);
      throw new Error('no more');
    };
    for (const replace of [false, true]) {
      const attempt = writeFolderAtomically(join(folder, 'a'), torn, { replace });
      await expect(attempt).rejects.toThrow('no more');
      expect(await readdir(folder)).toEqual(['a']);
      expect(await content('a')).toBe('old');
    }
  });

  it('replaces an empty folder, and one with content if replace is true', async () => {
    const path = join(folder, 'a');
    await mkdir(path);
    await writeFolderAtomically(path, fill('first'));
    const refused = writeFolderAtomically(path, fill('second'));
    await expect(refused).rejects.toMatchObject({ code: 'ENOTEMPTY' });
    expect(await content('a')).toBe('first');
    await writeFolderAtomically(path, fill('third'), { replace: true });
    expect(await content('a')).toBe('third');
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('keeps a file of that name', async () => {
    await writeFile(join(folder, 'a'), 'mine');
    for (const replace of [false, true])
      await expect(
        writeFolderAtomically(join(folder, 'a'), fill('x'), { replace }),
      ).rejects.toThrow('ENOTDIR');
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('mine');
    expect(await readdir(folder)).toEqual(['a']);
  });
});

it('removes a folder with its content', async () => {
  await writeFolderAtomically(join(folder, 'a'), fill('x'));
  await removeFolderAtomically(join(folder, 'a'));
  expect(await readdir(folder)).toEqual([]);
  await expect(removeFolderAtomically(join(folder, 'a'))).rejects.toThrow('ENOENT');
});
