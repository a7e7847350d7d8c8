import { TARGET_SIGMA } from '@turbo-hoi/hoi-module';
import { z } from 'zod';
import { UNSEEN_SCORE } from './score-triplets';

/** Choice and scoring of the objects of triplets: {@link TripletOptions} as a field of an experiment. */
export const targetChoiceSchema = z.strictObject({
  /** σ of Eq. 3. */
  sigma: z.number().positive().default(TARGET_SIGMA),
  /** Whether a candidate's detection score is a factor of the choice; false: exactly Eq. 3. */
  weighByScore: z.boolean().default(true),
  /** Whether candidates are limited to classes that the data set lists as the action's targets; false: exactly Eq. 3. */
  knownClasses: z.boolean().default(true),
  /** s_o of a target without a candidate. */
  unseenScore: z.number().min(0).max(1).default(UNSEEN_SCORE),
  /** Exponent of s_h · s_o in the scores of triplets, for HOI modules that score pairs. */
  detectionPower: z.number().min(0).default(1),
  /** s_a of agents, for HOI modules that score pairs: of the person's best pair (ADR-0028), or always the person's own. */
  agentScore: z.enum(['best-pair', 'person']).default('best-pair'),
});
