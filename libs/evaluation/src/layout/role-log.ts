import { allPointAp } from '../ranking/all-point-ap';
import { descendingOrder } from '../ranking/descending-order';
import { OutcomeLog } from '../ranking/outcome-log';

/** The outcomes of one action column or action; those of score 0, most of them, are not stored. */
export class RoleLog {
  private readonly scored = new OutcomeLog();
  /** Numbers of unscored outcomes before each correct one of them. */
  private readonly unscoredHits: number[] = [];
  private unscored = 0;
  /** Number of annotated positives. */
  positives = 0;

  push(score: number, isCorrect: boolean): void {
    if (score !== 0) return this.scored.push(score, Number(isCorrect));
    if (isCorrect) this.unscoredHits.push(this.unscored);
    this.unscored++;
  }

  /** AP in 0..100, equal scores in the order of arrival; null without positives. */
  get ap(): number | null {
    if (this.positives === 0) return null;
    const { scores, flags } = this.scored;
    const hits = new Uint8Array(scores.length + this.unscored);
    descendingOrder(scores, 'earlier-first').forEach((at, rank) => (hits[rank] = flags[at]));
    for (const at of this.unscoredHits) hits[scores.length + at] = 1;
    return 100 * allPointAp(hits, this.positives);
  }
}
