import { createHash } from 'node:crypto';
import type { Communicator, PoseAnnotator } from '@turbo-hoi/core';
import { BadEntries, type FoundBadEntries } from '@turbo-hoi/formats';
import { agree, fromJson, onRankZero, toJson } from '@turbo-hoi/mpi';
import type { AnnotateOptions } from './annotate-options';
import { INTERRUPTED, listenForInterrupt } from '../terminal/interrupt';
import { printLine } from '../terminal/print-line';
import { showPath } from '@turbo-hoi/experiment/node';
import { readingProgress } from '../progress/reading-progress';
import { imageProgress } from '../progress/progress';
import { annotateImages } from './annotate-images';
import { type AnnotateRequest, readRequest } from './annotate-request';
import { PartialFile } from './partial-file';
import { checkNoOtherShares, openShares, partialPath, shareOf } from './partial-share';
import { onEveryRank } from '../ranks/on-every-rank';
import { TallySum, tallyLines } from './tally-lines';
import { writeKeypoints } from './write-keypoints';

/** The command `annotate`: writes the poses of a pose detector as COCO keypoints; ranks share the images. */
export function annotateCommand(options: AnnotateOptions): Promise<void> {
  return onEveryRank((communicator) => annotateOnRank(options, communicator));
}

export async function annotateOnRank(
  options: AnnotateOptions,
  communicator: Communicator,
): Promise<void> {
  const opened = await agree(communicator, () => openAll(options, communicator));
  const { request, annotator } = opened;
  const { source, skipBad } = request;
  const isFirst = communicator.rank === 0;
  try {
    const own = await annotateRest(opened, communicator);
    const { done, bad } = await ofAllRanks(communicator, opened.partial.done, own);
    if (done + bad.count < source.fileNames.length) {
      if (isFirst) printLine(`Stopped after ${done} images. Repeat the command to resume.`);
      process.exitCode = INTERRUPTED;
      return;
    }
    await onRankZero(communicator, async () => {
      if (bad.count > 0 && !skipBad) printLine(`${done} annotated images are kept.`);
      bad.finish(skipBad, printLine);
      await finish(opened, communicator.size);
    });
  } finally {
    annotator.dispose?.();
  }
}

const SILENT = { write: () => true, isTTY: false };

interface Opened {
  readonly request: AnnotateRequest;
  /** The first line of each unfinished file. */
  readonly header: unknown;
  readonly partial: PartialFile;
  readonly annotator: PoseAnnotator;
}

async function openAll(options: AnnotateOptions, communicator: Communicator): Promise<Opened> {
  // Every rank reads the same files, and rank 0 speaks for all.
  const opening = readingProgress(communicator.rank === 0 ? process.stderr : SILENT);
  try {
    const request = await readRequest(options, process.cwd(), opening);
    const { out, plugin, source, info, skipBad } = request;
    const header = { ...info, images: `${source.fileNames.length} ${digest(source.fileNames)}` };
    checkNoOtherShares(out, communicator.size);
    const partial = await PartialFile.open(partialPath(out, communicator), header);
    const annotator = await plugin.create({ ...opening, skipBad });
    return { request, header, partial, annotator };
  } finally {
    opening.stop();
  }
}

async function annotateRest(
  { request: { plugin, source, thresholds }, partial, annotator }: Opened,
  communicator: Communicator,
): Promise<BadEntries> {
  const interrupt = listenForInterrupt();
  const range = shareOf(communicator, source.fileNames.length);
  const progress =
    communicator.rank === 0 ? imageProgress(range.to - range.from, partial.done) : null;
  try {
    if (partial.done > 0) progress?.note(`Resuming after ${partial.done} images.`);
    await annotator.expect?.(source.fileNames.map((fileName) => ({ fileName })));
    return await annotateImages({
      source,
      annotator,
      kind: plugin.config.kind,
      thresholds,
      range,
      partial,
      signal: interrupt.signal,
      onImage: (done) => progress?.update(done),
    });
  } finally {
    progress?.stop();
    interrupt.release();
  }
}

/** The number of annotated images, and the unreadable ones. */
async function ofAllRanks(communicator: Communicator, done: number, { found }: BadEntries) {
  const told = await communicator.allGather(toJson({ done, found }));
  const bad = new BadEntries('images');
  let sum = 0;
  for (const bytes of told) {
    const { done, found } = fromJson<{ done: number; found: FoundBadEntries }>(bytes)!;
    bad.include(found);
    sum += done;
  }
  return { done: sum, bad };
}

async function finish({ request, partial, header }: Opened, size: number): Promise<void> {
  const { out, info, thresholds } = request;
  const shares = await openShares(partial, out, size, header);
  const described = { description: 'Poses found by a detector', ...info };
  await writeKeypoints(out, described, () => shares.entries());
  const sum = new TallySum();
  for await (const { poses, tally } of shares.entries()) sum.add(poses.length, tally);
  shares.remove();
  for (const line of tallyLines(sum, thresholds)) printLine(line);
  printLine(`Keypoints: ${showPath(out)}`);
}

function digest(fileNames: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of fileNames) hash.update(`${name}\n`);
  return hash.digest('hex');
}
