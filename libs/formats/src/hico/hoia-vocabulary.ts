/** The 117 verbs of HICO in the order of their ids (alphabetical); a file's verb 1 is the first. */
export const HICO_VERBS: readonly string[] = (
  'adjust assemble block blow board break brush_with buy carry catch chase check clean control cook cut cut_with direct drag ' +
  'dribble drink_with drive dry eat eat_at exit feed fill flip flush fly greet grind groom herd hit hold hop_on hose hug hunt ' +
  'inspect install jump kick kiss lasso launch lick lie_on lift light load lose make milk move no_interaction open operate ' +
  'pack paint park pay peel pet pick pick_up point pour pull push race read release repair ride row run sail scratch serve ' +
  'set shear sign sip sit_at sit_on slide smell spin squeeze stab stand_on stand_under stick stir stop_at straddle swing tag ' +
  'talk_on teach text_on throw tie toast train turn type_on walk wash watch wave wear wield zip'
).split(' ');

/** The classes of objects that COCO annotates, by COCO's ids, which have gaps. */
const COCO_OBJECTS: ReadonlyMap<number, string> = new Map(
  (
    [
      [1, 'person bicycle car motorcycle airplane bus train truck boat traffic_light fire_hydrant'],
      [
        13,
        'stop_sign parking_meter bench bird cat dog horse sheep cow elephant bear zebra giraffe',
      ],
      [27, 'backpack umbrella'],
      [
        31,
        'handbag tie suitcase frisbee skis snowboard sports_ball kite baseball_bat baseball_glove',
      ],
      [41, 'skateboard surfboard tennis_racket bottle'],
      [
        46,
        'wine_glass cup fork knife spoon bowl banana apple sandwich orange broccoli carrot hot_dog',
      ],
      [59, 'pizza donut cake chair couch potted_plant bed'],
      [67, 'dining_table'],
      [70, 'toilet'],
      [72, 'tv laptop mouse remote keyboard cell_phone microwave oven toaster sink refrigerator'],
      [84, 'book clock vase scissors teddy_bear hair_drier toothbrush'],
    ] as [number, string][]
  ).flatMap(([first, names]) =>
    names.split(' ').map((name, i): [number, string] => [first + i, name]),
  ),
);

/** COCO's 80 classes of objects in the order of its ids, written as HICO writes them. */
export const HICO_OBJECTS: readonly string[] = [...COCO_OBJECTS.values()];

/** The verb of an id from 1; `verb_<id>` beyond HICO's. */
export function verbName(id: number): string {
  return HICO_VERBS[id - 1] ?? `verb_${id}`;
}

/** The class of a COCO category id, written as HICO writes it (`dining_table`); `object_<id>` for another. */
export function objectName(id: number): string {
  return COCO_OBJECTS.get(id) ?? `object_${id}`;
}
