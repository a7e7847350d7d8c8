import { actionVocabulary, COCO_KEYPOINTS, type DatasetInfo } from '@turbo-hoi/core';
import { SYNTHETIC_INFO } from '../synthetic/vocabulary';
import { checkInfo } from './check-info';
import { datasetInfoSchema } from './dataset-info-schema';
import { formatDifferences, infoDifferences } from './info-differences';

/** Two verbs with listed objects, as in HICO-DET. */
const hico: DatasetInfo = {
  name: 'hico-det',
  actions: actionVocabulary([
    { name: 'hold', roles: ['obj'] },
    { name: 'wash', roles: ['obj'] },
  ]),
  keypoints: COCO_KEYPOINTS,
  objectClasses: ['person', 'cup', 'dog'],
  hois: [
    { column: 0, category: 1, trainingPairs: 12 },
    { column: 1, category: 2, trainingPairs: null },
  ],
};

test.each([SYNTHETIC_INFO, hico])('keeps $name in a JSON round trip', (info) => {
  expect(datasetInfoSchema.parse(JSON.parse(JSON.stringify(info)))).toEqual(info);
});

type Change = (info: DatasetInfo) => object;
const wrong: [string, Change][] = [
  ['name', () => ({ name: '' })],
  ['objectClasses', () => ({ objectClasses: [] })],
  ['keypoints', ({ keypoints }) => ({ keypoints: { ...keypoints, mirror: [0] } })],
  ['keypoints', ({ keypoints }) => ({ keypoints: { ...keypoints, bones: [[0, 17]] } })],
  ['keypoints.sigmas[0]', ({ keypoints }) => ({ keypoints: { ...keypoints, sigmas: [NaN] } })],
  [
    'actions.columns',
    ({ actions }) => ({ actions: { ...actions, columns: [{ action: 2, role: 'obj' }] } }),
  ],
  [
    'actions.columns',
    ({ actions }) => ({ actions: { ...actions, columns: [{ action: 0, role: 'instr' }] } }),
  ],
  ['hois', () => ({ hois: [{ column: 2, category: 0, trainingPairs: null }] })],
  ['hois', () => ({ hois: [{ column: 0, category: 3, trainingPairs: null }] })],
];

test.each(wrong)('reports an invalid %s before a model is built', (path, change) => {
  const info = { ...hico, ...change(hico) } as DatasetInfo;
  expect(() => checkInfo(info, 'dataset "mine"')).toThrow(
    expect.objectContaining({
      kind: 'plugin',
      message: expect.stringContaining(
        `dataset "mine": the data set's info is invalid: info.${path}: `,
      ),
    }),
  );
});

test('returns a valid info unchanged', () => {
  expect(checkInfo(hico, 'dataset')).toBe(hico);
});

test('has no differences for equal vocabularies', () => {
  const other = {
    ...hico,
    name: 'mine',
    hois: hico.hois?.map((h) => ({ ...h, trainingPairs: 0 })),
  };
  expect(infoDifferences(hico, other)).toEqual([]);
});

test('reports the first difference', () => {
  const keypoints = { ...COCO_KEYPOINTS, names: COCO_KEYPOINTS.names.slice(0, 16) };
  const differences = infoDifferences(hico, { ...SYNTHETIC_INFO, keypoints });
  expect(differences).toEqual([
    { what: 'actions', where: '2 is "wash" there and "stand" here' },
    { what: 'keypoints', where: '17 is "right_ankle" there and missing here' },
    { what: 'object classes', where: '2 is "cup" there and "sports ball" here' },
    { what: 'interactions', where: '1 is "hold cup" there and missing here' },
  ]);
  expect(formatDifferences(differences.slice(0, 2))).toBe(
    'actions (2 is "wash" there and "stand" here), keypoints (17 is "right_ankle" there and missing here)',
  );
});
