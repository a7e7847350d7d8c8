import type { PhotoPrediction } from '@turbo-hoi/inference';
import { photoLines, photoSentences } from './photo-lines';

function predicted(labels: readonly string[]): PhotoPrediction {
  const people = labels.flatMap((label, i) => (label === 'person' ? [i] : []));
  return {
    detections: labels.map((label) => ({ label, score: 0.9, box: [0, 0, 1, 1] })),
    stages: [
      { stage: 0, poses: null, triplets: null },
      { stage: 1, poses: null, triplets: [] },
    ],
    triplets: [],
    raw: { people: Int32Array.from(people) },
  } as unknown as PhotoPrediction;
}

const lines = (labels: readonly string[], stage?: number) => {
  const prediction = predicted(labels);
  const shown = [...prediction.detections.keys()];
  return photoLines('a.jpg', prediction, shown, photoSentences(prediction, stage, 0.2));
};

test('a photo without people, and one without anything', () => {
  expect(lines(['cup', 'cell_phone', 'cup'], 1)).toEqual([
    'a.jpg: no person, 3 objects (2 × cup, cell phone)',
  ]);
  expect(lines([], 1)).toEqual(['a.jpg: no person, no object']);
});

test('a predictor without actions has no sentences', () => {
  expect(lines(['person', 'cup'])).toEqual(['a.jpg: 1 person, 1 object (cup)']);
  expect(lines(['person'], 0)).toEqual(['a.jpg: 1 person, no object']);
});

test('100 people are counted, and the first are listed', () => {
  const found = lines(Array<string>(100).fill('person'), 1);
  expect(found).toEqual(['a.jpg: 100 people, no object', '  100 people: no action recognised']);
  const busy = Array.from({ length: 100 }, (_, person) => ({ person, text: `person ${person}` }));
  const prediction = predicted(Array<string>(100).fill('person'));
  const listed = photoLines('a.jpg', prediction, [...prediction.detections.keys()], busy);
  expect(listed.at(-1)).toBe('  … and 88 more people');
  expect(listed).toHaveLength(14);
});

test('many classes are cut', () => {
  const [line] = lines(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 1);
  expect(line).toBe('a.jpg: no person, 7 objects (a, b, c, d, e, f, …)');
});

test('doubtful boxes are counted, and doubtful people have no line', () => {
  const prediction = predicted(['person', 'cup', 'person', 'cup']);
  const sentences = photoSentences(prediction, 1, 0.2);
  expect(photoLines('a.jpg', prediction, [0, 1], sentences)).toEqual([
    'a.jpg: 1 person, 1 object (cup), 2 doubtful boxes not shown',
    '  person 1: no action recognised',
  ]);
});
