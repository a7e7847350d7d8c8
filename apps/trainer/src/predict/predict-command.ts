import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { LeftOutTally, photoDocument } from '@turbo-hoi/inference';
import { INTERRUPTED, listenForInterrupt } from '../terminal/interrupt';
import type { PredictCommandOptions } from './predict-options';
import { printLine } from '../terminal/print-line';
import { writeText } from '../terminal/write-text';
import { showPath } from '@turbo-hoi/experiment/node';
import { readingProgress } from '../progress/reading-progress';
import { imageProgress } from '../progress/progress';
import { DraftFolder } from './draft-folder';
import { openPredictor } from './open-predictor';
import { PhotoFiles } from './photo-files';
import { photoLines, photoSentences } from './photo-lines';
import { predictPhotos } from './predict-photos';
import { readRequest, stagesOf } from './predict-request';
import { shownBoxes } from './shown-boxes';
import { trainedLines } from './trained-lines';

/** The command `predict`: people, poses and interactions in the user's images, as JSON and drawings. */
export async function predictCommand(options: PredictCommandOptions): Promise<void> {
  const cwd = process.cwd();
  const request = readRequest(options, cwd);
  const { photos, names } = request;
  // With --json, standard output is for documents alone.
  const notify = options.json
    ? (line: string) => writeText(process.stderr, `${line}\n`)
    : printLine;
  if (request.leftOut) notify(request.leftOut);
  const opening = readingProgress();
  const opened = await openPredictor(options, cwd, opening, notify).finally(opening.stop);
  const { predictor, annotator, info, detector, pose, trained } = opened;
  const interrupt = listenForInterrupt();
  try {
    const stages = stagesOf(options.stages, opened.trainedStages, opened.stageCount);
    const stage = stages.at(-1);
    const { limits } = opened;
    const files =
      request.out === null
        ? null
        : new PhotoFiles(request.out, names, {
            ...opened,
            stages,
            heatmaps: !!options.heatmaps,
            pose: pose?.kind,
          });
    const draft =
      options.draftDataset === undefined
        ? null
        : new DraftFolder(resolve(cwd, options.draftDataset), {
            info,
            minScore: limits.minScore,
            stage,
          });
    for (const line of trainedLines(trained, {
      detector: detector.kind,
      'pose detector': pose?.kind,
    }))
      notify(line);
    await opened.expect(photos.map(({ name }) => ({ fileName: name })));
    const progress = imageProgress(photos.length, 0, {
      output: options.json ? process.stderr : process.stdout,
    });
    const leftOut = new LeftOutTally();
    const bad = await predictPhotos({
      photos,
      predictor,
      annotator,
      signal: interrupt.signal,
      readStandardInput: () => buffer(process.stdin),
      onProgress: (done) => progress.update(done),
      onPhoto: async (index, photo) => {
        const { prediction, poses } = photo;
        const { name } = photos[index];
        if (prediction.leftOut) leftOut.add(prediction.leftOut);
        const sentences = photoSentences(prediction, stage, limits.minScore);
        const document = photoDocument(prediction, {
          imageId: prediction.raw.imageId,
          fileName: name,
          info,
          trained,
          stages,
          poses,
          ...(sentences && { sentences }),
        });
        const shown = shownBoxes(prediction, stage, limits);
        if (options.json) process.stdout.write(`${JSON.stringify(document)}\n`);
        else {
          for (const line of photoLines(name, prediction, shown, sentences)) progress.note(line);
        }
        await files?.add(index, photo, document, sentences);
        await draft?.add(photos[index], photo, shown);
      },
    }).finally(() => progress.stop());
    for (const line of leftOut.lines()) notify(line);
    files?.finish(bad.found.first, leftOut.lines());
    draft?.finish();
    if (files && files.count > 0)
      notify(`Results: ${showPath(join(request.out!, 'index.html'), cwd)}`);
    if (draft && draft.count > 0)
      notify(`Draft of a data set: ${showPath(resolve(cwd, options.draftDataset!), cwd)}`);
    if (interrupt.signal.aborted) {
      notify('Stopped; finished files are kept.');
      process.exitCode = INTERRUPTED;
      return;
    }
    bad.finish(!!options.skipBad, notify);
  } finally {
    interrupt.release();
    predictor.dispose();
    annotator?.dispose?.();
  }
}
