import { BadEntries } from '@turbo-hoi/formats';

/** Options for reading the files of a metric. */
export interface ScoreOptions {
  /** Skips bad entries; otherwise they are an error. */
  readonly skipBad?: boolean;
  /** Receives a line about everything that a reader leaves out or assumes. */
  warn?(line: string): void;
  /** Bytes read of a file, and its size. */
  onProgress?(file: string, done: number, total: number): void;
}

/** Collects the bad entries of a file while it is read, and skips or reports them by the options. */
export async function withBadEntries<T>(
  file: string,
  options: ScoreOptions,
  read: (bad: BadEntries) => Promise<T>,
): Promise<T> {
  const bad = new BadEntries(file);
  const result = await read(bad);
  bad.finish(options.skipBad ?? false, options.warn);
  return result;
}

/** Converts the options to those of `readJsonFile`. */
export function progressOf(file: string, { onProgress }: ScoreOptions) {
  return { onProgress: (done: number, total: number) => onProgress?.(file, done, total) };
}
