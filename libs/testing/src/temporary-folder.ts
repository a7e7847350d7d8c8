import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one test file, removed at its end. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'turbo-hoi-test-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
