import { appendFileSync, closeSync, fsyncSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { StepRecord } from '../loop/train';
import { writeFileAtomically } from '@turbo-hoi/files/node';
import { ioError, isErrno } from '@turbo-hoi/core';
import { metricsLine, parseMetrics } from './metrics-line';

/** The growing `metrics.jsonl` of a run. */
export interface MetricsLog {
  /** Number of steps before the first that is appended which have no line: the file was changed or lost. */
  readonly missing: number;
  /** Adds a line; it reaches the file within a second. @throws TurboHoiError `io` */
  append(record: StepRecord): void;
  /** Waits until the disk has every line; call it before a checkpoint. @throws TurboHoiError `io` */
  sync(): void;
  /** Flushes and closes the file. @throws TurboHoiError `io` */
  close(): void;
}

const FLUSH_MS = 1000;

/**
 * Opens the metrics of a run to append to them.
 *
 * @param keepSteps lines of later steps are removed first: 0 for a new run, the checkpoint's step for a resumed one
 * @throws TurboHoiError `io`
 */
export async function openMetricsLog(path: string, keepSteps: number): Promise<MetricsLog> {
  try {
    const kept = await truncate(path, keepSteps);
    return new FileMetricsLog(path, openSync(path, 'a'), keepSteps - kept);
  } catch (error) {
    throw ioError('write the metrics', path, error);
  }
}

/** Returns the number of steps that have a line. */
async function truncate(path: string, keepSteps: number): Promise<number> {
  const text = await readFile(path, 'utf8').catch((error) => {
    if (isErrno(error, 'ENOENT')) return '';
    throw error;
  });
  const lines = parseMetrics(text).filter(({ step }) => step <= keepSteps);
  const kept = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  if (kept !== text) await writeFileAtomically(path, kept);
  return new Set(lines.map(({ step }) => step)).size;
}

class FileMetricsLog implements MetricsLog {
  private waiting = '';
  private failure: unknown = null;
  private readonly timer = setInterval(() => this.flushQuietly(), FLUSH_MS).unref();

  constructor(
    private readonly path: string,
    private readonly file: number,
    readonly missing: number,
  ) {}

  append(record: StepRecord): void {
    this.throwFailure();
    this.waiting += `${JSON.stringify(metricsLine(record))}\n`;
  }

  sync(): void {
    this.throwFailure();
    try {
      this.flush();
      fsyncSync(this.file);
    } catch (error) {
      throw ioError('write the metrics', this.path, error);
    }
  }

  close(): void {
    clearInterval(this.timer);
    try {
      this.sync();
    } finally {
      closeSync(this.file);
    }
  }

  private flush(): void {
    if (this.waiting === '') return;
    appendFileSync(this.file, this.waiting);
    this.waiting = '';
  }

  /** A timer has no caller to throw at; the next call throws. */
  private flushQuietly(): void {
    try {
      this.flush();
    } catch (error) {
      this.failure = error;
    }
  }

  private throwFailure(): void {
    if (this.failure !== null) throw ioError('write the metrics', this.path, this.failure);
  }
}
