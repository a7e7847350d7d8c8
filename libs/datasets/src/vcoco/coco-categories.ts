// The 80 classes that COCO annotates; its ids have gaps.
const NAMES_BY_ID: Readonly<Record<number, string>> = Object.fromEntries(
  [
    [1, 'person bicycle car motorcycle airplane bus train truck boat'],
    [10, 'traffic_light fire_hydrant'],
    [13, 'stop_sign parking_meter bench bird cat dog horse sheep cow elephant bear zebra giraffe'],
    [27, 'backpack umbrella'],
    [31, 'handbag tie suitcase frisbee skis snowboard sports_ball kite baseball_bat'],
    [40, 'baseball_glove skateboard surfboard tennis_racket bottle'],
    [46, 'wine_glass cup fork knife spoon bowl banana apple sandwich orange broccoli carrot'],
    [58, 'hot_dog pizza donut cake chair couch potted_plant bed'],
    [67, 'dining_table'],
    [70, 'toilet'],
    [72, 'tv laptop mouse remote keyboard cell_phone microwave oven toaster sink refrigerator'],
    [84, 'book clock vase scissors teddy_bear hair_drier toothbrush'],
  ].flatMap(([first, names]) =>
    (names as string)
      .split(' ')
      .map((name, i) => [(first as number) + i, name.replace('_', ' ')] as const),
  ),
);

/** COCO's category id by class name. */
export const COCO_CATEGORY_IDS: ReadonlyMap<string, number> = new Map(
  Object.entries(NAMES_BY_ID).map(([id, name]) => [name, Number(id)]),
);
