import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { photoDocument } from '@turbo-hoi/inference';
import { INTERRUPTED, listenForInterrupt } from '../terminal/interrupt';
import type { PredictCommandOptions } from './predict-options';
import { say } from '../terminal/say';
import { showPath } from '@turbo-hoi/experiment/node';
import { readingProgress } from '../progress/reading-progress';
import { imageProgress } from '../progress/progress';
import { openPredictor } from './open-predictor';
import { PhotoFiles } from './photo-files';
import { predictPhotos } from './predict-photos';
import { readRequest, stagesOf } from './predict-request';
import { trainedLines } from './trained-lines';

/** The command `predict`: people, poses and interactions in one's own images, as JSON and drawings. */
export async function predictCommand(options: PredictCommandOptions): Promise<void> {
  const cwd = process.cwd();
  const request = readRequest(options, cwd);
  const { photos, names } = request;
  // Standard output is for documents alone where they are asked for.
  const tell = options.json ? (line: string) => void process.stderr.write(`${line}\n`) : say;
  const opening = readingProgress();
  const opened = await openPredictor(options, cwd, opening, tell).finally(opening.stop);
  const { predictor, annotator, info, detector, pose, trained } = opened;
  const interrupt = listenForInterrupt();
  try {
    const stages = stagesOf(options.stages, opened.sayingStages, opened.stageCount);
    const files =
      request.out === null
        ? null
        : new PhotoFiles(request.out, names, {
            ...opened,
            stages,
            heatmaps: !!options.heatmaps,
            pose: pose?.kind,
          });
    for (const line of trainedLines(trained, {
      detector: detector.kind,
      'pose detector': pose?.kind,
    }))
      tell(line);
    const progress = imageProgress(photos.length, 0, {
      output: options.json ? process.stderr : process.stdout,
    });
    const bad = await predictPhotos({
      photos,
      predictor,
      annotator,
      signal: interrupt.signal,
      readStandardInput: () => buffer(process.stdin),
      onProgress: (done) => progress.update(done),
      onPhoto: async (index, photo) => {
        const { prediction, poses } = photo;
        const document = photoDocument(prediction, {
          imageId: prediction.raw.imageId,
          fileName: photos[index].name,
          info,
          trained,
          stages,
          poses,
        });
        if (options.json) process.stdout.write(`${JSON.stringify(document)}\n`);
        await files?.add(index, photo, document);
      },
    }).finally(() => progress.stop());
    files?.finish(bad.found.first);
    if (files && files.count > 0)
      tell(`Results: ${showPath(join(request.out!, 'index.html'), cwd)}`);
    if (interrupt.signal.aborted) {
      tell('Stopped; what is done stays.');
      process.exitCode = INTERRUPTED;
      return;
    }
    bad.finish(!!options.skipBad, tell);
  } finally {
    interrupt.release();
    predictor.dispose();
    annotator?.dispose?.();
  }
}
