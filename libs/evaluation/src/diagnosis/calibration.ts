/** Scores of an interval, and how many of them are right. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean score; null: the bin is empty. */
  readonly score: number | null;
  /** Share that is right, in 0..1; null: the bin is empty. */
  readonly right: number | null;
}

/** Whether scores are probabilities. */
export interface CalibrationResult {
  /** Number of scores. */
  readonly count: number;
  /** Expected calibration error in 0..1: mean of |right - score| over the bins, weighted by their counts; null without scores. */
  readonly ece: number | null;
  /** The same of every class by itself, mean over the classes with scores. */
  readonly classwiseEce: number | null;
  readonly bins: readonly CalibrationBin[];
}

/** Bins of equal width; Guo et al. (ICML 2017) use 15, enough for more scores than a small split has. */
const BINS = 10;

/**
 * Accumulates a reliability diagram and the expected calibration error (Guo et al., ICML 2017), over all classes together and class by class
 * (Kull et al., NeurIPS 2019).
 */
export class Calibration {
  private readonly classes: readonly Bins[];

  constructor(classes: number) {
    this.classes = Array.from({ length: classes }, () => new Bins());
  }

  /** @param score in 0..1 */
  add(of: number, score: number, isRight: boolean): void {
    this.classes[of].add(score, isRight);
  }

  result(): CalibrationResult {
    const all = new Bins();
    for (const one of this.classes) all.merge(one);
    const errors = this.classes.flatMap((one) => one.error ?? []);
    return {
      count: all.count,
      ece: all.error,
      classwiseEce:
        errors.length === 0 ? null : errors.reduce((sum, one) => sum + one, 0) / errors.length,
      bins: all.bins(),
    };
  }
}

class Bins {
  private readonly counts = new Float64Array(BINS);
  private readonly scores = new Float64Array(BINS);
  private readonly rights = new Float64Array(BINS);

  add(score: number, isRight: boolean): void {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(score * BINS)));
    this.counts[bin]++;
    this.scores[bin] += score;
    this.rights[bin] += Number(isRight);
  }

  merge({ counts, scores, rights }: Bins): void {
    for (let bin = 0; bin < BINS; bin++) {
      this.counts[bin] += counts[bin];
      this.scores[bin] += scores[bin];
      this.rights[bin] += rights[bin];
    }
  }

  get count(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  get error(): number | null {
    if (this.count === 0) return null;
    const gaps = this.rights.map((rights, bin) => Math.abs(rights - this.scores[bin]));
    return gaps.reduce((sum, gap) => sum + gap, 0) / this.count;
  }

  bins(): CalibrationBin[] {
    return Array.from(this.counts, (count, bin) => ({
      from: bin / BINS,
      to: (bin + 1) / BINS,
      count,
      score: count === 0 ? null : this.scores[bin] / count,
      right: count === 0 ? null : this.rights[bin] / count,
    }));
  }
}
