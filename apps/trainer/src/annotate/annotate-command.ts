import { createHash } from 'node:crypto';
import type { PoseAnnotator } from '@turbo-hoi/core';
import type { BadEntries } from '@turbo-hoi/formats';
import type { AnnotateOptions } from './annotate-options';
import { INTERRUPTED, listenForInterrupt } from '../terminal/interrupt';
import { printLine } from '../terminal/print-line';
import { showPath } from '@turbo-hoi/experiment/node';
import { readingProgress } from '../progress/reading-progress';
import { imageProgress } from '../progress/progress';
import { annotateImages } from './annotate-images';
import { type AnnotateRequest, readRequest } from './annotate-request';
import { PartialFile } from './partial-file';
import { TallySum, tallyLines } from './tally-lines';
import { writeKeypoints } from './write-keypoints';

/** The command `annotate`: writes the poses of a pose detector as COCO keypoints. */
export async function annotateCommand(options: AnnotateOptions): Promise<void> {
  const { request, partial, annotator } = await openAll(options);
  const { source, skipBad } = request;
  try {
    const bad = await annotateRest(request, partial, annotator);
    if (partial.done + bad.count < source.fileNames.length) {
      printLine(`Stopped after ${partial.done} images. Repeat the command to resume.`);
      process.exitCode = INTERRUPTED;
      return;
    }
    if (bad.count > 0 && !skipBad) printLine(`${partial.done} annotated images are kept.`);
    bad.finish(skipBad, printLine);
    await finish(request, partial);
  } finally {
    annotator.dispose?.();
  }
}

interface Opened {
  readonly request: AnnotateRequest;
  readonly partial: PartialFile;
  readonly annotator: PoseAnnotator;
}

async function openAll(options: AnnotateOptions): Promise<Opened> {
  const opening = readingProgress();
  try {
    const request = await readRequest(options, process.cwd(), opening);
    const { out, plugin, source, info, skipBad } = request;
    const partial = await PartialFile.open(`${out}.partial`, {
      ...info,
      images: `${source.fileNames.length} ${digest(source.fileNames)}`,
    });
    const annotator = await plugin.create({ ...opening, skipBad });
    return { request, partial, annotator };
  } finally {
    opening.stop();
  }
}

async function annotateRest(
  { plugin, source, thresholds }: AnnotateRequest,
  partial: PartialFile,
  annotator: PoseAnnotator,
): Promise<BadEntries> {
  const interrupt = listenForInterrupt();
  const progress = imageProgress(source.fileNames.length, partial.done);
  try {
    if (partial.done > 0) progress.note(`Resuming after ${partial.done} images.`);
    await annotator.expect?.(source.fileNames.map((fileName) => ({ fileName })));
    return await annotateImages({
      source,
      annotator,
      kind: plugin.config.kind,
      thresholds,
      partial,
      signal: interrupt.signal,
      onImage: (done) => progress.update(done),
    });
  } finally {
    progress.stop();
    interrupt.release();
  }
}

async function finish(
  { out, info, thresholds }: AnnotateRequest,
  partial: PartialFile,
): Promise<void> {
  const described = { description: 'Poses found by a detector', ...info };
  await writeKeypoints(out, described, () => partial.entries());
  const sum = new TallySum();
  for await (const { poses, tally } of partial.entries()) sum.add(poses.length, tally);
  partial.remove();
  for (const line of tallyLines(sum, thresholds)) printLine(line);
  printLine(`Keypoints: ${showPath(out)}`);
}

function digest(fileNames: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of fileNames) hash.update(`${name}\n`);
  return hash.digest('hex');
}
