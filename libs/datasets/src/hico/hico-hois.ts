import type { DatasetInfo, ImageAnnotations } from '@turbo-hoi/core';

/** A HOI of a data set without a list of HOIs: an action column with an object class. */
export interface ColumnHoi {
  readonly column: number;
  readonly category: number;
  /** In HICO's notation: `hit_with`, `tennis_racket`. */
  readonly verb: string;
  readonly object: string;
}

/**
 * The name of a column as a verb of HICO, which has no roles: `hit` for the role obj, `hit_with` for the role instr; null for
 * a column without a role.
 */
export function verbOf(
  { actions: { actions, columns } }: DatasetInfo,
  column: number,
): string | null {
  const { action, role } = columns[column];
  const { name, roles } = actions[action];
  if (role === null) return null;
  if (roles.length === 1 || role === 'obj') return name;
  return role === 'instr' ? `${name}_with` : `${name}_${role}`;
}

/**
 * The HOIs that are located in each of some splits, grouped by object class as in the official list; classes
 * and verbs in alphabetical order.
 */
export function sharedHois(
  info: DatasetInfo,
  splits: readonly (readonly ImageAnnotations[])[],
): ColumnHoi[] {
  const [first, ...others] = splits.map((images) => new Set(images.flatMap(locatedKeys)));
  return [...(first ?? [])]
    .filter((key) => others.every((keys) => keys.has(key)))
    .map((key): ColumnHoi => {
      const [column, category] = key.split('/').map(Number);
      const object = info.objectClasses[category].replaceAll(' ', '_');
      return { column, category, verb: verbOf(info, column) ?? '', object };
    })
    .filter(({ verb }) => verb !== '')
    .sort((a, b) => compare(a.object, b.object) || compare(a.verb, b.verb));
}

function locatedKeys({ people, objects }: ImageAnnotations): string[] {
  return people.flatMap(({ interactions }) =>
    (interactions ?? []).flatMap(({ column, object }) =>
      object === null ? [] : [`${column}/${objects[object].category}`],
    ),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
