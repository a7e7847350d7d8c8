import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../pack/run';
import { published, WORKSPACE } from '../public-libs';

/**
 * A clone of the last commit with this workspace's packages installed, in which a release can be tried: its tag, commit
 * and changelog stay there.
 *
 * @param npmrc settings of the registry that it is published to
 */
export function temporaryClone(folder: string, npmrc: string): void {
  run('git', ['clone', '--quiet', '--no-hardlinks', WORKSPACE, folder], WORKSPACE);
  run('git', ['config', 'user.name', 'release'], folder);
  run('git', ['config', 'user.email', 'release@localhost'], folder);
  // Links to the workspace's own packages are relative: they lead to those of the clone.
  run('cp', ['-al', join(WORKSPACE, 'node_modules'), join(folder, 'node_modules')], WORKSPACE);
  for (const lib of published()) withoutProvenance(lib.folder.replace(WORKSPACE, folder));
  appendFileSync(join(folder, '.npmrc'), npmrc);
  run('git', ['commit', '--quiet', '--all', '-m', 'build: no provenance'], folder);
}

/** npm makes a statement of provenance only within a known builder. */
function withoutProvenance(folder: string): void {
  const path = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  delete manifest.publishConfig.provenance;
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}
