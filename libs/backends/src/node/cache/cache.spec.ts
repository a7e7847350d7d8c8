import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProbeResultStore } from './probe-result-store';

describe('ProbeResultStore', () => {
  const good = { ok: true, active: { gpu: false, device: 'CPU, 1 thread', version: '1' } } as const;
  const bad = { ok: false, reason: 'SIGILL' } as const;
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'probes-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('returns the stored result, only for the same key', async () => {
    const store = new ProbeResultStore(join(folder, 'new'));
    await store.write('a', good);
    await store.write('b', bad);
    expect(await store.read('a')).toEqual(good);
    expect(await store.read('b')).toEqual(bad);
    expect(await store.read('c')).toBeUndefined();
    expect(readdirSync(join(folder, 'new')).sort()).toEqual(['a.json', 'b.json']);
  });

  test('a failure expires after a day, a success does not', async () => {
    const store = new ProbeResultStore(folder);
    for (const [key, result] of Object.entries({ good, bad })) {
      await store.write(key, result);
      const file = join(folder, `${key}.json`);
      const entry = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, JSON.stringify({ ...entry, at: Date.now() - 25 * 3600_000 }));
    }
    expect(await store.read('good')).toEqual(good);
    expect(await store.read('bad')).toBeUndefined();
  });

  test('ignores an incomplete file and a folder that cannot be written', async () => {
    writeFileSync(join(folder, 'torn.json'), '{"at":1');
    expect(await new ProbeResultStore(folder).read('torn')).toBeUndefined();
    await new ProbeResultStore(join(folder, 'torn.json', 'x')).write('a', good);
  });
});
