import { applySetting } from './apply-setting';
import { parseSetting } from './setting';

const config = () => ({
  steps: 10,
  mask: { kind: 'conv', kernel: 5 },
  stages: [{ lambda: 1 }, { lambda: 1, hoi: null }],
});
const apply = (setting: string) => applySetting(config(), parseSetting(setting));

test('an index may be written with a dot', () => {
  expect(apply('stages.1.lambda=0.5')).toEqual(apply('stages[1].lambda=0.5'));
});

test('a number names a field where there is no list', () => {
  expect(apply('mask.3=x').mask).toEqual({ kind: 'conv', kernel: 5, 3: 'x' });
});

test('one value changes, in a copy', () => {
  const before = config();
  const after = applySetting(before, parseSetting('stages[1].lambda=0.5'));
  expect(after).toEqual({ ...config(), stages: [{ lambda: 1 }, { lambda: 0.5, hoi: null }] });
  expect(before).toEqual(config());
});

test("setting another kind drops the old kind's options", () => {
  expect(apply('mask.kind=none').mask).toEqual({ kind: 'none' });
});

test('the same kind keeps its options', () => {
  expect(apply('mask.kind=conv').mask).toEqual({ kind: 'conv', kernel: 5 });
});

test('creates a missing field, which the schema validates', () => {
  expect(apply('mask.hidden.x=3').mask).toEqual({ kind: 'conv', kernel: 5, hidden: { x: 3 } });
});

test('setting an option of a null field creates the field', () => {
  expect(apply('stages[1].hoi.kind=explicit').stages[1]).toEqual({
    lambda: 1,
    hoi: { kind: 'explicit' },
  });
});

test('a path cannot reach a prototype', () => {
  apply('__proto__.polluted=1');
  expect({}).not.toHaveProperty('polluted');
});

test.each([
  ['stages[2].lambda=1', 'stages[2] is not there; entries of stages: 0 to 1.'],
  ['stages.lambda=1', 'stages is a list; expected an index such as stages.0.'],
  ['stages.2.lambda=1', 'stages[2] is not there; entries of stages: 0 to 1.'],
  ['mask[0]=1', 'mask is not a list; expected the name of a field.'],
  ['steps.x=1', 'steps is 10 and has no entry x.'],
  ['stages[1].hoi[0]=x', 'stages[1].hoi is not a list; expected the name of a field.'],
])('%s: %s', (setting, message) => {
  expect(() => apply(setting)).toThrow(`--set ${setting}: ${message}`);
});
