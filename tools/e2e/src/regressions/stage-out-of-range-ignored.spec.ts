import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseStored } from '@turbo-hoi/experiment';
import { evaluateRun, runExperiment } from '@turbo-hoi/experiment/node';
import { WORKSPACE } from '../public-libs';

jest.setTimeout(60_000);

const CONFIG = 'libs/experiment/src/testing/__fixtures__/run-of-format-2/config.json';
const folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-stage-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('refuses a stage that the model does not have, with and without detection files', async () => {
  const stored = JSON.parse(readFileSync(join(WORKSPACE, CONFIG), 'utf8')) as object;
  const experiment = parseStored({ ...stored, training: { steps: 1 } }, CONFIG);
  const runDir = join(folder, 'run');
  await runExperiment(experiment, { runDir, backend: 'cpu' });
  const evaluated = evaluateRun(runDir, { backend: 'cpu', stage: 9 });
  await expect(evaluated).rejects.toThrow('--stage 9: the model has stages 0 to 2.');
});
