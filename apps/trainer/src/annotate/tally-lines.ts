import { noPoses, type PoseThresholds, type PoseTally } from './select-poses';

/** The sum of tallies. */
export class TallySum {
  readonly total = noPoses();
  images = 0;
  /** Images with at least one selected pose. */
  posedImages = 0;
  /** Selected poses. */
  poses = 0;

  add(poses: number, tally: PoseTally): void {
    this.images++;
    this.poses += poses;
    if (poses > 0) this.posedImages++;
    for (const key of Object.keys(tally) as (keyof PoseTally)[]) this.total[key] += tally[key];
  }
}

/** The summary of the result for the terminal, one line per fact. */
export function tallyLines(
  { total, images, posedImages, poses }: TallySum,
  { minScore, minKeypointScore, matchIou, unmatched }: PoseThresholds,
): string[] {
  const { people, posed, found, unsure, bare } = total;
  if (found === 0) {
    return [
      `The detector found no poses on ${images} images: do its results belong to these images?`,
    ];
  }
  const fate = unmatched === 'keep' ? 'kept' : 'dropped';
  return [
    `${poses} poses on ${posedImages} of ${images} images.`,
    ...(people > 0 ? [`${posed} of ${people} annotated people have one.`] : []),
    `The detector found ${found}: ${unsure} score below ${minScore}, ` +
      `${bare} have no keypoint of ${minKeypointScore} or more` +
      (people > 0
        ? `, ${total.unmatched} match no person (IoU ${matchIou}) and are ${fate}.`
        : '.'),
  ];
}
