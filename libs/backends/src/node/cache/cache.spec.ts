import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VerdictStore } from './verdict-store';

describe('VerdictStore', () => {
  const good = { ok: true, active: { gpu: false, device: 'CPU, 1 thread', version: '1' } } as const;
  const bad = { ok: false, reason: 'SIGILL' } as const;
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'verdicts-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('gives back what was written, under its own name only', async () => {
    const store = new VerdictStore(join(folder, 'new'));
    await store.write('a', good);
    await store.write('b', bad);
    expect(await store.read('a')).toEqual(good);
    expect(await store.read('b')).toEqual(bad);
    expect(await store.read('c')).toBeUndefined();
    expect(readdirSync(join(folder, 'new')).sort()).toEqual(['a.json', 'b.json']);
  });

  test('a bad verdict is forgotten after a day, a good one is not', async () => {
    const store = new VerdictStore(folder);
    for (const [key, verdict] of Object.entries({ good, bad })) {
      await store.write(key, verdict);
      const file = join(folder, `${key}.json`);
      const entry = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, JSON.stringify({ ...entry, at: Date.now() - 25 * 3600_000 }));
    }
    expect(await store.read('good')).toEqual(good);
    expect(await store.read('bad')).toBeUndefined();
  });

  test('a torn file and a folder that cannot be written are no errors', async () => {
    writeFileSync(join(folder, 'torn.json'), '{"at":1');
    expect(await new VerdictStore(folder).read('torn')).toBeUndefined();
    await new VerdictStore(join(folder, 'torn.json', 'x')).write('a', good);
  });
});
