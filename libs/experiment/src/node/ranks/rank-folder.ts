import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Communicator } from '@turbo-hoi/core';
import { type RunFiles, runFiles } from '../run-folder/run-folder';

/** The run folder as a rank sees it. */
export interface RankFolder {
  readonly files: RunFiles;
  /** Removes what only this rank has. */
  remove(): void;
}

/** The run's own folder on rank 0; elsewhere a temporary one, for the weights of a detector that the run has trained. */
export function rankFolder({ rank }: Communicator, files: RunFiles): RankFolder {
  if (rank === 0) return { files, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-rank-'));
  return {
    files: runFiles(folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
