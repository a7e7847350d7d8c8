import {
  encodeBox,
  type ActionVocabulary,
  type KeypointLayout,
  type PersonAnnotation,
  type ImageAnnotations,
} from '@turbo-hoi/core';

/** The training prior: one prediction for every person, independent of the image; A columns, K keypoints. */
export interface PriorPrediction {
  /** [A], the share of people with each column's action. */
  readonly actionScores: Float32Array;
  /** [4A], mean Eq. 2 offset of each column's targets; 0 (the person's box) without targets. */
  readonly offsets: Float32Array;
  /** [2K] mean x, y in units of the person's box, 0..1 inside; the center of the box without labelled keypoints. */
  readonly keypoints: Float32Array;
}

/** Averages the annotations of a training split: the baseline that a trained model has to beat. */
export class TrainingPrior {
  private people = 0;
  private readonly labels: Float64Array;
  private readonly offsets: VectorMeans;
  private readonly keypoints: VectorMeans;

  constructor(vocabulary: ActionVocabulary, layout: KeypointLayout) {
    const columns = vocabulary.columns.length;
    this.labels = new Float64Array(columns);
    this.offsets = new VectorMeans(columns, [0, 0, 0, 0]);
    this.keypoints = new VectorMeans(layout.names.length, [0.5, 0.5]);
  }

  add(sample: ImageAnnotations): void {
    for (const person of sample.people) {
      this.addInteractions(person, sample);
      this.addKeypoints(person);
    }
  }

  finish(): PriorPrediction {
    return {
      actionScores: Float32Array.from(this.labels, (count) => count / Math.max(1, this.people)),
      offsets: this.offsets.means(),
      keypoints: this.keypoints.means(),
    };
  }

  private addInteractions(
    { interactions, box }: PersonAnnotation,
    { objects }: ImageAnnotations,
  ): void {
    if (interactions === null) return;
    this.people++;
    for (const column of new Set(interactions.map((one) => one.column))) this.labels[column]++;
    for (const { column, object } of interactions)
      if (object !== null) this.offsets.add(column, encodeBox(objects[object].box, box));
  }

  private addKeypoints({ keypoints, box: [x1, y1, x2, y2] }: PersonAnnotation): void {
    if (keypoints === null || !(x2 > x1 && y2 > y1)) return;
    for (let k = 0; k < keypoints.length / 3; k++) {
      const [x, y, v] = keypoints.subarray(3 * k, 3 * k + 3);
      if (v > 0) this.keypoints.add(k, [(x - x1) / (x2 - x1), (y - y1) / (y2 - y1)]);
    }
  }
}

/** A running mean per row. */
class VectorMeans {
  private readonly sums: Float64Array;
  private readonly counts: Uint32Array;

  constructor(
    rows: number,
    private readonly otherwise: readonly number[],
  ) {
    this.sums = new Float64Array(rows * otherwise.length);
    this.counts = new Uint32Array(rows);
  }

  add(row: number, vector: readonly number[]): void {
    vector.forEach((value, i) => (this.sums[row * vector.length + i] += value));
    this.counts[row]++;
  }

  means(): Float32Array {
    const width = this.otherwise.length;
    return Float32Array.from(this.sums, (sum, i) => {
      const count = this.counts[Math.floor(i / width)];
      return count > 0 ? sum / count : this.otherwise[i % width];
    });
  }
}
