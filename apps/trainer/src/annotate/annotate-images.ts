import { type PoseAnnotator, type PoseAnnotatorInput, TurboHoiError } from '@turbo-hoi/core';
import { BadEntries } from '@turbo-hoi/formats';
import { ahead } from '@turbo-hoi/training';
import { checkPoses } from './check-poses';
import { cocoImage, cocoPose } from './coco-annotation';
import type { ImageSource } from './image-source';
import type { AnnotatedImage, PartialFile } from './partial-file';
import { type PoseThresholds, selectPoses } from './select-poses';

// Decoding takes the cores that a model leaves.
const IMAGES_AHEAD = 4;

export interface AnnotateImagesOptions {
  readonly source: ImageSource;
  readonly annotator: PoseAnnotator;
  /** Of the annotator, for messages. */
  readonly kind: string;
  readonly thresholds: PoseThresholds;
  /** Has what is done already, and gets the rest. */
  readonly partial: PartialFile;
  readonly signal: AbortSignal;
  /** Called after each image with the number of those done and those that cannot be read. */
  onImage(done: number): void;
}

/**
 * Annotates the images that are not done yet, until the signal; each goes to the partial file.
 *
 * @returns the images that cannot be read
 * @throws TurboHoiError `plugin` for a failure of the annotator
 */
export async function annotateImages(options: AnnotateImagesOptions): Promise<BadEntries> {
  const { source, partial, signal, onImage } = options;
  const bad = new BadEntries('images');
  const rest = [...source.fileNames.keys()].filter((index) => !partial.has(index));
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
