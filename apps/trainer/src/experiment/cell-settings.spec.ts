import { settingsFor, unknownConfigs } from './cell-settings';

const set = ['training.steps=10', 'hico:poses.file=a:b=c.json', 'detector.file=C:/boxes.json'];

test('a setting of one config is not one of the others', () => {
  expect(settingsFor('hico', set)).toEqual([
    'training.steps=10',
    'poses.file=a:b=c.json',
    'detector.file=C:/boxes.json',
  ]);
  expect(settingsFor('vcoco', set)).toEqual(['training.steps=10', 'detector.file=C:/boxes.json']);
});

test('a config that the comparison lacks is known as such', () => {
  expect(unknownConfigs(['vcoco'], set)).toEqual(['hico']);
  expect(unknownConfigs(['hico'], set)).toEqual([]);
});
