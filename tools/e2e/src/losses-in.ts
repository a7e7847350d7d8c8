import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Loss and parts of each step of a run folder, as logged, without times; a torn last line is ignored. */
export function lossesIn(folder: string): string[] {
  const path = join(folder, 'metrics.jsonl');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.stringify({ ...JSON.parse(line), seconds: undefined }));
}
