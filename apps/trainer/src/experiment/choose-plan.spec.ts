import { choosePlan } from './choose-plan';
import { EXPERIMENTS } from './plans/experiments';

const figure3 = EXPERIMENTS['figure-3'];

test('the first data set of a comparison is its default', () => {
  expect(choosePlan('figure-3', figure3)).toMatchObject({ dataset: 'embedded', isDefault: true });
  const layouts = choosePlan('figure-3', figure3, 'layout-vcoco');
  expect(layouts).toMatchObject({ dataset: 'layout-vcoco', isDefault: false });
});

test('a data set without a plan is refused with those that have one', () => {
  expect(() => choosePlan('figure-3', figure3, 'hico')).toThrow(
    '--dataset hico: figure-3 has no plan for it; it has embedded, layout-vcoco, vcoco.',
  );
});
