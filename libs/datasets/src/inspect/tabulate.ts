import type { DatasetInfo, SplitName } from '@turbo-hoi/core';
import type { SplitCounter } from './count-split';
import type { ActionRow, CountRow, Fact, HoiRow, Inspection, SplitCounts } from './inspection';
import type { PublishedCounts } from './published';

type Counters = ReadonlyMap<SplitName, SplitCounter>;
type Tables = Pick<
  Inspection,
  'facts' | 'totals' | 'actions' | 'objectClasses' | 'hois' | 'source'
>;

/** HICO-DET's bound: an interaction with fewer located pairs in training is rare. */
const RARE = 10;

/** Converts the counts to rows of tables, with the published counts. */
export function tabulate(
  info: DatasetInfo,
  counters: Counters,
  published: PublishedCounts | null,
): Tables {
  const hois = hoiRows(info, counters);
  return {
    facts: factsOf(info, hois, published),
    totals: totals(info, counters, published),
    actions: actionRows(info, counters, published),
    objectClasses: info.objectClasses.map((name, i) => ({
      name,
      counts: collect(counters, ({ classes }) => classes[i]),
    })),
    hois,
    source: published?.source ?? null,
  };
}

function factsOf(
  { actions, objectClasses, hois }: DatasetInfo,
  rows: readonly HoiRow[],
  published: PublishedCounts | null,
): Fact[] {
  const fact = (name: string, value: number): Fact => {
    const known = published?.facts?.[name];
    return known === undefined ? { name, value } : { name, value, published: known };
  };
  const roles = actions.columns.filter(({ role }) => role !== null).length;
  const rare = rows.filter((row) => row.rare).length;
  const facts = [
    fact('actions', actions.actions.length),
    fact('action-roles', roles),
    fact('object classes', objectClasses.length),
    fact('interactions', hois?.length ?? 0),
    ...(rows.some((row) => row.rare !== null) ? [fact('rare interactions', rare)] : []),
  ];
  return facts.filter(({ name, value }) => value > 0 || name === 'rare interactions');
}

function totals(
  { actions, hois }: DatasetInfo,
  counters: Counters,
  published: PublishedCounts | null,
): CountRow[] {
  const row = (name: string, of: (counter: SplitCounter) => number): CountRow =>
    withPublished({ name, counts: collect(counters, of) }, published?.totals?.[name]);
  const labels = actions.columns.length > 0;
  return [
    row('images', ({ images }) => images),
    row('people', ({ people }) => people),
    ...(labels ? [row('people with actions', ({ labelledPeople }) => labelledPeople)] : []),
    row('people with keypoints', ({ peopleWithKeypoints }) => peopleWithKeypoints),
    row('objects', ({ objects }) => objects),
    ...(labels ? [row('located pairs', ({ pairs }) => pairs)] : []),
    ...(hois ? [row('images without pairs', ({ imagesWithoutPairs }) => imagesWithoutPairs)] : []),
  ];
}

function actionRows(
  { actions: { actions, columns } }: DatasetInfo,
  counters: Counters,
  published: PublishedCounts | null,
): ActionRow[] {
  return actions.flatMap(({ name }, action) => [
    withPublished(
      { name, role: null, counts: collect(counters, ({ positives }) => positives[action]) },
      published?.actions?.[name],
    ),
    ...columns.flatMap((column, c): ActionRow[] => {
      if (column.action !== action || column.role === null) return [];
      const counts = collect(counters, ({ targets }) => targets[c]);
      const known = published?.roles?.[`${name} ${column.role}`];
      return [withPublished({ name, role: column.role, counts }, known)];
    }),
  ]);
}

function hoiRows({ actions, objectClasses, hois = [] }: DatasetInfo, counters: Counters): HoiRow[] {
  const train = counters.get('train');
  return hois.map(({ column, category, trainingPairs }, i) => {
    const pairs = trainingPairs ?? (train && train.images > 0 ? train.hois[i] : null);
    const verb = actions.actions[actions.columns[column]?.action]?.name ?? `column ${column}`;
    return {
      name: `${verb} · ${objectClasses[category] ?? `class ${category}`}`,
      counts: collect(counters, (counter) => counter.hois[i]),
      rare: pairs === null ? null : pairs < RARE,
    };
  });
}

function collect(counters: Counters, of: (counter: SplitCounter) => number): SplitCounts {
  return Object.fromEntries([...counters].map(([split, counter]) => [split, of(counter)]));
}

function withPublished<Row extends CountRow>(row: Row, published: SplitCounts | undefined): Row {
  return published ? { ...row, published } : row;
}
