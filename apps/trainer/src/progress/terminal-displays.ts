import type { ProgressDisplays } from '@turbo-hoi/experiment';
import { evaluationProgress, proposalProgress, trainingProgress } from './progress';

/** The displays of a run: bars in a terminal, lines elsewhere. */
export const TERMINAL_DISPLAYS: ProgressDisplays = {
  training: (work) => trainingProgress(work),
  images: (work, total) =>
    work === 'proposals' ? proposalProgress(total) : evaluationProgress(total),
};
