import type { PersonSentence, PhotoPrediction } from '@turbo-hoi/inference';
import type { PagePerson, PagePhoto } from '@turbo-hoi/visualization';

export interface PagePhotoOptions {
  /** The stage whose actions are shown; absent: there are no actions. */
  readonly stage?: number;
  /** Minimum display score of a triplet. */
  readonly minScore: number;
  /** Null: the predictor recognises no actions. */
  readonly sentences: readonly PersonSentence[] | null;
}

/**
 * A prediction as a photo of the page.
 *
 * @param base the beginning of the names of the photo's files, relative to the page
 */
export function pagePhoto(
  name: string,
  base: string,
  { width, height, detections, stages, raw }: PhotoPrediction,
  { stage, minScore, sentences }: PagePhotoOptions,
): PagePhoto {
  const triplets = (stage !== undefined && stages[stage].triplets) || [];
  return {
    name,
    width,
    height,
    picture: (drawing) => address(`${base}.${drawing}.png`),
    document: address(`${base}.json`),
    people: Array.from(raw.people, (person, i): PagePerson => ({
      score: detections[person].score,
      actions: null,
      sentence: sentences?.[i].text,
    })),
    objects: detections.filter((_, i) => !raw.people.includes(i)),
    triplets: triplets
      .filter(({ rank }) => rank >= minScore)
      .map(({ action, object, rank }) => ({
        action,
        target: object === null ? null : detections[object].label,
        score: rank,
      })),
  };
}

/** Escapes characters of file names that are not allowed in URLs. */
const address = (path: string) => path.split('/').map(encodeURIComponent).join('/');
