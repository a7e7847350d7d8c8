import {
  NO_ACTION,
  type PersonSentence,
  peopleSentences,
  type PhotoPrediction,
} from '@turbo-hoi/inference';

// A crowd would scroll the other photos away; documents and the page list everybody.
const MOST_PEOPLE = 12;
// More people without an action share a line.
const MOST_IDLE = 2;

/**
 * The sentences of a photo's people, of one stage.
 *
 * @param stage absent, or without actions: null, since the predictor recognises none
 * @param minScore minimum display score of a triplet
 */
export function photoSentences(
  prediction: PhotoPrediction,
  stage: number | undefined,
  minScore: number,
): PersonSentence[] | null {
  const triplets = stage === undefined ? null : prediction.stages[stage].triplets;
  return triplets && peopleSentences(prediction, { triplets, minScore });
}

/**
 * What was found in a photo, for the terminal: its name and a line per person.
 *
 * @param shown of {@link shownBoxes}; the others are counted
 */
export function photoLines(
  name: string,
  prediction: PhotoPrediction,
  shown: readonly number[],
  sentences: readonly PersonSentence[] | null,
): string[] {
  const isShown = new Set(shown);
  const people = Array.from(prediction.raw.people).filter((person) => isShown.has(person)).length;
  const doubtful = prediction.detections.length - shown.length;
  const found = [
    people === 0 ? 'no person' : counted(people, 'person', 'people'),
    objectsOf(prediction, shown),
    ...(doubtful > 0 ? [`${counted(doubtful, 'doubtful box', 'doubtful boxes')} not shown`] : []),
  ];
  const heading = `${name}: ${found.join(', ')}`;
  if (sentences === null) return [heading];
  const all = sentences.filter(({ person }) => isShown.has(person));
  const idle = all.filter(({ text }) => text.endsWith(NO_ACTION));
  const listed = idle.length > MOST_IDLE ? all.filter((one) => !idle.includes(one)) : all;
  const more = listed.length - MOST_PEOPLE;
  return [
    heading,
    ...listed.slice(0, MOST_PEOPLE).map(({ text }) => `  ${text}`),
    ...(more > 0 ? [`  … and ${counted(more, 'more person', 'more people')}`] : []),
    ...(idle.length > MOST_IDLE ? [`  ${idle.length} people${NO_ACTION}`] : []),
  ];
}

const MOST_CLASSES = 6;

/** `3 objects (2 cups …)`: classes with their numbers, most frequent first. */
function objectsOf({ detections, raw }: PhotoPrediction, shown: readonly number[]): string {
  const isPerson = new Set(raw.people);
  const labels = shown.filter((id) => !isPerson.has(id)).map((id) => detections[id].label);
  if (labels.length === 0) return 'no object';
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const ranked = [...counts].sort(([, a], [, b]) => b - a);
  const names = ranked
    .slice(0, MOST_CLASSES)
    .map(([label, count]) => `${count > 1 ? `${count} × ` : ''}${label.replaceAll('_', ' ')}`);
  const rest = ranked.length > MOST_CLASSES ? ', …' : '';
  return `${counted(labels.length, 'object', 'objects')} (${names.join(', ')}${rest})`;
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
