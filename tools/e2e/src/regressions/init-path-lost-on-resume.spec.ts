import { resolve } from 'node:path';
import { absolutePaths, parseExperiment } from '@turbo-hoi/experiment/node';

test('paths of init and poses are stored as absolute paths at the first start', () => {
  const init = { stem: 'runs/before', objectBranch: 'detector' };
  const given = { name: 'test', init, poses: { file: 'poses.json' } };
  const experiment = absolutePaths(parseExperiment(given, 'test'));
  // `detector` is not a path: it stands for the weights of the run's own detector.
  expect(experiment.init).toEqual({ stem: resolve('runs/before'), objectBranch: 'detector' });
  expect(experiment.poses?.file).toBe(resolve('poses.json'));
  expect(absolutePaths(experiment)).toEqual(experiment);
});
