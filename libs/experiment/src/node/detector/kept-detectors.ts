import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChosenBackend } from '@turbo-hoi/backends';
import type { DetectorTraining } from '@turbo-hoi/core';
import { cacheFolder, makeFolderSync, writeFileAtomicallySync } from '@turbo-hoi/files/node';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { datasetKey } from '../compose/kept-detector';

/** The weights of detectors that this user's runs have trained, in the cache; a file's name has the hash of its content. */
export class KeptDetector {
  private readonly folder = join(cacheFolder(), 'detectors');
  private readonly key: string;

  /** The detector of everything that determines its weights. */
  constructor(
    { experiment, dataset: { info } }: Pick<ComposedExperiment, 'experiment' | 'dataset'>,
    learner: Pick<DetectorTraining, 'key'>,
    { name, version }: Pick<ChosenBackend, 'name' | 'version'>,
  ) {
    const { dataset, detectorTraining, input, augment } = experiment;
    const training = { ...detectorTraining, reuse: undefined };
    const key = [datasetKey(dataset, info), learner.key, training, input, augment, name, version];
    this.key = hashOf(JSON.stringify(key));
  }

  /**
   * Copies the weights; a file whose content is not that of its name is deleted.
   *
   * @returns the path in the cache; null if there are none
   * @throws Error if the copy cannot be written
   */
  copyTo(weights: string, notify: (line: string) => void): string | null {
    for (const name of this.names()) {
      const path = join(this.folder, name);
      const bytes = readFileSync(path);
      if (name === this.nameOf(bytes)) {
        makeFolderSync(dirname(weights));
        writeFileAtomicallySync(weights, bytes);
        sealWeights(weights, bytes);
        return path;
      }
      notify(
        `${path} is damaged: its content is not what was kept. The detector is trained again.`,
      );
      rmSync(path, { force: true });
    }
    return null;
  }

  /** @throws Error if the copy cannot be written */
  keep(weights: string): void {
    const bytes = readFileSync(weights);
    makeFolderSync(this.folder);
    writeFileAtomicallySync(join(this.folder, this.nameOf(bytes)), bytes);
  }

  private names(): string[] {
    try {
      return readdirSync(this.folder).filter((name) => name.startsWith(`${this.key}-`));
    } catch {
      return [];
    }
  }

  private nameOf(bytes: Uint8Array): string {
    return `${this.key}-${hashOf(bytes)}.safetensors`;
  }
}

/** Writes the hash of the weights of a run's detector beside them. @param bytes the file's content */
export function sealWeights(path: string, bytes: Uint8Array = readFileSync(path)): void {
  writeFileAtomicallySync(hashFile(path), hashOf(bytes));
}

/** Whether the weights are those that were sealed; true without a hash, as older versions leave them. */
export function areIntact(path: string): boolean {
  let written: string;
  try {
    written = readFileSync(hashFile(path), 'utf8').trim();
  } catch {
    return true;
  }
  return written === hashOf(readFileSync(path));
}

const hashFile = (path: string) => `${path}.sha256`;

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 24);
}
