import { createHash } from 'node:crypto';
import type { PhotoScores } from '@turbo-hoi/pretrained';

/** The TypeScript file with the fitted numbers. */
export function scoresSource(numbers: Omit<PhotoScores, 'version'>, photos: number): string {
  const version = createHash('sha256').update(JSON.stringify(numbers)).digest('hex').slice(0, 12);
  const literal = JSON.stringify({ version, ...numbers }, null, 2)
    .replace(/^(\s*)"([A-Za-z]\w*)":/gm, '$1$2:')
    .replace(/([^{,])\n/g, '$1,\n')
    .replaceAll("'", "\\'")
    .replaceAll('"', "'");
  return `import type { PhotoScores } from './photo-scores-type';

/**
 * Fitted on ${photos} photographs of COCO by \`npx nx run photo-eyes:fit -- --photos DIR --write FILE\`; the README has what they
 * reach on photographs that they were not fitted on.
 */
export const PHOTO_SCORES: PhotoScores = ${literal};
`;
}
