import { parseExperiment } from '@turbo-hoi/experiment';
import { evaluationLine } from './evaluation-line';

const noise = { kind: 'detection-noise', noise: 'photo' };

test.each([
  [noise, null, null],
  [
    noise,
    { kind: 'photo' },
    'Trained on annotations with simulated errors of a detector, evaluated on detections of "photo".',
  ],
  [
    noise,
    { kind: 'detection-noise', noise: 'none' },
    'Trained on annotations with simulated errors of a detector, evaluated on annotated boxes and keypoints ' +
      '(evaluation.detector.kind=photo: on those of a real detector).',
  ],
  [
    { kind: 'file', file: 'a.json' },
    noise,
    'Trained on detections of "file", evaluated on annotations with other simulated errors.',
  ],
])('detector %j, in the evaluation %j', (detector, other, line) => {
  const experiment = parseExperiment(
    { name: 'test', detector, evaluation: { detector: other } },
    'test',
  );
  expect(evaluationLine(experiment)).toBe(line);
});
