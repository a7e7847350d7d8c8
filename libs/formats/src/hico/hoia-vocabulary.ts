import { COCO_CATEGORY_IDS } from '@turbo-hoi/core';

/** The 117 verbs of HICO in the order of their ids (alphabetical); a file's verb 1 is the first. */
export const HICO_VERBS: readonly string[] = (
  'adjust assemble block blow board break brush_with buy carry catch chase check clean control cook cut cut_with direct drag ' +
  'dribble drink_with drive dry eat eat_at exit feed fill flip flush fly greet grind groom herd hit hold hop_on hose hug hunt ' +
  'inspect install jump kick kiss lasso launch lick lie_on lift light load lose make milk move no_interaction open operate ' +
  'pack paint park pay peel pet pick pick_up point pour pull push race read release repair ride row run sail scratch serve ' +
  'set shear sign sip sit_at sit_on slide smell spin squeeze stab stand_on stand_under stick stir stop_at straddle swing tag ' +
  'talk_on teach text_on throw tie toast train turn type_on walk wash watch wave wear wield zip'
).split(' ');

/** COCO's classes by their ids, in HICO's notation (`dining_table`). */
const COCO_OBJECTS: ReadonlyMap<number, string> = new Map(
  Array.from(COCO_CATEGORY_IDS, ([name, id]) => [id, name.replaceAll(' ', '_')]),
);

/** COCO's 80 object classes in the order of its ids, in HICO's notation. */
export const HICO_OBJECTS: readonly string[] = [...COCO_OBJECTS.values()];

/** The verb of an id from 1; `verb_<id>` beyond HICO's. */
export function verbName(id: number): string {
  return HICO_VERBS[id - 1] ?? `verb_${id}`;
}

/** The class of a COCO category id, in HICO's notation (`dining_table`); `object_<id>` for another. */
export function objectName(id: number): string {
  return COCO_OBJECTS.get(id) ?? `object_${id}`;
}
