import { type PoseAnnotator, type PoseAnnotatorInput, TurboHoiError } from '@turbo-hoi/core';
import { BadEntries } from '@turbo-hoi/formats';
import { ahead } from '@turbo-hoi/training';
import { checkPoses } from './check-poses';
import { cocoImage, cocoPose } from './coco-annotation';
import type { ImageSource } from './image-source';
import type { AnnotatedImage, PartialFile } from './partial-file';
import { type PoseThresholds, selectPoses } from './select-poses';

// Images are decoded ahead on cores that the model leaves idle.
const IMAGES_AHEAD = 4;

/** Images from an index to before another. */
export interface ImageRange {
  readonly from: number;
  readonly to: number;
}

export interface AnnotateImagesOptions {
  readonly source: ImageSource;
  readonly annotator: PoseAnnotator;
  /** The annotator's kind, for messages. */
  readonly kind: string;
  readonly thresholds: PoseThresholds;
  /** The images to annotate, by index; absent: all. */
  readonly range?: ImageRange;
  /** Holds the results so far, and receives the new ones. */
  readonly partial: PartialFile;
  readonly signal: AbortSignal;
  /** Called after each image with the number of images processed, unreadable ones included. */
  onImage(done: number): void;
}

/**
 * Annotates the images of the range that the partial file lacks and appends each to it, until the signal aborts.
 *
 * @returns the unreadable images
 * @throws TurboHoiError `plugin` for a failure of the annotator
 */
export async function annotateImages(options: AnnotateImagesOptions): Promise<BadEntries> {
  const { source, partial, signal, onImage } = options;
  const { from, to } = options.range ?? { from: 0, to: source.fileNames.length };
  const bad = new BadEntries('images');
  const rest = [...source.fileNames.keys()].slice(from, to).filter((index) => !partial.has(index));
  const images = ahead((step) => load(source, rest[step - 1]), {
    depth: IMAGES_AHEAD,
    last: rest.length,
  });
  try {
    for (let step = 1; step <= rest.length && !signal.aborted; step++) {
      const loaded = await images.at(step);
      if ('problem' in loaded) bad.add(source.fileNames[loaded.index], loaded.problem);
      else partial.add(await annotateImage(loaded.index, loaded.input, options));
      onImage(partial.done + bad.count);
    }
  } finally {
    partial.flush();
    await images.close();
  }
  return bad;
}

type Loaded =
  | { readonly index: number; readonly input: PoseAnnotatorInput }
  | { readonly index: number; readonly problem: string };

async function load(source: ImageSource, index: number): Promise<Loaded> {
  try {
    return { index, input: await source.read(index) };
  } catch (error) {
    const isBadImage =
      error instanceof TurboHoiError && (error.kind === 'data' || error.kind === 'io');
    if (!isBadImage) throw error;
    return { index, problem: error.message };
  }
}

async function annotateImage(
  index: number,
  input: PoseAnnotatorInput,
  { annotator, kind, thresholds }: AnnotateImagesOptions,
): Promise<AnnotatedImage> {
  const poses = await posesOf(annotator, kind, input);
  checkPoses(poses, kind, input.fileName);
  const { selected, tally } = selectPoses(poses, input.people, thresholds);
  return {
    index,
    image: cocoImage(input),
    poses: selected.map((pose) => cocoPose(pose, input.imageId, thresholds.minKeypointScore)),
    tally,
  };
}

async function posesOf(annotator: PoseAnnotator, kind: string, input: PoseAnnotatorInput) {
  try {
    return await annotator.annotate(input);
  } catch (error) {
    if (error instanceof TurboHoiError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TurboHoiError(
      'plugin',
      `pose annotator "${kind}" failed at ${input.fileName}: ${reason}`,
      { cause: error },
    );
  }
}
