import type { PhotoPrediction, PhotoTriplet } from '@turbo-hoi/inference';
import type { PagePerson, PagePhoto } from '@turbo-hoi/visualization';

// The threshold of overlays; weaker actions are in the document.
const LEAST_ACTION = 0.5;
const MOST_ACTIONS = 4;

/**
 * A prediction as a photo of the page.
 *
 * @param base the beginning of the names of the photo's files, relative to the page
 * @param stage the stage whose actions are shown; absent: there are no actions
 */
export function pagePhoto(
  name: string,
  base: string,
  { width, height, detections, stages, raw }: PhotoPrediction,
  stage?: number,
): PagePhoto {
  const triplets = (stage !== undefined && stages[stage].triplets) || null;
  const labelOf = (object: number | null) => (object === null ? null : detections[object].label);
  const people = Array.from(raw.people, (person): PagePerson => ({
    score: detections[person].score,
    actions:
      triplets &&
      statedOf(triplets, person).map(({ action, object, actionScore }) => ({
        name: action,
        score: actionScore,
        target: labelOf(object),
      })),
  }));
  return {
    name,
    width,
    height,
    picture: (drawing) => address(`${base}.${drawing}.png`),
    document: address(`${base}.json`),
    people,
    objects: detections.filter((_, i) => !raw.people.includes(i)),
  };
}

function statedOf(triplets: readonly PhotoTriplet[], person: number): PhotoTriplet[] {
  return triplets
    .filter((one) => one.person === person && one.actionScore >= LEAST_ACTION)
    .sort((a, b) => b.actionScore - a.actionScore)
    .slice(0, MOST_ACTIONS);
}

/** Escapes characters of file names that are not allowed in URLs. */
const address = (path: string) => path.split('/').map(encodeURIComponent).join('/');
