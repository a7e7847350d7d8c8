import type { RunDiagnosis } from '@turbo-hoi/experiment/node';
import { formatDiagnosis } from './diagnosis-table';

const diagnosis: RunDiagnosis = {
  name: 'tiny',
  seed: 1,
  steps: 2,
  detector: { kind: 'annotated', from: null },
  evaluation: { split: 'test', images: 3 },
  stage: 2,
  scores: [
    {
      key: 'apAgent',
      heading: 'AP agent',
      ap: 61.25,
      perfect: 100,
      causes: [{ cause: 'action', ap: 73.3, loss: 12.05 }],
    },
    {
      key: 'apKp50',
      heading: 'AP kp50',
      ap: null,
      perfect: null,
      causes: [
        { cause: 'keypoints', ap: null, loss: null },
        { cause: 'missed', ap: 3, loss: -1e-12 },
      ],
    },
  ],
  groups: [
    { by: 'size', groups: [{ name: 'small', people: 7, scores: { apAgent: 5, apKp50: null } }] },
  ],
  actions: {
    names: ['sit', 'stand'],
    confusion: {
      people: [9, 9],
      scores: [
        [0.9, 0.25],
        [null, 0.8],
      ],
    },
    calibration: { count: 4, ece: 0.125, classwiseEce: null, bins: [] },
  },
  remarks: ['Something does not apply.'],
};

test('lists what each cause costs, groups, confusions, calibration and remarks', () => {
  expect(formatDiagnosis(diagnosis).split('\n')).toEqual([
    'Stage 2, points gained with one thing made perfect:',
    '            AP agent  AP kp50',
    'as it is        61.3        –',
    'action         +12.1        –',
    'keypoints          –        –',
    'missed             –      0.0',
    'everything     100.0        –',
    '',
    'By size:',
    '       people  AP agent  AP kp50',
    'small       7       5.0        –',
    '',
    'Largest confusions, mean score in percent: sit as stand 25.0.',
    'Calibration error of action scores: 12.5 % over all, – % mean over actions.',
    'Something does not apply.',
  ]);
});

test('has no lines about actions that a stage does not recognise', () => {
  const text = formatDiagnosis({ ...diagnosis, actions: null, groups: [] });
  expect(text).not.toMatch(/Calibration|confusions|By size/);
});
