import { parseExperiment } from '../../config/parse-experiment';
import { parseSetting } from '../../config/setting';
import { setAfterTraining } from './set-after-training';

const trained = parseExperiment({ name: 'test' }, 'Config test');
const set = (...settings: string[]) => setAfterTraining(trained, settings.map(parseSetting));

test('fields that only affect predictions can be set', () => {
  const changed = set(
    'targetChoice.sigma=1',
    'detection.iou=0.3',
    'decoding.window=1',
    'evaluation.images=5',
  );
  expect(changed).toEqual({
    ...trained,
    targetChoice: { ...trained.targetChoice, sigma: 1 },
    detection: { ...trained.detection, iou: 0.3 },
    decoding: { ...trained.decoding, window: 1 },
    evaluation: { ...trained.evaluation, images: 5 },
  });
});

test('refuses all fields that training depends on in one message', () => {
  expect(() => set('targetChoice.sigma=1', 'stages[1].lambdaHoi=2', 'seed=3')).toThrow(
    '--set: seed, stages[1].lambdaHoi: the weights were trained with other values. Expected fields of ' +
      'evaluation, targetChoice, detection, decoding; for others train a new run.',
  );
});

test('a value out of range fails as in training', () => {
  expect(() => set('targetChoice.sigma=0')).toThrow(
    'targetChoice.sigma: got 0; expected more than 0.',
  );
  expect(() => set('decoding.window=2')).toThrow('decoding.window: expected an odd number');
});

test('setting the value that the run has changes nothing', () => {
  expect(set('seed=0')).toEqual(trained);
});
