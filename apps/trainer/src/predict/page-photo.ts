import type { PersonSentence, PhotoPrediction } from '@turbo-hoi/inference';
import type { PagePerson, PagePhoto } from '@turbo-hoi/visualization';
import { shownBoxes, type ShownLimits } from './shown-boxes';

export interface PagePhotoOptions {
  /** The stage whose actions are shown; absent: there are no actions. */
  readonly stage?: number;
  readonly limits: ShownLimits;
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
  prediction: PhotoPrediction,
  { stage, limits, sentences }: PagePhotoOptions,
): PagePhoto {
  const { width, height, detections, stages, raw } = prediction;
  const shown = shownBoxes(prediction, stage, limits);
  const people = Array.from(raw.people, (id, row) => ({ id, row }));
  const triplets = (stage !== undefined && stages[stage].triplets) || [];
  return {
    name,
    width,
    height,
    picture: (drawing) => address(`${base}.${drawing}.png`),
    document: address(`${base}.json`),
    people: people
      .filter(({ id }) => shown.includes(id))
      .map(({ id, row }): PagePerson => ({
        score: detections[id].score,
        actions: null,
        sentence: sentences?.[row].text,
      })),
    objects: shown.filter((id) => !raw.people.includes(id)).map((id) => detections[id]),
    triplets: triplets
      .filter(({ rank }) => rank >= limits.minScore)
      .map(({ action, object, rank }) => ({
        action,
        target: object === null ? null : detections[object].label,
        score: rank,
      })),
  };
}

/** Escapes characters of file names that are not allowed in URLs. */
const address = (path: string) => path.split('/').map(encodeURIComponent).join('/');
