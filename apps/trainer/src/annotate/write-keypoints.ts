import { writeFileAtomically } from '@turbo-hoi/files/node';
import { PERSON_CATEGORY } from './coco-annotation';
import type { AnnotatedImage } from './partial-file';

/**
 * Writes a COCO keypoint file entry by entry; the file appears when it is complete and flushed to disk.
 *
 * @param entries iterated twice: for the images, then for the annotations
 */
export async function writeKeypoints(
  path: string,
  info: object,
  entries: () => AsyncIterable<AnnotatedImage>,
): Promise<void> {
  await writeFileAtomically(path, pieces(info, entries));
}

/** One entry per line, so that the file can be read and diffed. */
async function* pieces(
  info: object,
  entries: () => AsyncIterable<AnnotatedImage>,
): AsyncGenerator<string> {
  yield `{"info":${JSON.stringify(info)},\n"images":[`;
  let separator = '\n';
  for await (const { image } of entries()) {
    yield separator + JSON.stringify(image);
    separator = ',\n';
  }
  yield '],\n"annotations":[';
  separator = '\n';
  let id = 0;
  for await (const { poses } of entries()) {
    for (const pose of poses) {
      yield separator + JSON.stringify({ id: ++id, ...pose });
      separator = ',\n';
    }
  }
  yield `],\n"categories":[${JSON.stringify(PERSON_CATEGORY)}]}\n`;
}
