import type { CountRow, Inspection } from '@turbo-hoi/datasets';
import type { Gallery, GallerySample, GalleryTable } from '@turbo-hoi/visualization';

// Longer tables are folded.
const MANY = 60;

export const LABELS_ONLY =
  'Label files only: good for counting, not for training; the findings name what is missing.';

/** An inspection as the page shows it. */
export function inspectionGallery(
  inspection: Inspection,
  samples: readonly GallerySample[],
): Gallery {
  const { dataset, scope, totals, facts, findings } = inspection;
  return {
    title: dataset,
    remark: scope === 'labels' ? LABELS_ONLY : undefined,
    facts: [
      ...totals.map(({ name, counts }) => [name, sum(Object.values(counts))] as const),
      ...facts.map(({ name, value }) => [name, value] as const),
    ],
    findings,
    tables: galleryTables(inspection),
    samples,
  };
}

function galleryTables(inspection: Inspection): GalleryTable[] {
  const { totals, actions, objectClasses, hois, source } = inspection;
  const note = source === null ? undefined : `Published: ${source}.`;
  const tables: GalleryTable[] = [
    { id: 'totals', title: 'Totals', note, mixed: true, ...body(inspection, totals) },
    {
      id: 'actions',
      title: 'Actions',
      folded: actions.length > MANY,
      note: 'People with the action; below, located objects by role.',
      ...body(inspection, actions, (i) => actions[i].role),
    },
    {
      id: 'classes',
      title: 'Object classes',
      folded: objectClasses.length > MANY,
      ...body(inspection, objectClasses),
    },
    {
      id: 'interactions',
      title: 'Interactions',
      note: 'Located pairs; rare ones, with fewer than ten in training, are marked.',
      folded: true,
      ...body(
        inspection,
        hois.map((row) => (row.rare ? { ...row, name: `${row.name} (rare)` } : row)),
      ),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

function body(
  { splits }: Inspection,
  rows: readonly CountRow[],
  role: (row: number) => string | null = () => null,
): Pick<GalleryTable, 'columns' | 'rows'> {
  const published = splits.filter((split) =>
    rows.some((row) => row.published?.[split] !== undefined),
  );
  return {
    columns: [...splits, ...published.map((split) => `${split}, published`)],
    rows: rows.map((row, i) => ({
      name: role(i) ?? row.name,
      isPart: role(i) !== null,
      values: [
        ...splits.map((split) => row.counts[split] ?? null),
        ...published.map((split) => row.published?.[split] ?? null),
      ],
    })),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
