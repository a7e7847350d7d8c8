import { actionVocabulary, columnName, COCO_KEYPOINTS, type DatasetInfo } from '@turbo-hoi/core';

// In the order in which V-COCO lists them.
const actions = actionVocabulary([
  { name: 'hold', roles: ['obj'] },
  { name: 'stand', roles: [] },
  { name: 'sit', roles: ['instr'] },
  { name: 'walk', roles: [] },
  { name: 'look', roles: ['obj'] },
  { name: 'hit', roles: ['instr', 'obj'] },
  { name: 'talk_on_phone', roles: ['instr'] },
  { name: 'throw', roles: ['obj'] },
  { name: 'run', roles: [] },
  { name: 'skateboard', roles: ['instr'] },
  { name: 'drink', roles: ['instr'] },
  { name: 'kick', roles: ['obj'] },
]);

/** The object classes, COCO's names; 0 is person. */
export const OBJECT_CLASSES = [
  'person',
  'sports ball',
  'tennis racket',
  'cup',
  'cell phone',
  'skateboard',
  'chair',
] as const;

export type PropClass = Exclude<(typeof OBJECT_CLASSES)[number], 'person'>;

/** Names of the action columns, see core's `columnName`. */
export type ColumnName =
  | 'hold'
  | 'stand'
  | 'sit'
  | 'walk'
  | 'look'
  | 'hit_instr'
  | 'hit_obj'
  | 'talk_on_phone'
  | 'throw'
  | 'run'
  | 'skateboard'
  | 'drink'
  | 'kick';

/** Index of a column by its name. */
export const COLUMN_INDEX = Object.fromEntries(
  actions.columns.map((_, column) => [columnName(actions, column), column]),
) as Readonly<Record<ColumnName, number>>;

/** What people do things with or to in this world. */
const TARGETS: Readonly<Partial<Record<ColumnName, readonly PropClass[]>>> = {
  hold: ['sports ball', 'tennis racket', 'cup', 'cell phone', 'skateboard'],
  sit: ['chair'],
  look: ['sports ball', 'tennis racket', 'cup', 'cell phone'],
  hit_instr: ['tennis racket'],
  hit_obj: ['sports ball'],
  talk_on_phone: ['cell phone'],
  throw: ['sports ball'],
  skateboard: ['skateboard'],
  drink: ['cup'],
  kick: ['sports ball'],
};

/** Rises whenever the same options draw other images. */
export const WORLD_VERSION = 2;

export const SYNTHETIC_INFO: DatasetInfo = {
  name: 'synthetic',
  version: WORLD_VERSION,
  actions,
  keypoints: COCO_KEYPOINTS,
  objectClasses: OBJECT_CLASSES,
  targetClasses: actions.columns.map((_, column) =>
    (TARGETS[columnName(actions, column) as ColumnName] ?? []).map((name) =>
      OBJECT_CLASSES.indexOf(name),
    ),
  ),
};
