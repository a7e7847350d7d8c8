import { TARGET_SIGMA } from '@turbo-hoi/hoi-module';
import { z } from 'zod';
import { UNSEEN_SCORE } from './score-triplets';

/** How the objects of triplets are chosen and scored: {@link TripletOptions} as a field of an experiment. */
export const targetChoiceSchema = z.strictObject({
  /** σ of Eq. 3. */
  sigma: z.number().positive().default(TARGET_SIGMA),
  /** Whether a candidate's detection score is a factor of the choice; false: Eq. 3 to the letter. */
  weighByScore: z.boolean().default(true),
  /** Whether only classes are candidates that the data set knows as the action's target; false: Eq. 3 to the letter. */
  knownClasses: z.boolean().default(true),
  /** s_o of a target without a candidate. */
  unseenScore: z.number().min(0).max(1).default(UNSEEN_SCORE),
});
