import {
  NO_ACTION,
  type PersonSentence,
  peopleSentences,
  type PhotoPrediction,
} from '@turbo-hoi/inference';

// A crowd would scroll the other photos away; documents and the page list everybody.
const MOST_PEOPLE = 12;

// The photo model keeps doubtful boxes: one that is hardly a person and does nothing gets no line.
const LIKELY_PERSON = 0.3;

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

/** What was found in a photo, for the terminal: its name and a line per person. */
export function photoLines(
  name: string,
  prediction: PhotoPrediction,
  sentences: readonly PersonSentence[] | null,
): string[] {
  const people = prediction.raw.people.length;
  const found = [
    people === 0 ? 'no person' : counted(people, 'person', 'people'),
    objectsOf(prediction),
  ];
  const heading = `${name}: ${found.join(', ')}`;
  if (sentences === null) return [heading];
  const listed = sentences.filter(
    ({ person, text }) =>
      prediction.detections[person].score >= LIKELY_PERSON || !text.endsWith(NO_ACTION),
  );
  const more = listed.length - MOST_PEOPLE;
  return [
    heading,
    ...listed.slice(0, MOST_PEOPLE).map(({ text }) => `  ${text}`),
    ...(more > 0 ? [`  … and ${counted(more, 'more person', 'more people')}`] : []),
  ];
}

const MOST_CLASSES = 6;

/** `3 objects (2 cups …)`: classes with their numbers, most frequent first. */
function objectsOf({ detections, raw }: PhotoPrediction): string {
  const isPerson = new Set(raw.people);
  const labels = detections.filter((_, i) => !isPerson.has(i)).map(({ label }) => label);
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
