import {
  boxArea,
  boxAt,
  clipBox,
  COCO_80,
  type DatasetInfo,
  type Detections,
  type Detector,
  type RgbImage,
  type Sample,
  type UnknownDetection,
} from '@turbo-hoi/core';
import { type ClassMap, mapClasses, takeDetections } from '@turbo-hoi/detection';
import { suppress, type SuppressOptions } from '../boxes/suppress';
import { renderView } from '../images/render-view';
import { boxToImage } from '../images/view';
import { LazyModel } from '../source/lazy-model';
import type { ModelSource } from '../source/model-source';
import { centernet } from './centernet';
import type { DetectionModel } from './detection-model';
import { nanodet } from './nanodet';

const MODELS = { nanodet, centernet } satisfies Record<string, DetectionModel>;

export interface NpmModelsOptions extends SuppressOptions {
  readonly model: keyof typeof MODELS;
}

export interface NpmModelsContext {
  readonly dataset: Pick<DatasetInfo, 'objectClasses'>;
  readonly warn?: (line: string) => void;
}

/** A detector trained on COCO with weights from an npm package. */
export class NpmModelsDetector implements Detector {
  readonly cacheKey: string;
  readonly trainedOn: string;
  private readonly model: DetectionModel;
  private readonly graph: LazyModel;
  private readonly classes: ClassMap;

  /** @throws TurboHoiError `config` for a data set that shares no class with COCO */
  constructor(
    private readonly options: NpmModelsOptions,
    source: ModelSource,
    { dataset, warn }: NpmModelsContext,
  ) {
    const { model, scoreThreshold, nmsIou, maxDetections } = options;
    this.model = MODELS[model];
    this.graph = new LazyModel(source, this.model.file);
    this.classes = mapClasses(COCO_80, dataset.objectClasses);
    const { classOf, unknown } = this.classes;
    if (unknown.length > 0)
      warn?.(`Detector ${model} has no output for these classes: ${unknown.join(', ')}.`);
    this.trainedOn = `COCO (${model} of ${source.id})`;
    const asked = { model, scoreThreshold, nmsIou, maxDetections };
    this.cacheKey = JSON.stringify(['npm-models', source.id, asked, [...classOf]]);
  }

  propose({ image }: Pick<Sample, 'image'>): Promise<Detections> {
    return this.detect(image);
  }

  /** Detections of an image: boxes inside it, in its pixels. */
  async detect(image: RgbImage): Promise<Detections> {
    const graph = await this.graph.get();
    const view = this.model.view(image);
    const { scoreThreshold } = this.options;
    const seen = await this.model.detect(graph, renderView(image, view), scoreThreshold);
    const inImage = (_: number, row: number) =>
      clipBox(boxToImage(view, boxAt(seen.boxes, row)), image.width, image.height);
    const found = {
      boxes: Float32Array.from(Array.from(seen.scores, inImage).flat()),
      scores: seen.scores,
      classes: seen.classes.map((index) => this.classes.classOf[index] ?? -1),
    };
    const rows = [...found.classes.keys()].filter(
      (row) => found.classes[row] >= 0 && boxArea(boxAt(found.boxes, row)) > 0,
    );
    const kept = suppress(takeDetections(found, rows), this.options);
    const unknown = this.unknownAmong({ ...found, classes: seen.classes });
    return unknown.length > 0 ? { ...kept, unknown } : kept;
  }

  /** @param found with the detector's own classes */
  private unknownAmong(found: Detections): UnknownDetection[] {
    const rows = [...found.classes.keys()].filter(
      (row) =>
        this.classes.classOf[found.classes[row]] === -1 && boxArea(boxAt(found.boxes, row)) > 0,
    );
    if (rows.length === 0) return [];
    const { classes, scores } = suppress(takeDetections(found, rows), this.options);
    return Array.from(classes, (index, i) => ({ label: COCO_80[index], score: scores[i] }));
  }

  dispose(): void {
    this.graph.dispose();
  }
}
