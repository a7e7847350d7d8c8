import { SYNTHETIC_INFO } from '@turbo-hoi/datasets';
import { checkSameData } from './check-same-data';

const { version = 1 } = SYNTHETIC_INFO;
const check = (trained: object) =>
  checkSameData('run', { dataset: { ...SYNTHETIC_INFO, ...trained } }, SYNTHETIC_INFO);

test('accepts the version that the model was trained on', () => {
  expect(() => check({})).not.toThrow();
});

test.each([version + 1, undefined])('refuses version %p of drawn images', (other) => {
  expect(() => check({ version: other })).toThrow(
    `run was trained on version ${other ?? 1} of the data set "synthetic", and this is version ${version}`,
  );
});

test('the same vocabulary under another name has no common version', () => {
  expect(() => check({ name: 'mine', version: undefined })).not.toThrow();
});
