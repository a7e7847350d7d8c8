import { type Communicator, turn } from '@turbo-hoi/core';
import { resizeRule } from '@turbo-hoi/datasets';
import type { CachedDetector } from '@turbo-hoi/datasets/node';
import { fromJson, toJson } from '@turbo-hoi/mpi';
import type { ComposedExperiment } from '../compose/compose-experiment';
import type { ProgressDisplays, ProposalWork } from '../../progress/progress';
import { proposalsPerPass } from '../images-per-pass';
import { neededImages, trainingImages } from '../train/training-images';

export interface ProposalsAheadOptions {
  readonly composed: Pick<ComposedExperiment, 'experiment' | 'dataset' | 'resize' | 'rng'>;
  readonly detector: CachedDetector;
  /** Groups that are not begun when it aborts are rejected with its reason. */
  readonly signal: AbortSignal;
}

/**
 * Computes and caches the proposals of training images ahead of the steps that need them, in groups, one after the other.
 *
 * The groups depend neither on the cache nor on the order of requests: each image is always processed together with the same others.
 */
export class ProposalsAhead {
  private readonly groupOf = new Map<number, Group>();
  private readonly total: number;
  private readonly sampleAt: ReturnType<typeof trainingImages>;
  private last: Promise<unknown> = Promise.resolve();
  private done = 0;
  private seconds = 0;
  private told = 0;

  /** Null for a detector that is not cached or does not take several images at once. */
  static of(options: ProposalsAheadOptions): ProposalsAhead | null {
    const { proposeAll, has } = options.detector;
    return proposeAll && has ? new ProposalsAhead(options) : null;
  }

  private constructor(private readonly options: ProposalsAheadOptions) {
    const indices = neededImages(options.composed);
    const size = proposalsPerPass();
    for (let first = 0; first < indices.length; first += size) {
      const group: Group = { indices: indices.slice(first, first + size), ready: null };
      for (const index of group.indices) this.groupOf.set(index, group);
    }
    this.total = indices.length;
    this.sampleAt = trainingImages(options.composed);
  }

  /** Resolves once the proposals of an image of the training split are cached. */
  prepare(index: number): Promise<void> {
    const group = this.groupOf.get(index);
    if (!group) return Promise.resolve();
    return (group.ready ??= this.enqueue(group));
  }

  /** Prepares the images of the first step, with a display, or until the signal aborts. */
  async prepareFirst(indices: readonly number[], displays: ProgressDisplays): Promise<void> {
    const missing = await this.missingGroups(indices);
    if (missing.length === 0) return;
    const progress = displays.images('proposals', missing.flatMap((group) => group.indices).length);
    try {
      let done = 0;
      for (const group of missing) {
        await this.prepare(group.indices[0]);
        progress.update((done += group.indices.length));
      }
    } catch (error) {
      if (!this.options.signal.aborted) throw error;
    } finally {
      progress.stop();
    }
  }

  /**
   * Makes the proposals that are missing on any rank, each rank its share of them, with a display, or until the signal aborts. Ranks that have
   * no common cache make the others' when they need them.
   */
  async prepareTogether(
    communicator: Communicator,
    displays: ProgressDisplays,
    signal: AbortSignal,
  ): Promise<void> {
    const { rank, size } = communicator;
    const missing = await this.missingGroups([...this.groupOf.keys()]);
    const told = await communicator.allGather(toJson(missing.map(({ indices }) => indices[0])));
    const firsts = new Set(told.flatMap((bytes) => fromJson<number[]>(bytes)!));
    const sorted = [...firsts].sort((a, b) => a - b);
    const own = sorted.filter((_, i) => i % size === rank);
    const progress = sorted.length > 0 ? displays.images('proposals', this.total) : null;
    try {
      for (const [i, first] of own.entries()) {
        if (signal.aborted) break;
        await this.prepare(first);
        progress?.update(Math.round((this.total * (i + 1)) / own.length));
      }
    } finally {
      progress?.stop();
    }
    await communicator.allGather(new Uint8Array(0));
    // What other ranks have written is seen when the cache is opened again.
    this.options.detector.close?.();
  }

  /** What was done since the last call; null if there was nothing to do so far, or nothing is left. */
  takeWork(): ProposalWork | null {
    const { done, total, seconds, told } = this;
    this.told = seconds;
    if (seconds === 0 || (done === total && seconds === told)) return null;
    return {
      done,
      total,
      seconds: seconds - told,
      secondsLeft: (seconds / done) * (total - done),
    };
  }

  private enqueue(group: Group): Promise<void> {
    const ready = this.last.then(() => this.compute(group));
    this.last = ready.catch(() => undefined);
    return ready;
  }

  private async compute(group: Group): Promise<void> {
    const { detector, signal } = this.options;
    signal.throwIfAborted();
    if (await this.isMissing(group)) {
      // Without the time in which files are read, since a step may run then.
      const reading = this.timed(() => group.indices.map(this.sampleAt));
      const samples = await Promise.all(reading);
      await this.timed(() => detector.proposeAll!(samples));
      await turn();
    }
    this.done += group.indices.length;
  }

  /** Adds to the time of the proposals until the work's result, or the promise of it, is there. */
  private timed<T>(work: () => T): T {
    const began = performance.now();
    const add = () => (this.seconds += (performance.now() - began) / 1000);
    const result = work();
    if (result instanceof Promise) void result.finally(add).catch(() => undefined);
    else add();
    return result;
  }

  private async missingGroups(indices: readonly number[]): Promise<Group[]> {
    const groups = new Set(indices.flatMap((index) => this.groupOf.get(index) ?? []));
    const missing: Group[] = [];
    for (const group of groups) if (await this.isMissing(group)) missing.push(group);
    return missing;
  }

  private async isMissing({ indices }: Group): Promise<boolean> {
    const { composed, detector } = this.options;
    const { dataset, experiment } = composed;
    const rule = experiment.input ? resizeRule(experiment.input) : undefined;
    for (const index of indices) {
      const { imageId, ...size } = await dataset.split('train').annotations(index);
      const { width, height } = rule ? rule(size) : size;
      if (!detector.has!({ imageId, width, height })) return true;
    }
    return false;
  }
}

/** Images that are processed together. */
interface Group {
  /** Into the training split. */
  readonly indices: readonly number[];
  /** Null: not requested yet. */
  ready: Promise<void> | null;
}
