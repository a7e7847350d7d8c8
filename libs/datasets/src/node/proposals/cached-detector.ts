import { createRng, type Detections, type Detector, type Rng, type Sample } from '@turbo-hoi/core';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ProposalKey } from './proposal-record';
import { ProposalStore } from './proposal-store';

export interface ProposalCacheOptions {
  /** Folder of the proposals of all detectors and data sets. */
  readonly folder: string;
  /** Identifies the data set: its kind and the options that determine its images. */
  readonly dataset: string;
  /** Image ids are unique within a split. */
  readonly split: string;
  /** Receives a warning if proposals cannot be stored or read; training continues without the cache. */
  readonly warn?: (line: string) => void;
}

/** A detector that caches its proposals. */
export interface CachedDetector extends Detector {
  /** Whether the proposals of an image of this size are cached; absent without a cache. */
  has?(key: ProposalKey): boolean;
  /** Closes the files; absent without a cache. */
  close?(): void;
}

/**
 * Caches a detector's proposals on disk, by detector, data set, split, image id and image size.
 *
 * A detector without a `cacheKey` is returned unchanged.
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

  get proposesOnly(): Detector['proposesOnly'] {
    return this.detector.proposesOnly;
  }

  constructor(
    private readonly detector: Detector,
    readonly cacheKey: string,
    private readonly folder: string,
    private readonly warn: (line: string) => void,
  ) {}

  has(key: ProposalKey): boolean {
    return this.openStore()?.has(key) ?? false;
  }

  /** Absent if the detector does not ask for names: reading those of a large split takes time. */
  get expect(): Detector['expect'] {
    const { detector } = this;
    return detector.expect && ((images) => detector.expect!(images));
  }

  /** If one image of a batch is not cached, the detector runs on all of them, so that a result never depends on what was cached. */
  async proposeAll(samples: readonly Sample[]): Promise<Detections[]> {
    const { detector } = this;
    // A detector with a key does not use the generator.
    if (!detector.proposeAll)
      return Promise.all(samples.map((sample) => this.propose(sample, createRng(0))));
    const kept = await Promise.all(
      samples.map((sample) => this.guard(async (store) => store.get(keyOf(sample)))),
    );
    if (kept.every((found) => found !== null)) return kept as Detections[];
    const made = await detector.proposeAll(samples);
    return Promise.all(
      samples.map(async (sample, i) => {
        const known = kept[i];
        if (known) return known;
        await this.guard(async (store) => store.put(keyOf(sample), made[i]));
        return made[i];
      }),
    );
  }

  propose(sample: Sample, rng: Rng): Promise<Detections> {
    const key = keyOf(sample);
    const name = JSON.stringify(key);
    // An image may be in two batches that are prepared in parallel.
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

  private async findOrMake(key: ProposalKey, sample: Sample, rng: Rng): Promise<Detections> {
    const found = await this.guard(async (store) => store.get(key));
    if (found) return found;
    const made = await this.detector.propose(sample, rng);
    await this.guard(async (store) => store.put(key, made));
    return made;
  }

  private openStore(): ProposalStore | null {
    if (this.broken) return null;
    try {
      return (this.store ??= new ProposalStore(this.folder, this.warn));
    } catch (error) {
      this.fail(error as Error);
      return null;
    }
  }

  /** A disk error must not end the run: it is reported once, and nothing is cached from then on. */
  private async guard<T>(use: (store: ProposalStore) => Promise<T>): Promise<T | null> {
    const store = this.openStore();
    if (!store) return null;
    try {
      return await use(store);
    } catch (error) {
      this.fail(error as Error);
      return null;
    }
  }

  private fail({ message }: Error): void {
    this.broken = true;
    this.warn(
      `${this.folder}: proposals cannot be cached (${message}); they are computed every time.`,
    );
  }
}

function keyOf({ imageId, image: { width, height } }: Sample): ProposalKey {
  return { imageId, width, height };
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24);
