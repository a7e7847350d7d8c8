import type { Detections, Detector, Rng, Sample } from '@turbo-hoi/core';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ProposalStore } from './proposal-store';

export interface ProposalCacheOptions {
  /** Where proposals of all detectors and data sets are kept. */
  readonly folder: string;
  /** Tells the data set from others: its kind and what decides which images it has. */
  readonly dataset: string;
  /** Image ids are unique within a split. */
  readonly split: string;
  /** Told when proposals cannot be kept or found again; training goes on without. */
  readonly warn?: (line: string) => void;
}

/** A detector that looks up what it found before. */
export interface CachedDetector extends Detector {
  /** Closes the files; absent where nothing is kept. */
  close?(): void;
}

/**
 * Keeps a detector's proposals on disk, by detector, data set, split, image id and image size.
 *
 * A detector without a `cacheKey` is given back as it is.
 */
export function cachedDetector(detector: Detector, options: ProposalCacheOptions): CachedDetector {
  const { cacheKey } = detector;
  if (cacheKey === undefined) return detector;
  const { folder, dataset, split, warn = () => undefined } = options;
  const name = hash(JSON.stringify([cacheKey, dataset, split]));
  return new StoredProposals(detector, cacheKey, join(folder, name), warn);
}

class StoredProposals implements CachedDetector {
  private readonly underWay = new Map<string, Promise<Detections>>();
  private store: ProposalStore | null = null;
  private broken = false;

  get gives(): Detector['gives'] {
    return this.detector.gives;
  }

  constructor(
    private readonly detector: Detector,
    readonly cacheKey: string,
    private readonly folder: string,
    private readonly warn: (line: string) => void,
  ) {}

  propose(sample: Sample, rng: Rng): Promise<Detections> {
    const { width, height } = sample.image;
    const key = { imageId: sample.imageId, width, height };
    const name = JSON.stringify(key);
    // An image may be in two batches that are prepared at once.
    const known = this.underWay.get(name);
    if (known) return known;
    const proposals = this.findOrMake(key, sample, rng).finally(() => this.underWay.delete(name));
    this.underWay.set(name, proposals);
    return proposals;
  }

  close(): void {
    this.store?.close();
    this.store = null;
  }

  private async findOrMake(
    key: { imageId: number; width: number; height: number },
    sample: Sample,
    rng: Rng,
  ): Promise<Detections> {
    const found = await this.guard(async (store) => store.get(key));
    if (found) return found;
    const made = await this.detector.propose(sample, rng);
    await this.guard(async (store) => store.put(key, made));
    return made;
  }

  /** What the disk refuses costs time, not the run: it is told once, and nothing is kept from then on. */
  private async guard<T>(use: (store: ProposalStore) => Promise<T>): Promise<T | null> {
    if (this.broken) return null;
    try {
      return await use((this.store ??= new ProposalStore(this.folder, this.warn)));
    } catch (error) {
      this.broken = true;
      const { message } = error as Error;
      this.warn(`${this.folder}: proposals cannot be kept (${message}); they are made every time.`);
      return null;
    }
  }
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24);
