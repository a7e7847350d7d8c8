import { BadEntries } from '@turbo-hoi/formats';

/** How the files of a metric are read. */
export interface ScoreOptions {
  /** Goes on without bad entries; otherwise they are an error. */
  readonly skipBad?: boolean;
  /** Gets a line for everything that a reader leaves out or takes for granted. */
  warn?(line: string): void;
  /** Bytes of a file that are read, of how many. */
  onProgress?(file: string, done: number, total: number): void;
}

/** Collects the bad entries of a file while it is read, and deals with them as the options say. */
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

/** For `readJsonFile` and its kin. */
export function progressOf(file: string, { onProgress }: ScoreOptions) {
  return { onProgress: (done: number, total: number) => onProgress?.(file, done, total) };
}
