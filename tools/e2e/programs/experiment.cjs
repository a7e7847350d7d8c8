// Trains 5 steps, is stopped on the way, resumes and evaluates, with the packed libraries alone.
require('reflect-metadata');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { defineExperiment, stage } = require('@turbo-hoi/experiment');
const { evaluateRun, runExperiment } = require('@turbo-hoi/experiment/node');

const block = { channels: 4, deconvChannels: 2, groups: 1 };
const experiment = defineExperiment({
  dataset: { kind: 'synthetic', size: 32, train: 4, test: 2 },
  detector: { kind: 'annotated' },
  stem: { kind: 'small', widths: [2, 2, 2], blocks: [1, 1], channels: 4, groups: 1 },
  roi: { side: 2, context: null },
  initialPose: { convs: 1, ...block },
  stages: [
    stage({
      hoi: { kind: 'explicit', width: 4, layers: 1 },
      pose: { kind: 'hoi-guided', convs: 1, ...block },
    }),
  ],
  objectBranch: null,
  sampling: { images: 1, people: 2, proposals: 2 },
  training: { steps: 5 },
});

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-experiment-'));
  try {
    const whole = join(folder, 'whole');
    const straight = await runExperiment(experiment, { runDir: whole, backend: 'cpu' });
    const runDir = join(folder, 'stopped');
    const controller = new AbortController();
    const stopped = await runExperiment(experiment, {
      runDir,
      backend: 'cpu',
      signal: controller.signal,
      onStep: ({ step }) => step === 2 && controller.abort(),
    });
    expectEqual([stopped.status, stopped.step], ['stopped', 2]);
    const resumed = await runExperiment(experiment, { runDir, resume: true, backend: 'cpu' });
    expectEqual([resumed.status, resumed.step], ['finished', 5]);
    expectEqual(losses(runDir), losses(whole));
    const { result } = await evaluateRun(runDir, { backend: 'cpu' });
    expectEqual(result.stages, straight.result.stages);
    console.log(`5 steps, resumed after 2 and evaluated through runExperiment`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const losses = (run) =>
  readFileSync(join(run, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).loss);

function expectEqual(got, expected) {
  const [a, b] = [got, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`got ${a}, expected ${b}`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
