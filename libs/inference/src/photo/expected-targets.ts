import {
  ACTION_LOGITS,
  boxAt,
  type BoxCode,
  columnName,
  type DatasetInfo,
  decodeBox,
  TARGET_OFFSETS,
  type XyxyBox,
} from '@turbo-hoi/core';
import { TARGET_SIGMA } from '@turbo-hoi/hoi-module';
import type { PhotoPrediction } from './photo-prediction';

/** The target box that a stage predicts for a person's action. */
export interface ExpectedTarget {
  /** Index of the person's detection. */
  readonly person: number;
  /** The action, with its role if it has several. */
  readonly action: string;
  /** s_a. */
  readonly actionScore: number;
  /** The person's box in pixels of the photo. */
  readonly box: XyxyBox;
  /** The box that mu_a encodes (Eq. 2), in pixels of the photo. */
  readonly expected: XyxyBox;
  /** σ of Eq. 3, in units of the person's box. */
  readonly sigma: number;
}

/** Decodes the targets of each person's actions with s_a ≥ `minActionScore`, or of the person's best action with a role if there are none. */
export function expectedTargets(
  { raw }: Pick<PhotoPrediction, 'raw'>,
  stage: number,
  { actions }: DatasetInfo,
  { minActionScore = 0.5, sigma = TARGET_SIGMA }: { minActionScore?: number; sigma?: number } = {},
): ExpectedTarget[] {
  const { [ACTION_LOGITS]: actionScores, [TARGET_OFFSETS]: offsets } = raw.stages[stage].out ?? {};
  if (!actionScores || !offsets) return [];
  return Array.from(raw.people, (person, p) => {
    const box = boxAt(raw.personBoxes, p);
    const ranked = actions.columns
      .flatMap(({ role }, column): ExpectedTarget[] => {
        const row = p * actions.columns.length + column;
        if (role === null) return [];
        const expected = decodeBox(codeAt(offsets, row), box);
        const action = columnName(actions, column);
        return [{ person, action, actionScore: actionScores[row], box, expected, sigma }];
      })
      .sort((a, b) => b.actionScore - a.actionScore);
    const sure = ranked.filter(({ actionScore }) => actionScore >= minActionScore);
    return sure.length > 0 ? sure : ranked.slice(0, 1);
  }).flat();
}

function codeAt(offsets: Float32Array, row: number): BoxCode {
  const [x, y, logWidth, logHeight] = offsets.subarray(4 * row, 4 * row + 4);
  return [x, y, logWidth, logHeight];
}
