import { checkDepth, TurboHoiError, unreadable } from '@turbo-hoi/core';
import { refusePipe } from '@turbo-hoi/formats/node';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { customDocument } from '../../import/custom-document';
import { CVAT_ATTRIBUTES, type CvatAttributes, cvatImages } from '../../import/cvat-coco';
import type { ActionNames, ClassNames } from '../../import/import-names';
import type { ImportedImage } from '../../import/imported-image';
import { labelStudioImages } from '../../import/label-studio';
import { LeftOut } from '../../import/left-out';
import { withKeypointsOf } from '../../import/with-keypoints';
import { openCustom } from '../custom/custom-dataset';
import { customDatasetSchema } from '../custom/custom-options';
import { imageFolder } from '../images/image-folder';
import { writeNewFolder } from '../new-folder';

/** Tools whose exports can be imported. */
export const IMPORT_TOOLS = ['cvat', 'label-studio'] as const;

export interface ImportOptions {
  readonly tool: (typeof IMPORT_TOOLS)[number];
  /** The export. */
  readonly file: string;
  /** A new or empty folder. */
  readonly out: string;
  /** Folder of the images, which are copied; absent: they are to be put into `images` of the folder. */
  readonly images?: string;
  /** CVAT: a second export, COCO Keypoints, whose skeletons are those of the people. */
  readonly keypoints?: string;
  readonly actions?: ActionNames;
  readonly classes?: ClassNames;
  /** CVAT: names of attributes. */
  readonly attributes?: CvatAttributes;
}

/**
 * Imports an export of an annotation tool as a data set of kind `custom`.
 *
 * @returns lines about what was imported and, with counts, what was left out
 * @throws TurboHoiError `data` for a file of another form, naming entry and field, `io` for files and folders, `usage` for an export without people or actions
 */
export async function importAnnotations(options: ImportOptions): Promise<string[]> {
  const { file, out, actions = new Map(), classes = new Map() } = options;
  const left = new LeftOut();
  const copies = new Copies(options.images, left);
  const images = (await readImages(options, left)).flatMap((image) => {
    const found = copies.fileOf(image);
    return found === null ? [] : [{ ...image, file: found }];
  });
  if (images.length === 0) {
    const where = options.images ?? file;
    throw new TurboHoiError(
      'data',
      `${file}: none of its images is in ${where}. Name their folder with --images.`,
    );
  }
  const name = basename(resolve(out));
  const { document, lines } = customDocument(images, { name, actions, classes }, left);
  await writeNewFolder(out, async (folder) => {
    await copies.copyTo(folder);
    await writeFile(join(folder, 'dataset.json'), `${JSON.stringify(document, null, 1)}\n`);
    // Nothing is left behind that does not open.
    const pixels = options.images === undefined ? 'none' : 'read';
    const isSized = document.images.every(({ width }) => width !== undefined);
    if (isSized || pixels === 'read')
      await openCustom(customDatasetSchema.parse({ root: folder, pixels }));
  });
  const put = `Put the ${images.length} images into ${join(out, 'images')}, or import with --images FOLDER.`;
  return [
    ...lines,
    ...(options.images === undefined ? [put] : []),
    ...left.lines().map((line) => `left out: ${line}`),
    `Data set: ${join(out, 'dataset.json')}`,
  ];
}

async function readImages(
  { tool, file, keypoints, classes = new Map(), attributes = CVAT_ATTRIBUTES }: ImportOptions,
  left: LeftOut,
): Promise<ImportedImage[]> {
  const content = await readExport(file);
  if (tool === 'label-studio') return labelStudioImages(content, file, left);
  const images = cvatImages(content, file, left, attributes);
  if (keypoints === undefined) return images;
  const skeletons = cvatImages(await readExport(keypoints), keypoints, new LeftOut(), attributes);
  return withKeypointsOf(images, skeletons, classes, left);
}

async function readExport(file: string): Promise<unknown> {
  refusePipe(file);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const isZip = text.startsWith('PK');
    throw new TurboHoiError(
      'data',
      isZip
        ? `${file}: is a zip archive. Unpack it and name the JSON file in it, for CVAT annotations/instances_default.json.`
        : `${file}: is not JSON (${(error as Error).message}). Name the JSON file of the export.`,
      { cause: error },
    );
  }
  checkDepth(content, file, 'data');
  return content;
}

/** Label Studio puts eight characters and a hyphen before the names of uploaded files. */
const UPLOADED = /^[0-9a-f]{8}-(?=.)/;

/** Finds the images of an export in a folder, and copies them. */
class Copies {
  private readonly sources = new Map<string, string>();
  private readonly pathOf: ((name: string) => string) | null;

  constructor(
    private readonly folder: string | undefined,
    private readonly left: LeftOut,
  ) {
    if (folder !== undefined && !existsSync(folder))
      throw new TurboHoiError(
        'io',
        `--images: there is no folder ${folder}; name the one of the images.`,
      );
    this.pathOf = folder === undefined ? null : imageFolder(resolve(folder));
  }

  readonly fileOf = ({ file }: ImportedImage): string | null => {
    const plain = file.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
    const own = plain.includes('..') ? [plain[plain.length - 1]] : plain;
    if (plain[plain.length - 1] === '..' || own.length === 0)
      return this.without('image without a name', file);
    const target = `images/${own.filter((part, i) => i > 0 || part !== 'images' || own.length === 1).join('/')}`;
    if (this.sources.has(target)) return this.without('image whose name another one has', file);
    const source = this.pathOf === null ? '' : this.source(own);
    if (source === null) return this.without(`image that is not in ${this.folder}`, file);
    this.sources.set(target, source);
    return target;
  };

  async copyTo(folder: string): Promise<void> {
    for (const [target, source] of this.sources) {
      const path = join(folder, target);
      await mkdir(dirname(path), { recursive: true });
      if (source !== '') await copyFile(source, path);
    }
  }

  private source(parts: readonly string[]): string | null {
    const last = parts[parts.length - 1];
    for (const name of [parts.join('/'), last, last.replace(UPLOADED, '')]) {
      const path = this.pathOf!(name);
      if (existsSync(path)) return path;
    }
    return null;
  }

  private without(what: string, file: string): null {
    this.left.add(what, file);
    return null;
  }
}
