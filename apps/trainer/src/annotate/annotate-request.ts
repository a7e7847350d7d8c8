import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  type DatasetContext,
  DATASETS,
  POSE_ANNOTATORS,
  type PluginConfig,
  type PoseAnnotator,
  type PoseAnnotatorContext,
  type SelectedPlugin,
  selectPlugin,
  TurboHoiError,
} from '@turbo-hoi/core';
import { poseAnnotatorsModule } from '@turbo-hoi/datasets/node';
import type { Container } from 'inversify';
import type { AnnotateOptions } from './annotate-options';
import { commandLinePlugins, createRunContainer } from '@turbo-hoi/experiment/node';
import { applySetting, installIssueMessages, parseSettingOf } from '@turbo-hoi/experiment';
import { folderSource, type ImageSource, splitSource } from './image-source';
import { movenetAnnotatorModule } from './movenet-annotator';
import { runAnnotatorModule } from './run-annotator';
import type { PoseThresholds } from './select-poses';

/** The images to annotate, the pose annotator and the output file. */
export interface AnnotateRequest {
  /** Absolute path of a file that does not exist yet. */
  readonly out: string;
  readonly plugin: SelectedPlugin<PoseAnnotator | Promise<PoseAnnotator>, PoseAnnotatorContext>;
  readonly source: ImageSource;
  readonly thresholds: PoseThresholds;
  readonly skipBad: boolean;
  /** The options that determine the result: written into it, and compared on resume. */
  readonly info: object;
}

/**
 * Reads the command's options and lists the images; writes nothing.
 *
 * @param context receives progress and warnings while the data set opens
 * @throws TurboHoiError `usage` or `config`; `data` or `io` for a data set that cannot be read
 */
export async function readRequest(
  options: AnnotateOptions,
  cwd: string,
  context: DatasetContext,
): Promise<AnnotateRequest> {
  installIssueMessages();
  const out = newFile(resolve(cwd, options.out));
  const { minScore, minKeypointScore, matchIou, unmatched, skipBad = false } = options;
  const thresholds = { minScore, minKeypointScore, matchIou, unmatched };
  const container = await createRunContainer(commandLinePlugins(options.plugin, cwd), [
    poseAnnotatorsModule,
    runAnnotatorModule,
    movenetAnnotatorModule,
  ]);
  const pose = configOf(options.pose, '--pose-set', options.poseSet);
  const plugin = selectPlugin(container, POSE_ANNOTATORS, pose, '--pose');
  const { source, config } = await openSource(container, options, cwd, context);
  const info = { annotator: plugin.config, thresholds, source: config };
  return { out, plugin, source, thresholds, skipBad, info };
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
  /** The description of the images in the result. */
  readonly config: object;
}

async function openSource(
  container: Container,
  options: AnnotateOptions,
  cwd: string,
  context: DatasetContext,
): Promise<OpenedSource> {
  const { images, dataset, split } = options;
  if (images !== undefined && dataset === undefined) {
    return { source: folderSource(resolve(cwd, images), context.warn), config: { images } };
  }
  if (images !== undefined || dataset === undefined) {
    throw new TurboHoiError(
      'usage',
      'annotate: name the images to annotate, either --images DIR or --dataset KIND --root DIR.',
    );
  }
  const plugin = selectPlugin(container, DATASETS, datasetConfig(dataset, options), '--dataset');
  const opened = await plugin.create(context);
  const source = await splitSource(opened.split(split));
  if (source.fileNames.length === 0) {
    throw new TurboHoiError('usage', `--split ${split}: ${dataset} has no images in this split.`);
  }
  // skipBad does not change the result of valid entries.
  const config = { ...plugin.config, skipBad: undefined };
  return { source, config: { dataset: config, split } };
}

function datasetConfig(kind: string, { root, skipBad, set }: AnnotateOptions): PluginConfig {
  return {
    ...configOf(kind, '--set', set),
    ...(root !== undefined && { root }),
    ...(skipBad && { skipBad }),
  };
}

/** A plugin's config from command-line options: its kind, and `option=value` for the rest. */
function configOf(kind: string, option: string, texts: readonly string[] = []): PluginConfig {
  const settings = texts.map((text) => parseSettingOf(option, text));
  return settings.reduce<PluginConfig>(applySetting, { kind });
}
