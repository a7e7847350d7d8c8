import type { PhotoTriplet } from '../photo/photo-prediction';
import { detectionNames } from './detection-names';
import { peopleSentences, type SentenceOptions, type SentencePrediction } from './people-sentences';

// 0 and 3 are people; 5 is a person that the prediction leaves out.
const LABELS = ['person', 'horse', 'cup', 'person', 'cup', 'person', 'cell_phone', 'knife', 'cake'];
const [RIDER, HORSE, CUP, OTHER, SECOND_CUP, , PHONE, KNIFE, CAKE] = LABELS.keys();
const detections = LABELS.map((label) => ({ label, score: 0.9, box: [0, 0, 1, 1] as const }));

type Given = Pick<PhotoTriplet, 'action' | 'role' | 'object' | 'rank'> & { person?: number };

const given = (...list: Given[]): SentencePrediction => ({
  detections,
  raw: { people: Int32Array.of(RIDER, OTHER) },
  triplets: list.map((one) => ({ person: RIDER, score: one.rank, actionScore: 0.5, ...one })),
});
const first = (list: Given[], options?: SentenceOptions) =>
  peopleSentences(given(...list), options)[0].text;
const obj = (action: string, object: number | null, rank: number): Given => ({
  action,
  role: 'obj',
  object,
  rank,
});
const instr = (action: string, object: number | null, rank: number): Given => ({
  ...obj(action, object, rank),
  role: 'instr',
});

test('one sentence per person, the best actions first', () => {
  const triplets = [
    obj('hold', CUP, 0.5),
    instr('ride', HORSE, 0.934),
    { ...obj('look', RIDER, 0.41), person: OTHER },
  ];
  expect(peopleSentences(given(...triplets))).toEqual([
    { person: RIDER, text: 'person 1 rides horse 1 (.93) and holds cup 1 (.50)' },
    { person: OTHER, text: 'person 2 looks at person 1 (.41)' },
  ]);
});

test('objects of an action are grouped, each once', () => {
  const triplets = [obj('hold', CUP, 0.8), obj('hold', SECOND_CUP, 0.7), obj('hold', CUP, 0.6)];
  expect(first(triplets)).toBe('person 1 holds cup 1 and cup 2 (.80)');
  expect(first(triplets, { maxObjects: 1 })).toBe('person 1 holds cup 1 (.80)');
});

test('a further object of less than half the score is left out', () => {
  expect(first([obj('hold', CUP, 0.8), obj('hold', SECOND_CUP, 0.39)])).toBe(
    'person 1 holds cup 1 (.80)',
  );
});

test('roles of an action are joined, the direct object first', () => {
  expect(first([instr('cut', KNIFE, 0.9), obj('cut', CAKE, 0.8)])).toBe(
    'person 1 cuts cake 1 with knife 1 (.90)',
  );
  expect(first([instr('cut', KNIFE, 0.9), obj('cut', KNIFE, 0.8)])).toBe(
    'person 1 cuts something with knife 1 (.90)',
  );
  expect(first([instr('cut', KNIFE, 0.9)])).toBe('person 1 cuts something with knife 1 (.90)');
  expect(first([instr('eat', KNIFE, 0.9)])).toBe('person 1 eats something with knife 1 (.90)');
});

test.each<[string, Given]>([
  ['talks on the phone', instr('talk_on_phone', null, 0.9)],
  ['talks on cell phone 1', instr('talk_on_phone', PHONE, 0.9)],
  ['works on a computer', instr('work_on_computer', null, 0.9)],
  ['looks at something', obj('look', null, 0.9)],
  ['sits', instr('sit', null, 0.9)],
  ['stands', { action: 'stand', role: null, object: null, rank: 0.9 }],
  ['inspects something', obj('inspect', null, 0.9)],
  ['does not interact with horse 1', obj('no_interaction', HORSE, 0.9)],
])('"%s"', (text, triplet) => {
  expect(first([triplet])).toBe(`person 1 ${text} (.90)`);
});

test('a person without a confident action is reported, as is a rank of NaN', () => {
  const weak = [obj('hold', CUP, 0.19), obj('look', CUP, NaN)];
  expect(first(weak)).toBe('person 1: no action recognised');
  expect(first(weak, { minScore: 0.1 })).toBe('person 1 holds cup 1 (.19)');
});

test('at most `maxActions` actions are listed', () => {
  const triplets = ['hold', 'carry', 'look', 'kick'].map((action, i) =>
    obj(action, CUP, 0.9 - i / 10),
  );
  expect(first(triplets)).toBe(
    'person 1 holds cup 1 (.90), carries cup 1 (.80) and looks at cup 1 (.70)',
  );
  expect(first(triplets, { maxActions: 1 })).toBe('person 1 holds cup 1 (.90)');
});

test('no people, no sentences', () => {
  expect(
    peopleSentences({ detections: [], raw: { people: new Int32Array() }, triplets: [] }),
  ).toEqual([]);
});

test('classes are numbered each from 1, people of the prediction before other people', () => {
  expect(detectionNames(given())).toEqual([
    'person 1',
    'horse 1',
    'cup 1',
    'person 2',
    'cup 2',
    'person 3',
    'cell phone 1',
    'knife 1',
    'cake 1',
  ]);
});
