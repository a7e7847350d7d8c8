import { actionVocabulary, TurboHoiError } from '@turbo-hoi/core';
import { INFO, person, sampleOf } from '../testing/sample-fixture';
import { interactionsOf, toVcocoRecords, vocabularyOf } from './vcoco-records';

const OBJECTS = [{ annotationId: 20, box: [0, 0, 1, 1] as const, category: 1 }];
const hitting = person([0, 0, 4, 4], {
  annotationId: 10,
  interactions: [
    { column: 1, object: null },
    { column: 2, object: 0 },
  ],
});
const idle = person([0, 0, 4, 4], { annotationId: 11, interactions: [] });
const unknown = person([0, 0, 4, 4], { annotationId: 12, interactions: null });
const records = toVcocoRecords([sampleOf([hitting, idle, unknown], OBJECTS)], INFO.actions);

describe('toVcocoRecords', () => {
  it('writes one record an action, objects role by role', () => {
    expect(records.map(({ action_name }) => action_name)).toEqual(['walk', 'hit', 'hold']);
    expect(records[1]).toEqual({
      action_name: 'hit',
      role_name: ['agent', 'instr', 'obj'],
      include: [[], [], []],
      image_id: [1, 1],
      ann_id: [10, 11],
      label: [1, 0],
      role_object_id: [10, 11, 0, 0, 20, 0],
    });
  });

  it('refuses several objects in one role', () => {
    const interactions = [0, 1].map((object) => ({ column: 3, object }));
    const greedy = person([0, 0, 4, 4], { interactions });
    const sample = sampleOf([greedy], [...OBJECTS, ...OBJECTS]);
    expect(() => toVcocoRecords([sample], INFO.actions)).toThrow(TurboHoiError);
  });
});

describe('interactionsOf', () => {
  it('reads written labels: all columns of an action, no people without labels', () => {
    expect(interactionsOf(records, INFO.actions)).toEqual(
      new Map([
        [
          10,
          [
            { column: 1, objectId: null },
            { column: 2, objectId: 20 },
          ],
        ],
        [11, []],
      ]),
    );
  });

  it('reads an action whose roles come in another order', () => {
    const eat = {
      ...records[1],
      action_name: 'eat',
      role_name: ['agent', 'obj', 'instr'],
    };
    const vocabulary = actionVocabulary([{ name: 'eat', roles: ['obj', 'instr'] }]);
    expect(interactionsOf([eat], vocabulary).get(10)).toEqual([
      { column: 0, objectId: null },
      { column: 1, objectId: 20 },
    ]);
  });

  it('returns no people for an empty file', () => {
    expect(interactionsOf([], vocabularyOf([])).size).toBe(0);
  });
});

describe('vocabularyOf', () => {
  it('lists actions and columns in file order', () => {
    expect(vocabularyOf(records)).toEqual(INFO.actions);
  });
});
