import { INFO, person, sampleOf } from '../testing/sample-fixture';
import { sharedHois, verbOf } from './hico-hois';

const [WALK, HIT_INSTR, HIT_OBJ, HOLD] = [0, 1, 2, 3];
const thing = (category: number) => ({ annotationId: 9, box: [0, 0, 1, 1] as const, category });

describe('verbs of HICO', () => {
  it('are columns with a role: hit what, hit with what', () => {
    expect([WALK, HIT_INSTR, HIT_OBJ, HOLD].map((column) => verbOf(INFO, column))).toEqual([
      null,
      'hit_with',
      'hit',
      'hold',
    ]);
  });

  it('make HOIs with the classes that they are located with in every split, in order of names', () => {
    const [cup, chair] = [thing(1), thing(2)];
    const does = (...interactions: [number, number | null][]) =>
      person([0, 0, 1, 1], {
        interactions: interactions.map(([column, object]) => ({ column, object })),
      });
    const train = sampleOf(
      [does([HOLD, 0], [HOLD, 1], [HIT_OBJ, 0]), does([WALK, null], [HIT_INSTR, 1])],
      [cup, chair],
    );
    const test = sampleOf(
      [does([HIT_OBJ, 1], [HOLD, 0], [HOLD, 1], [HIT_INSTR, null])],
      [chair, cup],
    );
    expect(sharedHois(INFO, [[train], [test]])).toEqual([
      { column: HOLD, category: 2, verb: 'hold', object: 'chair' },
      { column: HIT_OBJ, category: 1, verb: 'hit', object: 'cup' },
      { column: HOLD, category: 1, verb: 'hold', object: 'cup' },
    ]);
    expect(sharedHois(INFO, [[train], []])).toEqual([]);
    expect(sharedHois(INFO, [])).toEqual([]);
  });
});
