import { noPoses, type PoseThresholds, type PoseTally } from './select-poses';

/** The sum of tallies. */
export class TallySum {
  readonly total = noPoses();
  images = 0;
  /** Images with a pose that is kept. */
  posedImages = 0;
  /** Poses that are kept. */
  poses = 0;

  add(poses: number, tally: PoseTally): void {
    this.images++;
    this.poses += poses;
    if (poses > 0) this.posedImages++;
    for (const key of Object.keys(tally) as (keyof PoseTally)[]) this.total[key] += tally[key];
  }
}

/** What a user should know of the result, a line each. */
export function tallyLines(
  { total, images, posedImages, poses }: TallySum,
  { minScore, minKeypointScore, matchIou, unmatched }: PoseThresholds,
): string[] {
  const { people, posed, found, unsure, bare } = total;
  if (found === 0) {
    return [`The detector found nobody on ${images} images: are its results of these images?`];
  }
  const fate = unmatched === 'keep' ? 'kept' : 'dropped';
  return [
    `${poses} poses on ${posedImages} of ${images} images.`,
    ...(people > 0 ? [`${posed} of ${people} annotated people got one.`] : []),
    `The detector found ${found}: ${unsure} score below ${minScore}, ` +
      `${bare} have no keypoint of ${minKeypointScore} or more` +
      (people > 0 ? `, ${total.unmatched} match nobody (IoU ${matchIou}) and are ${fate}.` : '.'),
  ];
}
