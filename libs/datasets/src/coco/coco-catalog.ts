import { TurboHoiError } from '@turbo-hoi/core';
import type { CocoImage } from '../vcoco/format';
import type { CocoIndex, CocoIndexAnnotation } from './coco-index';

const PERSON = 'person';

/** Combines the images and annotations of several COCO files; people's keypoints are joined by annotation id. */
export class CocoCatalog {
  /** For each file its categories' indices into `objectClasses`. */
  private readonly classes: ReadonlyMap<CocoIndex, readonly number[]>;

  /**
   * @param instances files with different images
   * @param keypoints of the same images, in any number of files
   * @param objectClasses at least those of the instances
   * @throws TurboHoiError `data` for an image in two instances files
   */
  constructor(
    private readonly instances: readonly CocoIndex[],
    private readonly keypoints: readonly CocoIndex[],
    readonly objectClasses: readonly string[] = objectClassesOf(instances),
  ) {
    const positions = new Map(objectClasses.map((name, position) => [name, position]));
    this.classes = new Map(
      instances.map((index) => [
        index,
        index.header.categories.map(({ name }) => positions.get(name)!),
      ]),
    );
    refuseOverlap(instances);
  }

  image(imageId: number): CocoImage | undefined {
    const [index, at] = this.find(imageId) ?? [];
    return index?.image(at!);
  }

  /** `category` of an annotation is an index into `objectClasses`; empty for an unknown image. */
  annotations(imageId: number): CocoIndexAnnotation[] {
    const [index, at] = this.find(imageId) ?? [];
    if (!index) return [];
    const classes = this.classes.get(index)!;
    const points = this.keypointsOf(imageId);
    return index.annotations(at!).map((annotation) => ({
      ...annotation,
      category: classes[annotation.category],
      keypoints: annotation.keypoints ?? points.get(annotation.id) ?? null,
    }));
  }

  /** Ids of an image's annotations. */
  annotationIds(imageId: number): Float64Array {
    const [index, at] = this.find(imageId) ?? [];
    if (!index) return new Float64Array();
    const { ids, starts } = index.columns;
    return ids.subarray(starts[at!], starts[at! + 1]);
  }

  /** Whether an annotation was left out because its box has no extent. */
  isFlat(annotationId: number): boolean {
    return this.instances.some((index) => index.isFlat(annotationId));
  }

  private find(imageId: number): [CocoIndex, number] | undefined {
    for (const index of this.instances) {
      const at = index.find(imageId);
      if (at !== undefined) return [index, at];
    }
    return undefined;
  }

  private keypointsOf(imageId: number): Map<number, CocoIndexAnnotation['keypoints']> {
    const annotations = this.keypoints.flatMap((index) => {
      const at = index.find(imageId);
      return at === undefined ? [] : index.annotations(at);
    });
    return new Map(annotations.map(({ id, keypoints }) => [id, keypoints]));
  }
}

/** The classes of several files: person first, then the others in file order. */
export function objectClassesOf(indices: readonly CocoIndex[]): string[] {
  const names = indices.flatMap(({ header }) => header.categories.map(({ name }) => name));
  return [...new Set([PERSON, ...names])];
}

function refuseOverlap(instances: readonly CocoIndex[]): void {
  for (const [i, index] of instances.entries()) {
    for (const other of instances.slice(i + 1)) {
      const common = other.columns.imageIds.find((id) => index.find(id) !== undefined);
      if (common === undefined) continue;
      throw new TurboHoiError(
        'data',
        `${index.file} and ${other.file}: image ${common} is in both; name one of these files.`,
      );
    }
  }
}
