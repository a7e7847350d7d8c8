import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { findCheckpoint } from './find-checkpoint';
import { checkpointPath, checkpointsPath, ownWeights } from './run-paths';

const folder = mkdtempSync(join(tmpdir(), 'find-checkpoint-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = join(folder, 'run');
for (const step of [999_999, 1_000_000]) {
  mkdirSync(checkpointPath(run, step), { recursive: true });
  writeFileSync(join(checkpointPath(run, step), 'state.json'), '{}');
}
mkdirSync(join(checkpointsPath(run), '.tmp-1-abc'));

it('finds the newest checkpoint of a run, and one by its own folder', async () => {
  const newest = { path: join(run, 'checkpoints', 'step-1000000'), runFolder: run };
  expect(await findCheckpoint(run)).toEqual(newest);
  const older = join(run, 'checkpoints', 'step-999999');
  expect(await findCheckpoint(older)).toEqual({ path: older, runFolder: run });
  const near = relative(process.cwd(), older);
  expect(await findCheckpoint(near)).toEqual({ path: near, runFolder: run });
});

it('uses a checkpoint without a run as its own run folder', async () => {
  const copy = join(folder, 'copy');
  cpSync(checkpointPath(run, 999_999), copy, { recursive: true });
  expect(await findCheckpoint(copy)).toEqual({ path: copy, runFolder: copy });
});

it('reports the expected folder if there is no checkpoint', async () => {
  for (const [path, what] of [
    [checkpointsPath(run), 'holds no checkpoint; expected a run folder'],
    [join(folder, 'absent'), 'does not exist; expected a run folder'],
  ]) {
    await expect(findCheckpoint(path)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(`${path} ${what}`),
    });
  }
});

it("keeps the weights of a run's own detector in its folder", () => {
  expect(ownWeights('run')).toBe(join('run', 'detector', 'weights.safetensors'));
});
