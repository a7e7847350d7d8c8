import type { ImageWork, ProgressDisplays } from '@turbo-hoi/experiment';
import { imageProgress, trainingProgress } from './progress';

/** The word before the count of images. */
const UNITS: Readonly<Record<ImageWork, string>> = {
  evaluation: 'image',
  proposals: 'proposals of image',
};

/** The displays of a run: bars in a terminal, lines elsewhere. */
export const TERMINAL_DISPLAYS: ProgressDisplays = {
  training: (work) => trainingProgress(work),
  images: (work, total) => imageProgress(total, 0, {}, UNITS[work]),
};
