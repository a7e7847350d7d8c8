import { text } from 'node:stream/consumers';
import { type Checks, runChecks, printLine } from '../checks';
import { exitOf, start } from '../trainer';

/** Memory limit of each published network. */
const LIMIT_MEGABYTES = 8_000;

/** The paper's network, what it is compared with, and its rivals; each in a process of its own: a peak is a process's. */
const NETWORKS = [
  'published-vcoco',
  'published-vcoco-hoi-only',
  'published-vcoco-pose-only',
  'published-vcoco-multi-task',
  'published-interactnet',
  'published-gupta-malik',
  'published-mask-rcnn',
];

const commandOf = (size: string) =>
  `bench --size ${size} --steps 2 --warmup 0 --backend tensorflow --json`;

/** The fields of the bench's JSON line used here. */
interface Report {
  readonly steps: number;
  readonly parameters: number;
  readonly peakMegabytes: number;
  readonly milliseconds: Readonly<Record<string, { readonly median: number }>>;
}

/** Runs two training steps of each published V-COCO network on images of 600×1000 and checks the peak memory. */
async function main(checks: Checks): Promise<void> {
  for (const network of NETWORKS) await checkPeak(network, checks);
}

async function checkPeak(network: string, checks: Checks): Promise<void> {
  const child = start('apps/trainer/src/main.ts', commandOf(network).split(' '), [
    'ignore',
    'pipe',
    'inherit',
  ]);
  const [output, code] = await Promise.all([text(child.stdout!), exitOf(child)]);
  if (code === null) throw new Error('The process was killed; the machine may lack memory.');
  if (code !== 0) throw new Error(`bench ended with ${code}.`);
  const { steps, parameters, peakMegabytes, milliseconds } = JSON.parse(output) as Report;
  const seconds = (phase: string) => `${(milliseconds[phase].median / 1000).toFixed(1)} s`;
  printLine(
    `${network}: ${parameters.toLocaleString('en')} parameters, ${steps} steps: ${seconds('step')} a step ` +
      `(forward ${seconds('forward')}, backward ${seconds('backward')}, update ${seconds('update')})`,
  );
  await checks.check(
    `${network}: peak resident memory ${peakMegabytes} MB of ${LIMIT_MEGABYTES} MB`,
    () => {
      if (peakMegabytes > LIMIT_MEGABYTES) throw new Error('too much');
    },
  );
}

void runChecks(main);
