import { actionVocabulary, COCO_KEYPOINTS, type DatasetInfo } from '@turbo-hoi/core';
import { publishedCounts } from './published';

const VCOCO_ACTIONS = (
  'hold:obj stand sit:instr ride:instr walk look:obj hit:instr,obj eat:obj,instr jump:instr lay:instr ' +
  'talk_on_phone:instr carry:obj throw:obj catch:obj cut:instr,obj run work_on_computer:instr ski:instr ' +
  'surf:instr skateboard:instr smile drink:instr kick:obj point:instr read:obj snowboard:instr'
)
  .split(' ')
  .map((text) => {
    const [name, roles] = text.split(':');
    return { name, roles: roles?.split(',') ?? [] };
  });

function info(rest: Partial<DatasetInfo>): DatasetInfo {
  return {
    name: 'any',
    actions: actionVocabulary([]),
    keypoints: COCO_KEYPOINTS,
    objectClasses: [],
    ...rest,
  };
}

const eighty = Array.from({ length: 80 }, (_, i) => `class ${i}`);

it("knows V-COCO's released labels by its actions", () => {
  const published = publishedCounts(info({ actions: actionVocabulary(VCOCO_ACTIONS) }))!;
  expect(published.totals!.images).toEqual({ train: 2533, validation: 2867, test: 4946 });
  expect(published.actions!.hold).toEqual({ train: 1838, validation: 2163 });
  expect(published.roles!['hit obj']).toEqual({ train: 106, validation: 122 });
});

it('does not take drafts with the actions of V-COCO for it', () => {
  const actions = actionVocabulary(VCOCO_ACTIONS);
  expect(publishedCounts(info({ actions }), 'images/IMG_1.jpg')).toBeNull();
  expect(publishedCounts(info({ actions }), 'COCO_val2014_000000000139.jpg')).not.toBeNull();
});

it('has a number for each action and role of V-COCO, nowhere more objects than people', () => {
  const { actions, roles } = publishedCounts(info({ actions: actionVocabulary(VCOCO_ACTIONS) }))!;
  const names = VCOCO_ACTIONS.flatMap(({ name, roles: own }) => own.map((role) => [name, role]));
  expect(Object.keys(actions!)).toEqual(VCOCO_ACTIONS.map(({ name }) => name));
  expect(Object.keys(roles!)).toEqual(names.map((parts) => parts.join(' ')));
  for (const [name, role] of names) {
    const located = roles![`${name} ${role}`];
    expect(located.train).toBeLessThanOrEqual(actions![name].train!);
    expect(located.validation).toBeLessThanOrEqual(actions![name].validation!);
  }
});

it('knows HICO-DET by its 600 interactions of 117 verbs', () => {
  const verbs = Array.from({ length: 117 }, (_, i) => ({ name: `verb ${i}`, roles: ['obj'] }));
  const hois = Array.from({ length: 600 }, () => ({ column: 0, category: 0, trainingPairs: null }));
  const actions = actionVocabulary(verbs);
  expect(publishedCounts(info({ actions, hois }))?.facts?.['rare interactions']).toBe(138);
  expect(publishedCounts(info({ actions, hois: hois.slice(1) }))).toBeNull();
});

it('distinguishes COCO 2017 from COCO 2014 by file names', () => {
  const coco = info({ objectClasses: eighty });
  expect(publishedCounts(coco, '000000000139.jpg')?.totals?.images.train).toBe(118287);
  expect(publishedCounts(coco, 'COCO_val2014_000000000139.jpg')).toBeNull();
  expect(publishedCounts(coco)).toBeNull();
});

it('knows nothing of other data sets', () => {
  const actions = actionVocabulary(VCOCO_ACTIONS.slice(1));
  expect(publishedCounts(info({ actions }), '000000000139.jpg')).toBeNull();
});
