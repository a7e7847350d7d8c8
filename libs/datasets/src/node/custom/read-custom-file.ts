import { TurboHoiError, type DatasetContext, type SplitName } from '@turbo-hoi/core';
import type { BadEntries } from '@turbo-hoi/formats';
import { readJsonFile } from '@turbo-hoi/formats/node';
import { access } from 'node:fs/promises';
import { checkImage } from '../../custom/check-image';
import { customVocabulary, type CustomVocabulary } from '../../custom/custom-info';
import {
  customHeaderSchema,
  customImageSchema,
  type CustomImage,
} from '../../custom/custom-schema';
import { withSplits } from '../../custom/spread-splits';
import { checkSchema } from '../../custom/schema-issues';
import type { ImageSize } from '../../sampling/resize-rule';
import type { CustomDatasetOptions } from './custom-options';
import { imageFolder } from '../images/image-folder';
import { commonRoot } from './common-root';
import { readImageSize } from './read-image-size';

/** An image without faults, and its position in the file. */
export interface CheckedImage {
  readonly image: SplitImage;
  readonly size: ImageSize;
  readonly position: number;
  /** Id of its first annotation. */
  readonly firstId: number;
}

type SplitImage = CustomImage & { readonly split: SplitName };

/** Number of image files that are checked in parallel. */
const TOGETHER = 16;

/**
 * Reads and checks a data set file.
 *
 * @param bad receives the faults of images, by path in the file; these images are left out
 * @throws TurboHoiError `io` for a missing file, `data` for malformed JSON or a wrong vocabulary
 */
export async function readCustomFile(
  options: CustomDatasetOptions,
  bad: BadEntries,
  { onProgress, warn }: DatasetContext,
): Promise<{ readonly vocabulary: CustomVocabulary; readonly images: CheckedImage[] }> {
  const { header, entries } = await readDocument(options.annotations);
  const vocabulary = customVocabulary(header, options.annotations);
  const parsed = entries.map((entry) => checkSchema(customImageSchema, entry));
  const files = await lookAtFiles(
    parsed.map((result) => ('value' in result ? result.value : null)),
    { ...options, orientation: vocabulary.orientation },
    warn,
    (done) => onProgress?.('checking images', done, parsed.length),
  );
  const places = new Map<string, number>();
  const images: (Omit<CheckedImage, 'image'> & { readonly image: CustomImage })[] = [];
  let firstId = 1;
  parsed.forEach((result, position) => {
    const where = `images[${position}]`;
    const before = bad.count;
    if ('issues' in result) {
      for (const { path, text } of result.issues) bad.add(path ? `${where}.${path}` : where, text);
      return;
    }
    const image = result.value;
    const twin = places.get(image.file);
    if (twin !== undefined) bad.add(`${where}.file`, `"${image.file}" is images[${twin}] already`);
    else places.set(image.file, position);
    const { size, fault } = files[position];
    if (fault !== null) bad.add(`${where}.file`, fault);
    checkImage(image, size, vocabulary, where, bad);
    if (bad.count > before || size === null) return;
    images.push({ image, size, position, firstId });
    firstId += image.people.length + image.objects.length;
  });
  const { images: split, chosen } = withSplits(images.map(({ image }) => image));
  if (chosen.length > 0) warn?.(chosenLine(options.annotations, chosen));
  return { vocabulary, images: images.map((one, i) => ({ ...one, image: split[i] })) };
}

function chosenLine(file: string, chosen: readonly SplitName[]): string {
  const count = (name: SplitName) => chosen.filter((split) => split === name).length;
  return (
    `${file}: ${chosen.length} images name no split; every fifth of them is for testing and the one before it for validation ` +
    `(${count('train')} train, ${count('validation')} validation, ${count('test')} test).`
  );
}

async function readDocument(path: string) {
  const header: Record<string, unknown> = {};
  const entries: unknown[] = [];
  const keys = Object.keys(customHeaderSchema.shape);
  const keep = (key: string) => [key, (value: unknown) => void (header[key] = value)] as const;
  await readJsonFile(path, {
    ...Object.fromEntries(keys.map(keep)),
    'images[]': (value) => void entries.push(value),
  });
  return { header, entries };
}

type FileOptions = CustomDatasetOptions & Pick<CustomVocabulary, 'orientation'>;

interface FileReport {
  /** Declared size, otherwise that of the file; null: unknown. */
  readonly size: ImageSize | null;
  readonly fault: string | null;
}

async function lookAtFiles(
  images: readonly (CustomImage | null)[],
  options: FileOptions,
  warn: DatasetContext['warn'],
  onProgress: (done: number) => void,
): Promise<FileReport[]> {
  const { images: folder, root, outsideFiles } = options;
  const pathOf = imageFolder(folder, { outsideFiles, root: commonRoot(root, folder), warn });
  const reports: FileReport[] = [];
  for (let start = 0; start < images.length; start += TOGETHER) {
    const some = images.slice(start, start + TOGETHER);
    reports.push(...(await Promise.all(some.map((image) => lookAtFile(image, options, pathOf)))));
    onProgress(reports.length);
  }
  return reports;
}

const NO_SIZE =
  'has no width and height, and there is no image to read them from; write both, or put the image there';

async function lookAtFile(
  image: CustomImage | null,
  options: FileOptions,
  pathOf: (name: string) => string,
): Promise<FileReport> {
  if (image === null) return { size: null, fault: null };
  const { width, height } = image;
  const declared = width !== undefined && height !== undefined ? { width, height } : null;
  if (declared && (options.pixels === 'none' || !options.checkFiles))
    return { size: declared, fault: null };
  let path = image.file;
  try {
    path = pathOf(image.file);
    if (declared) await access(path);
    return {
      size: declared ?? (await readImageSize(path, options.orientation === 'upright')),
      fault: null,
    };
  } catch (error) {
    if (options.pixels === 'none') return { size: null, fault: NO_SIZE };
    if (error instanceof TurboHoiError) return { size: declared, fault: error.message };
    return { size: declared, fault: `${path}: there is no such file` };
  }
}
