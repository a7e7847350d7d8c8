import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfigFile } from './config-file';

test('a config nested without end is refused by its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-'));
  try {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    writeFileSync(join(folder, 'deep.json'), `{"name":"x","seed":${deep}}`);
    await expect(readConfigFile('deep.json', folder, folder)).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringMatching(/^--config deep\.json: \S+deep\.json: lists and objects/),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
