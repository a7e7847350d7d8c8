import { columnName, type DatasetInfo, type Sample } from '@turbo-hoi/core';
import type { SampleRef } from '@turbo-hoi/datasets';
import { thumbnailUri } from '@turbo-hoi/datasets/node';
import { type GallerySample, renderGallery } from '@turbo-hoi/visualization';
import { say } from '../cli/say';
import { galleryTables } from './gallery-tables';
import type { InspectionRun } from './run-inspection';

// Wide enough for a screen, small enough for sixty on a page.
const MAX_SIDE = 640;

/**
 * The page of an inspection; an image that cannot be read is left out and named.
 *
 * @throws the signal's reason once it is aborted
 */
export async function renderPage(
  { inspection, dataset, samples }: InspectionRun,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<string> {
  const shown: GallerySample[] = [];
  for (const ref of dataset ? samples : []) {
    signal?.throwIfAborted();
    const { info, split } = dataset!;
    const sample = await split(ref.split)
      .sample(ref.index)
      .catch((error: Error) => say(`Not on the page: ${error.message}`));
    if (sample) shown.push(await gallerySample(ref, sample, info));
  }
  return renderGallery({
    title: inspection.dataset,
    remark:
      inspection.scope === 'labels'
        ? 'Label files only: good for counting, not for training.'
        : undefined,
    facts: [
      ...inspection.totals.map(({ name, counts }) => [name, sum(Object.values(counts))] as const),
      ...inspection.facts.map(({ name, value }) => [name, value] as const),
    ],
    findings: inspection.findings,
    tables: galleryTables(inspection),
    samples: shown,
  });
}

async function gallerySample(
  { split }: SampleRef,
  sample: Sample,
  info: DatasetInfo,
): Promise<GallerySample> {
  const { imageId, fileName, width, height, people, objects } = sample;
  const boxes = objects.map(({ box, category }) => ({
    box,
    label: info.objectClasses[category] ?? `class ${category}`,
  }));
  return {
    title: fileName ?? `Image ${imageId}`,
    id: imageId,
    split,
    width,
    height,
    image: await thumbnailUri(sample.image, MAX_SIDE),
    layout: info.keypoints,
    people: people.map(({ box, keypoints, interactions }) => ({
      box,
      keypoints: keypoints?.length === 3 * info.keypoints.names.length ? keypoints : null,
      actions:
        interactions?.flatMap(({ column, object }) =>
          info.actions.columns[column] === undefined
            ? []
            : [
                {
                  name: columnName(info.actions, column),
                  target: object === null ? null : (boxes[object] ?? null),
                },
              ],
        ) ?? null,
    })),
    objects: boxes,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
