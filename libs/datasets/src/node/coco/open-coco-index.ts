import { TurboHoiError, type DatasetContext } from '@turbo-hoi/core';
import { BadEntries } from '@turbo-hoi/formats';
import { readCocoFile } from '@turbo-hoi/formats/node';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CocoColumns, CocoHeader } from '../../coco/coco-columns';
import { CocoIndex } from '../../coco/coco-index';
import { CocoIndexBuilder } from '../../coco/coco-index-builder';
import { cacheFolder, writeToCache } from '@turbo-hoi/files/node';
import { decodeColumns, encodeColumns } from '../cache/column-file';
import { contentHash, fileMark } from '../cache/content-hash';

export interface OpenCocoOptions {
  /** Skip bad entries, with a warning. */
  readonly skipBad?: boolean;
  /** Folder of the cached indices; default: below the user's cache. */
  readonly cache?: string;
  /** Files with fewer bytes are not cached, since reading them is as fast; default 4 MiB. */
  readonly cacheFrom?: number;
}

/** A cached index of another version is rebuilt. */
const VERSION = 1;

interface CachedHeader extends CocoHeader {
  readonly version: number;
}

/**
 * Opens a COCO instances or keypoint file as an index. The file is read once; afterwards its cached index is opened, in well below a
 * second, as long as the content is the same.
 *
 * Annotations whose box has no width or height are left out, as in the official evaluators, and counted in a warning: COCO's own
 * files have some.
 *
 * @throws TurboHoiError `io` for a missing or unreadable file; `data` for a malformed one and, unless `skipBad`, for bad entries: boxes or
 *   areas that are missing, negative or not numbers, images without a size, unknown images or categories, ids that occur twice,
 *   keypoints of another length than the category's
 */
export async function openCocoIndex(
  path: string,
  options: OpenCocoOptions = {},
  context: DatasetContext = {},
): Promise<CocoIndex> {
  const { skipBad = false, cache = join(cacheFolder(), 'index'), cacheFrom = 2 ** 22 } = options;
  const size = (await stat(path).catch(() => null))?.size ?? 0;
  const content =
    size < cacheFrom ? await readContent(path, context) : await openCached(path, cache, context);
  const flat = content.columns.flatIds.length;
  const left = flat + content.columns.ids.length;
  new BadEntries(path, content.header.bad).finish(skipBad, context.warn, left);
  if (flat > 0) {
    context.warn?.(
      `${path}: ${flat} annotations are left out, since their boxes have no width or no height.`,
    );
  }
  return new CocoIndex(path, content.header, content.columns);
}

interface Content {
  readonly header: CocoHeader;
  readonly columns: CocoColumns;
}

async function openCached(path: string, cache: string, context: DatasetContext): Promise<Content> {
  const { onProgress, warn } = context;
  const mark = await fileMark(path);
  const sha256 = await contentHash(path, join(cache, 'files'), (done, total) =>
    onProgress?.(`hashing ${basename(path)}`, done, total),
  );
  const cached = join(cache, `coco-${sha256}.bin`);
  const known = await readCached(cached, context);
  if (known) return known;
  const content = await readContent(path, context);
  if ((await fileMark(path)) !== mark) {
    throw new TurboHoiError('data', `${path}: changed while it was read; start again.`);
  }
  const header: CachedHeader = { ...content.header, version: VERSION };
  await writeToCache(cached, encodeColumns(header, content.columns)).catch((error: Error) =>
    warn?.(
      `${cached}: cannot be written (${error.message}); the annotation file is read again next time.`,
    ),
  );
  return content;
}

async function readCached(cached: string, { warn }: DatasetContext): Promise<Content | null> {
  const bytes = await readFile(cached).catch(() => null);
  if (!bytes) return null;
  const decoded = decodeColumns(bytes);
  const header = decoded?.header as CachedHeader | undefined;
  if (decoded && header?.version === VERSION) {
    return { header, columns: decoded.columns as unknown as CocoColumns };
  }
  warn?.(`${cached}: is ${decoded ? 'of another version' : 'damaged'}; it is rebuilt.`);
  return null;
}

async function readContent(path: string, { onProgress }: DatasetContext): Promise<Content> {
  const bad = new BadEntries(path);
  const builder = new CocoIndexBuilder(bad);
  await readCocoFile(path, builder, bad, {
    ...CocoIndexBuilder.NEEDS,
    onProgress: (done, total) => onProgress?.(`indexing ${basename(path)}`, done, total),
  });
  return builder.finish();
}
