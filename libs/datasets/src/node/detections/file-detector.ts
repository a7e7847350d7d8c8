import { statSync } from 'node:fs';
import {
  definePlugin,
  type Detections,
  type Detector,
  type DetectorContext,
  DETECTORS,
  type NamedImage,
  pluginModule,
  type Sample,
  TurboHoiError,
} from '@turbo-hoi/core';
import { z } from 'zod';
import { noiseDetector } from '../noise/noise-detector';
import { pathOption } from '../path-option';
import { CATEGORY_IDS, readDetectionFile } from './detection-file';
import { FileDetections } from './file-detections';

export const fileDetectorSchema = z.strictObject({
  /** Detections in COCO's results format; see `readDetectionFile` for its forms. */
  file: pathOption,
  /** Minimum score of detections. */
  minScore: z.number().min(0).max(1).default(0),
  /** What the category ids of a file without `categories` count: COCO's ids (1 to 90), or its 80 classes from 0, as YOLO does, or from 1. */
  categoryIds: z.enum(CATEGORY_IDS).default('coco'),
  /** Skip bad entries of the file, with a warning. */
  skipBad: z.boolean().default(false),
});

export type FileDetectorOptions = z.output<typeof fileDetectorSchema>;

/** Kind `file`: detections of any other detector, from a file. */
export const fileDetector = definePlugin(DETECTORS, {
  kind: 'file',
  schema: fileDetectorSchema,
  create: (options, context) => new FileDetector(options, context),
});

/** Binds the detectors that read files: of detections, and of the rates of simulated ones. */
export const fileDetectorModule = pluginModule(fileDetector, noiseDetector);

/** Returns the detections of a file, which is read at the first image. */
class FileDetector implements Detector {
  readonly cacheKey: string;
  private opened: Promise<FileDetections> | null = null;

  /** @throws TurboHoiError `io` if there is no such file */
  constructor(
    private readonly options: FileDetectorOptions,
    private readonly context: DetectorContext,
  ) {
    const { file, minScore, categoryIds } = options;
    const { size, mtimeMs } = stateOf(file);
    const counted = categoryIds === 'coco' ? [] : [categoryIds];
    this.cacheKey = JSON.stringify(['file', file, size, mtimeMs, minScore, ...counted]);
  }

  async expect(images: readonly NamedImage[]): Promise<void> {
    this.opened ??= this.open();
    this.context.warn?.((await this.opened).expect(images));
  }

  async propose(sample: Sample): Promise<Detections> {
    this.opened ??= this.open();
    return (await this.opened).of(sample);
  }

  private async open(): Promise<FileDetections> {
    const { file, minScore, ...options } = this.options;
    const read = await readDetectionFile(file, { ...options, warn: this.context.warn });
    const { dataset, warn } = this.context;
    return new FileDetections(file, read, minScore, dataset, warn);
  }
}

function stateOf(file: string) {
  try {
    return statSync(file);
  } catch (error) {
    throw new TurboHoiError(
      'io',
      `${file}: cannot be read (${(error as Error).message}); name a file of detections in COCO's results format.`,
      { cause: error },
    );
  }
}
