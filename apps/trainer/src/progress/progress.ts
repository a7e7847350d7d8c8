import { SingleBar } from 'cli-progress';
import type { Progress, TrainingUpdate, TrainingWork, WorkBeside } from '@turbo-hoi/experiment';
import { writeText } from '../terminal/write-text';
import { formatDuration } from './duration';
import { Meter, type Pace } from './meter';

/** The stream for progress: standard output, or a fake one in tests. */
export type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

export interface ProgressOptions {
  readonly output?: Output;
  readonly now?: () => number;
}

export type TrainingProgressOptions = ProgressOptions & TrainingWork;

// A line at least this often, however slow the steps are.
const LONGEST_GAP_MS = 10_000;

/** A bar in a terminal, lines elsewhere: step, loss, images per second, time left. */
export function trainingProgress(options: TrainingProgressOptions): Progress<TrainingUpdate> {
  const { steps, done, imagesPerStep, logEvery, now } = options;
  const meter = new Meter(steps, imagesPerStep, now);
  const describe = ({ step, loss, proposals, validation }: TrainingUpdate) => {
    const pace = meter.at(step, sum(proposals, validation));
    const parts = [
      `loss ${formatLoss(loss)}`,
      ...(proposals ? [`proposals ${proposals.done}/${proposals.total}`] : []),
      ...(pace ? [formatPace(pace)] : []),
    ];
    return { at: step, text: parts.join(' · ') };
  };
  const unit = options.what === undefined ? 'step' : `${options.what} step`;
  const isDue = (step: number) => step % logEvery === 0;
  const stopping = 'Stopping after this step; Ctrl-C again ends at once.';
  return display(unit, steps, done, describe, isDue, options, stopping);
}

/**
 * The same for images: evaluation, or any other work of many.
 *
 * @param done images of earlier processes
 * @param unit the word before the count
 */
export function imageProgress(
  total: number,
  done: number,
  options: ProgressOptions = {},
  unit = 'image',
): Progress<number> {
  const meter = new Meter(total, 1, options.now, done);
  const describe = (at: number) => {
    const pace = meter.at(at);
    return { at, text: pace ? formatPace(pace) : '' };
  };
  return display(unit, total, done, describe, () => false, options);
}

interface Described {
  readonly at: number;
  readonly text: string;
}

function display<Update>(
  unit: string,
  total: number,
  done: number,
  describe: (update: Update) => Described,
  isDue: (at: number) => boolean,
  { output = process.stdout, now = () => performance.now() }: ProgressOptions,
  stopping = 'Stopping.',
): Progress<Update> {
  if (output.isTTY) {
    return bar(unit, total, done, describe, output as NodeJS.WriteStream, stopping);
  }
  let lastLine = now();
  const line = (text: string) => writeText(output, `${text}\n`);
  return {
    update: (update) => {
      const { at, text } = describe(update);
      const first = at === done + 1 && isDue(0);
      if (!first && at !== total && !isDue(at) && now() - lastLine < LONGEST_GAP_MS) return;
      lastLine = now();
      line(`${unit} ${at}/${total}${text && ` · ${text}`}`);
    },
    note: line,
    stopping: () => line(stopping),
    stop: () => undefined,
  };
}

function bar<Update>(
  unit: string,
  total: number,
  done: number,
  describe: (update: Update) => Described,
  stream: NodeJS.WriteStream,
  stopping: string,
): Progress<Update> {
  const single = new SingleBar({
    stream,
    format: `${unit} {value}/{total} {bar} {text}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    // The trainer handles Ctrl-C.
    gracefulExit: false,
    fps: 5,
  });
  single.start(total, done, { text: '' });
  const note = (line: string) => {
    stream.write('\r\x1b[K');
    writeText(stream, `${line}\n`);
    single.render();
  };
  return {
    update: (update) => {
      const { at, text } = describe(update);
      single.update(at, { text });
    },
    note,
    stopping: () => note(stopping),
    stop: () => single.stop(),
  };
}

function sum(...works: readonly (WorkBeside | null | undefined)[]): WorkBeside {
  const of = (field: keyof WorkBeside) =>
    works.reduce((all, work) => all + (work?.[field] ?? 0), 0);
  return { seconds: of('seconds'), secondsLeft: of('secondsLeft') };
}

function formatPace({ imagesPerSecond, secondsLeft }: Pace): string {
  return `${imagesPerSecond.toFixed(1)} images/s · ${formatDuration(secondsLeft)} left`;
}

function formatLoss(loss: number): string {
  return loss.toPrecision(4);
}
