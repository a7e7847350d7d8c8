import type { ImageAnnotations, Rng, SplitName } from '@turbo-hoi/core';

/** An image by split and index. */
export interface SampleRef {
  readonly split: SplitName;
  readonly index: number;
}

interface Candidate extends SampleRef {
  /** The columns with a positive in the image. */
  readonly columns: ReadonlySet<number>;
}

const PER_COLUMN = 4;
const DEFAULT_LIMIT = 60;

/**
 * Chooses images for a gallery, in one pass and in memory that does not grow with the data set: a few for each column of the
 * vocabulary, the rest at random.
 */
export class SampleChooser {
  private readonly byColumn = new Map<number, Reservoir>();
  private readonly anyImage: Reservoir;
  private readonly splits = new Set<SplitName>();

  /** @param limit number of images; default 60, or as many as needed for an example of every action */
  constructor(
    private readonly rng: Rng,
    private readonly limit?: number,
  ) {
    this.anyImage = new Reservoir(limit ?? DEFAULT_LIMIT, rng.fork('any'));
  }

  add(split: SplitName, index: number, { people }: ImageAnnotations): void {
    this.splits.add(split);
    const columns = new Set(
      people.flatMap(({ interactions }) => (interactions ?? []).map(({ column }) => column)),
    );
    const candidate = { split, index, columns };
    if (people.length > 0) this.anyImage.add(candidate);
    for (const column of columns) {
      const known = this.byColumn.get(column);
      const reservoir = known ?? new Reservoir(PER_COLUMN, this.rng.fork('column', column));
      if (!known) this.byColumn.set(column, reservoir);
      reservoir.add(candidate);
    }
  }

  /** Grouped by split in the order of their first image, ascending by index within a split. */
  choose(): SampleRef[] {
    const chosen = new Map<string, Candidate>();
    const shown = new Set<number>();
    const take = (candidate: Candidate) => {
      chosen.set(`${candidate.split} ${candidate.index}`, candidate);
      for (const column of candidate.columns) shown.add(column);
    };
    const isFull = (limit: number) => chosen.size >= limit;
    const rarestFirst = [...this.byColumn].sort(([, a], [, b]) => a.seen - b.seen);
    for (const [column, { kept }] of rarestFirst) {
      if (isFull(this.limit ?? Infinity)) break;
      if (!shown.has(column)) take(mostNew(kept, shown));
    }
    for (const candidate of this.anyImage.kept) {
      if (isFull(this.limit ?? DEFAULT_LIMIT)) break;
      take(candidate);
    }
    const splits = [...this.splits];
    return [...chosen.values()]
      .map(({ split, index }) => ({ split, index }))
      .sort((a, b) => splits.indexOf(a.split) - splits.indexOf(b.split) || a.index - b.index);
  }
}

function mostNew(candidates: readonly Candidate[], shown: ReadonlySet<number>): Candidate {
  const news = ({ columns }: Candidate) => [...columns].filter((c) => !shown.has(c)).length;
  return candidates.reduce((a, b) => (news(b) > news(a) ? b : a));
}

/** A uniform sample of a stream (Vitter's algorithm R). */
class Reservoir {
  readonly kept: Candidate[] = [];
  seen = 0;

  constructor(
    private readonly size: number,
    private readonly rng: Rng,
  ) {}

  add(candidate: Candidate): void {
    this.seen++;
    if (this.kept.length < this.size) {
      this.kept.push(candidate);
      return;
    }
    const place = this.rng.int(this.seen);
    if (place < this.size) this.kept[place] = candidate;
  }
}
