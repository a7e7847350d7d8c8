import type { ImageAnnotations, Rng, SplitName } from '@turbo-hoi/core';

/** An image by its place in the data set. */
export interface SampleRef {
  readonly split: SplitName;
  readonly index: number;
}

interface Candidate extends SampleRef {
  /** The columns of which the image shows an example. */
  readonly columns: ReadonlySet<number>;
}

const PER_COLUMN = 4;
const DEFAULT_LIMIT = 60;

/**
 * Chooses images to show, in one pass and in memory that does not grow with the data set: few for each column of the
 * vocabulary, the rest at random.
 */
export class SampleChooser {
  private readonly byColumn = new Map<number, Reservoir>();
  private readonly anyImage: Reservoir;
  private readonly splits = new Set<SplitName>();

  /** @param limit how many; absent: 60, or as many as it takes to show every action */
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

  /** Grouped by split in the order of their arrival, ascending within it. */
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
