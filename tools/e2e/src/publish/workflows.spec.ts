import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../public-libs';

const FOLDER = join(WORKSPACE, '.github/workflows');
const workflows = readdirSync(FOLDER).map(
  (name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const,
);

describe.each(workflows)('%s', (name, text) => {
  test('uses actions by their commit, beside the version for a reader', () => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('may only read, but for the signed token of a release', () => {
    expect(text).toContain('\npermissions:\n  contents: read\n');
    expect(text.includes('id-token: write')).toBe(name === 'release.yml');
    expect(text).not.toMatch(/secrets\./);
  });

  test('bounds the time of every job', () => {
    const jobs = text.match(/runs-on:/g)?.length;
    expect(text.match(/timeout-minutes:/g)?.length).toBe(jobs);
  });
});
