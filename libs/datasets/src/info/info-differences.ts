import { columnName, type DatasetInfo } from '@turbo-hoi/core';

/** A difference between the vocabularies of two data sets. */
export interface InfoDifference {
  readonly what: 'actions' | 'keypoints' | 'object classes' | 'interactions';
  /** The first difference, such as `3 is "sit" there and "stand" here`. */
  readonly where: string;
}

/**
 * The differences between the vocabularies of a trained model's data set (there) and another one (here), for which the model would output wrong
 * names. The names and sizes of the data sets are ignored.
 */
export function infoDifferences(there: DatasetInfo, here: DatasetInfo): InfoDifference[] {
  const lists: readonly [InfoDifference['what'], (info: DatasetInfo) => readonly string[]][] = [
    ['actions', columnNames],
    ['keypoints', ({ keypoints }) => keypoints.names],
    ['object classes', ({ objectClasses }) => objectClasses],
    ['interactions', hoiNames],
  ];
  return lists.flatMap(([what, namesOf]) => {
    const where = firstDifference(namesOf(there), namesOf(here));
    return where === null ? [] : [{ what, where }];
  });
}

/** Formats differences as `actions (3 is "sit" there and "stand" here), keypoints (…)`. */
export function formatDifferences(differences: readonly InfoDifference[]): string {
  return differences.map(({ what, where }) => `${what} (${where})`).join(', ');
}

function columnNames({ actions }: DatasetInfo): string[] {
  return actions.columns.map((_, column) => columnName(actions, column));
}

function hoiNames({ actions, objectClasses, hois = [] }: DatasetInfo): string[] {
  return hois.map(
    ({ column, category }) => `${columnName(actions, column)} ${objectClasses[category]}`,
  );
}

function firstDifference(there: readonly string[], here: readonly string[]): string | null {
  const longer = there.length > here.length ? there : here;
  const at = longer.findIndex((_, i) => there[i] !== here[i]);
  return at < 0 ? null : `${at + 1} is ${quoted(there[at])} there and ${quoted(here[at])} here`;
}

const quoted = (name: string | undefined) => (name === undefined ? 'missing' : `"${name}"`);
