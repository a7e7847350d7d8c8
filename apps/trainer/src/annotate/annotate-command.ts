import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  DATASETS,
  POSE_ANNOTATORS,
  type PluginConfig,
  selectPlugin,
  TurboHoiError,
} from '@turbo-hoi/core';
import { poseAnnotatorsModule } from '@turbo-hoi/datasets/node';
import type { Container } from 'inversify';
import type { AnnotateOptions } from '../cli/annotate.command';
import { INTERRUPTED, listenForInterrupt } from '../cli/interrupt';
import { say } from '../cli/say';
import { showPath } from '../cli/show-path';
import { createRunContainer } from '../compose/run-container';
import { applySetting } from '../config/apply-setting';
import { parseSettingOf } from '../config/setting';
import { commandLinePlugins } from '../plugins/plugin-request';
import { imageProgress } from '../progress/progress';
import { annotateImages } from './annotate-images';
import { folderSource, type ImageSource, splitSource } from './image-source';
import { PartialFile } from './partial-file';
import { runAnnotatorModule } from './run-annotator';
import type { PoseThresholds } from './select-poses';
import { TallySum, tallyLines } from './tally-lines';
import { writeKeypoints } from './write-keypoints';

/** The command `annotate`: writes the poses that a detector finds as COCO keypoints. */
export async function annotateCommand(options: AnnotateOptions): Promise<void> {
  const cwd = process.cwd();
  const out = newFile(resolve(cwd, options.out));
  const container = await createRunContainer(commandLinePlugins(options.plugin, cwd), [
    poseAnnotatorsModule,
    runAnnotatorModule,
  ]);
  const plugin = selectPlugin(
    container,
    POSE_ANNOTATORS,
    configOf(options.pose, '--pose-set', options.poseSet),
    '--pose',
  );
  const context = { skipBad: options.skipBad ?? false, warn: say };
  const opened = await openSource(container, options, cwd);
  const { source } = opened;
  const thresholds = thresholdsOf(options);
  const info = { annotator: plugin.config, thresholds, source: opened.config };
  const partial = await PartialFile.open(`${out}.partial`, {
    ...info,
    images: digest(source.fileNames),
  });
  const annotator = await plugin.create(context);
  const interrupt = listenForInterrupt();
  const progress = imageProgress(source.fileNames.length, partial.done);
  try {
    if (partial.done > 0) progress.note(`Going on after ${partial.done} images.`);
    const bad = await annotateImages({
      source,
      annotator,
      kind: plugin.config.kind,
      thresholds,
      partial,
      signal: interrupt.signal,
      onImage: (done) => progress.update(done),
    });
    progress.stop();
    if (partial.done + bad.count < source.fileNames.length) {
      say(`Stopped after ${partial.done} images. Repeat the command to go on.`);
      process.exitCode = INTERRUPTED;
      return;
    }
    bad.finish(context.skipBad, say);
    await writeKeypoints(out, { description: 'Poses found by a detector', ...info }, () =>
      partial.entries(),
    );
    const sum = new TallySum();
    for await (const { poses, tally } of partial.entries()) sum.add(poses.length, tally);
    partial.remove();
    for (const line of tallyLines(sum, thresholds)) say(line);
    say(`Keypoints: ${showPath(out)}`);
  } finally {
    progress.stop();
    interrupt.release();
    annotator.dispose?.();
  }
}

function newFile(out: string): string {
  if (existsSync(out)) {
    throw new TurboHoiError('usage', `--out: ${out} exists; name a new file.`);
  }
  if (!existsSync(dirname(out))) {
    throw new TurboHoiError('usage', `--out: there is no folder ${dirname(out)}; make it first.`);
  }
  return out;
}

interface OpenedSource {
  readonly source: ImageSource;
  /** What the result says of it. */
  readonly config: object;
}

async function openSource(
  container: Container,
  { images, dataset, root, set, split, skipBad }: AnnotateOptions,
  cwd: string,
): Promise<OpenedSource> {
  if ((images === undefined) === (dataset === undefined)) {
    throw new TurboHoiError(
      'usage',
      'annotate: say what to annotate, either --images DIR or --dataset KIND --root DIR.',
    );
  }
  if (images !== undefined) {
    return { source: folderSource(resolve(cwd, images)), config: { images } };
  }
  const config = {
    ...configOf(dataset!, '--set', set),
    ...(root !== undefined && { root }),
    ...(skipBad && { skipBad }),
  };
  const plugin = selectPlugin(container, DATASETS, config, '--dataset');
  const opened = await plugin.create({ warn: say });
  const source = await splitSource(opened.split(split));
  if (source.fileNames.length === 0) {
    throw new TurboHoiError('usage', `--split ${split}: ${dataset} has no images in this split.`);
  }
  return { source, config: { dataset: plugin.config, split } };
}

/** The config of a plugin as options give it: its kind, and `option=value` for the rest. */
function configOf(kind: string, option: string, texts: readonly string[] = []): PluginConfig {
  const settings = texts.map((text) => parseSettingOf(option, text));
  return settings.reduce<PluginConfig>(applySetting, { kind });
}

function thresholdsOf(options: AnnotateOptions): PoseThresholds {
  const { minScore, minKeypointScore, matchIou, unmatched } = options;
  return { minScore, minKeypointScore, matchIou, unmatched };
}

function digest(fileNames: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of fileNames) hash.update(`${name}\n`);
  return `${fileNames.length} ${hash.digest('hex')}`;
}
