import type { BoxScoreModel } from './box-scores';
import type { ConfidenceModel } from './skeletons';

export interface PhotoScores {
  /** Changes with the numbers, so that nothing cached outlives them. */
  readonly version: string;
  readonly nanodet: BoxScoreModel;
  readonly withCenternet: BoxScoreModel;
  readonly lightning: ConfidenceModel;
  readonly thunder: ConfidenceModel;
}
