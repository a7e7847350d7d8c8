import { createRng, type Detections, type RgbImage } from '@turbo-hoi/core';
import {
  classified,
  classifiedRows,
  type DetectionOptions,
  packBoxes,
  type PeopleOptions,
  selectPeople,
  takeRows,
} from '@turbo-hoi/detection';
import { tidy, toRois } from '@turbo-hoi/nn';
import type { DecodeOptions } from '@turbo-hoi/pose-module';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';
import { imageTensor, paddedSize } from './image-tensor';
import { judgeProposals } from './judge-proposals';
import { objectRois, pairIndices, pairRois, type PeopleAmongDetections } from './pair-detections';
import {
  checkFields,
  type DetectionFields,
  type PeopleFields,
  personFields,
} from './person-fields';
import type { ImagePrediction, PairIndices, StagePrediction } from './prediction';
import { readableStage, readStage } from './read-stage';
import { rangesOf, sliceStage } from './slice-rows';

export interface PredictorInput {
  readonly imageId: number;
  readonly image: RgbImage;
  readonly detections: Detections;
  /** True: they are unclassified proposals, which the model's object branch classifies first. Default false. */
  readonly proposesOnly?: boolean;
  /** Rows of `detections`; those of people reach every module of the model. None for proposals, whose rows are not known before. */
  readonly fields?: DetectionFields;
}

interface FoundPeople extends PeopleAmongDetections {
  readonly imageId: number;
  /** Flat xyxy of the people. */
  readonly boxes: Float32Array;
  readonly fields: PeopleFields;
}

/** Runs a model on images in which a detector has looked for people and objects. */
export class Predictor {
  private readonly people: PeopleOptions;
  private readonly detection: DetectionOptions;

  /**
   * @param detection how proposals become detections; default: the model's config
   * @param decoding how heatmaps become keypoints
   */
  constructor(
    private readonly model: TurboModel,
    people: Partial<PeopleOptions> = {},
    detection: Partial<DetectionOptions> = {},
    private readonly decoding: DecodeOptions = {},
  ) {
    this.people = { minScore: 0.05, maxPeople: 50, ...people };
    this.detection = { ...model.config.detection, ...detection };
  }

  /** Images of one size go through the model together, so that none depends on its neighbours. */
  async predict(inputs: readonly PredictorInput[]): Promise<ImagePrediction[]> {
    const predictions = new Array<ImagePrediction>(inputs.length);
    for (const group of this.bySize(inputs)) {
      const predicted = await this.predictAlike(group.map((index) => inputs[index]));
      group.forEach((index, i) => (predictions[index] = predicted[i]));
    }
    return predictions;
  }

  /** Indices of inputs whose images have one size once they are padded. */
  private bySize(inputs: readonly PredictorInput[]): number[][] {
    const groups = new Map<string, number[]>();
    inputs.forEach(({ image }, index) => {
      const { width, height } = paddedSize(image, this.model.padding.multiple);
      const key = `${width} ${height}`;
      groups.set(key, [...(groups.get(key) ?? []), index]);
    });
    return [...groups.values()];
  }

  private async predictAlike(inputs: readonly PredictorInput[]): Promise<ImagePrediction[]> {
    const images = inputs.map(({ image }) => image);
    const map = tidy(() => this.model.features(imageTensor(images, this.model.padding)));
    try {
      const found = await this.findPeople(map, inputs);
      const pairs = this.model.needs.pairs ? found.map(pairIndices) : null;
      const stages = await this.runStages(map, found, pairs);
      const people = rangesOf(found.map((image) => image.people.length));
      const pairRows = rangesOf(found.map((_, i) => pairs?.[i].person.length ?? 0));
      return found.map(({ imageId, detections, people: own, boxes }, i) => ({
        imageId,
        detections,
        people: own,
        personBoxes: boxes,
        personScores: takeRows(detections.scores, 1, own),
        ...(pairs && { pairs: pairs[i] }),
        stages: stages.map((stage) => sliceStage(stage, people[i], pairRows[i])),
      }));
    } finally {
      map.dispose();
    }
  }

  private async findPeople(
    map: tf.Tensor4D,
    inputs: readonly PredictorInput[],
  ): Promise<FoundPeople[]> {
    const judged = await this.judge(map, inputs);
    return inputs.map(({ imageId, proposesOnly, fields = {} }, i) => {
      checkFields(fields, proposesOnly);
      const known = classifiedRows(judged[i]);
      const detections = classified(judged[i]);
      const people = selectPeople(detections, this.people);
      const boxes = takeRows(detections.boxes, 4, people);
      const rows = Array.from(people, (person) => known[person]);
      return { imageId, detections, people, boxes, fields: { fields, rows } };
    });
  }

  /** The detections of each image, made of what are only proposals. */
  private async judge(map: tf.Tensor4D, inputs: readonly PredictorInput[]): Promise<Detections[]> {
    if (!inputs.some(({ proposesOnly }) => proposesOnly))
      return inputs.map(({ detections }) => detections);
    const nothing = {
      boxes: new Float32Array(0),
      scores: new Float32Array(0),
      classes: new Int32Array(0),
    };
    const proposals = inputs.map(({ image, detections, proposesOnly }) => ({
      image,
      proposals: proposesOnly ? detections : nothing,
    }));
    const judged = await judgeProposals(this.model, map, proposals, this.detection);
    return inputs.map(({ proposesOnly, detections }, i) => (proposesOnly ? judged[i] : detections));
  }

  private async runStages(
    map: tf.Tensor4D,
    found: readonly FoundPeople[],
    pairs: readonly PairIndices[] | null,
  ): Promise<StagePrediction[]> {
    const packed = packBoxes(found.map((image) => image.boxes));
    // One empty box where no person is found: kernels differ on tensors without rows.
    const { boxes, imageIndex } =
      packed.boxes.length > 0
        ? packed
        : { boxes: new Float32Array(4), imageIndex: new Int32Array(1) };
    const outputs = tidy(() => {
      const context = { training: false, rng: createRng(0), valid: null };
      const rois = toRois(boxes, imageIndex, found.length);
      const stages = this.model.stages(map, rois, context, {
        ...(this.model.needs.objects && { objects: objectRois(found) }),
        ...(pairs && { pairs: pairRois(found, pairs) }),
        fields: personFields(found.map((image) => image.fields)),
      });
      return stages.map((stage, n) => readableStage(stage, this.model.outputsOf(n)));
    });
    const read = await Promise.all(
      outputs.map((output) => readStage(output, boxes, this.decoding)),
    );
    tf.dispose(outputs as unknown as tf.TensorContainer);
    return read;
  }
}
