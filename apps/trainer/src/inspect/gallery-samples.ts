import { columnName, type Dataset, type DatasetInfo, type Sample } from '@turbo-hoi/core';
import type { SampleRef } from '@turbo-hoi/datasets';
import { thumbnailUri } from '@turbo-hoi/datasets/node';
import type { GallerySample } from '@turbo-hoi/visualization';
import { printLine } from '../terminal/print-line';

// Legible on a screen, and small enough for sixty on a page.
const MAX_SIDE = 640;
/** Unreadable images that are named. */
const LISTED = 5;

/**
 * Reads the images of a page one after the other; unreadable ones are printed and skipped.
 *
 * @throws the signal's reason once it is aborted
 */
export async function gallerySamples(
  { info, split }: Dataset,
  refs: readonly SampleRef[],
  signal?: AbortSignal,
): Promise<GallerySample[]> {
  const shown: GallerySample[] = [];
  const unreadable: string[] = [];
  for (const ref of refs) {
    signal?.throwIfAborted();
    const sample = await split(ref.split)
      .sample(ref.index)
      .catch((error: Error) => void unreadable.push(error.message));
    if (sample) shown.push(await gallerySample(ref, sample, info));
  }
  for (const message of unreadable.slice(0, LISTED)) printLine(`Not on the page: ${message}`);
  const more = unreadable.length - LISTED;
  if (more > 0) printLine(`Not on the page: ${more} more.`);
  if (unreadable.length === refs.length && refs.length > 0)
    printLine(
      'Without images, inspect the annotations alone (vcoco, hico, custom): --set pixels=none.',
    );
  return shown;
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
