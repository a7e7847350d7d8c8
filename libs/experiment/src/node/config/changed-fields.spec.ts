import { changedFields } from './changed-fields';
import { lastingChanges } from './lasting-changes';

const config = {
  seed: 1,
  stages: [{ mask: { kind: 'conv', kernel: 3 } }, { mask: { kind: 'conv', kernel: 3 } }],
  training: { steps: 5, clipNorm: null },
  plugins: [] as string[],
};

test('equal configs have no changes', () => {
  expect(changedFields(config, structuredClone(config))).toEqual([]);
});

test('changes are named by their paths', () => {
  const after = structuredClone(config);
  after.stages[1].mask.kernel = 5;
  after.seed = 2;
  expect(changedFields(config, after)).toEqual(['seed', 'stages[1].mask.kernel']);
});

test('names only the kind of another plugin', () => {
  const after = { ...config, stages: [config.stages[0], { mask: { kind: 'none' } }] };
  expect(changedFields(config, after)).toEqual(['stages[1].mask.kind']);
});

test('added and removed fields and values that become objects are changes', () => {
  expect(changedFields({ a: 1 }, { b: null })).toEqual(['a', 'b']);
  expect(changedFields({ a: null }, { a: { b: 1 } })).toEqual(['a']);
  expect(changedFields({ a: [1] }, { a: [1, 2] })).toEqual(['a[1]']);
});

test('a run may become longer, but not change its training', () => {
  const after = { ...config, training: { steps: 9, clipNorm: 1 }, plugins: ['./x.ts'] };
  expect(lastingChanges(config, after)).toEqual(['training.clipNorm']);
});

test('settings used after training may change in a resumed run', () => {
  const before = { detection: { iou: 0.5 }, targetChoice: { sigma: 0.3 }, sampling: { images: 8 } };
  const after = { detection: { iou: 0.3 }, targetChoice: { sigma: 1 }, sampling: { images: 4 } };
  expect(lastingChanges(before, after)).toEqual(['sampling.images']);
});
