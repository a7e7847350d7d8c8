import { candidateClasses, createRng, type Detections, type RgbImage } from '@turbo-hoi/core';
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
import type { PoseDecoding } from '@turbo-hoi/pose-module';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';
import { imageTensor, paddedSize } from './image-tensor';
import { checkClasses } from './check-classes';
import { classifyProposals } from './classify-proposals';
import {
  layoutRows,
  objectRois,
  pairIndices,
  pairRois,
  type PeopleAmongDetections,
} from './pair-detections';
import {
  checkFields,
  type DetectionFields,
  type PeopleFields,
  personFields,
} from './person-fields';
import type { ImagePrediction, PairIndices, StagePrediction } from './prediction';
import { readableStage, readStage } from './read-stage';
import { rangesOf, sliceStage } from './slice-rows';
import { withoutRepeatedPoses } from './without-repeated-poses';

export interface PredictorInput {
  readonly imageId: number;
  /** Only its size is used by a model whose stem reads layouts. */
  readonly image: RgbImage;
  readonly detections: Detections;
  /** True: `detections` are unclassified proposals, which the model's object branch classifies. Default false. */
  readonly proposesOnly?: boolean;
  /** Additional values per row of `detections`; the model's modules receive those of the people. Not for proposals, whose rows change. */
  readonly fields?: DetectionFields;
}

interface FoundPeople extends PeopleAmongDetections {
  readonly imageId: number;
  readonly image: Pick<RgbImage, 'width' | 'height'>;
  /** Flat xyxy of the people in pixels. */
  readonly boxes: Float32Array;
  readonly fields: PeopleFields;
}

/** The people of evaluation, and of a {@link Predictor} by default. */
export const EVALUATED_PEOPLE: PeopleOptions = { minScore: 0.05, maxPeople: 50 };

/** Runs a model on images and their detections. */
export class Predictor {
  private readonly people: PeopleOptions;
  private readonly detection: DetectionOptions;

  /**
   * @param detection selection of detections from classified proposals; default: the model's config
   * @param decoding of poses
   */
  constructor(
    private readonly model: TurboModel,
    people: Partial<PeopleOptions> = {},
    detection: Partial<DetectionOptions> = {},
    private readonly decoding: PoseDecoding = {},
  ) {
    this.people = { ...EVALUATED_PEOPLE, ...people };
    this.detection = { ...model.config.detection, ...detection };
  }

  /**
   * Predicts in the order of the inputs; only images of the same padded size share a batch, so that no result depends on the other images. Layouts have
   * no pixels and share one.
   */
  async predict(inputs: readonly PredictorInput[]): Promise<ImagePrediction[]> {
    const predictions = new Array<ImagePrediction>(inputs.length);
    for (const group of this.bySize(inputs)) {
      const predicted = await this.predictSameSize(group.map((index) => inputs[index]));
      group.forEach((index, i) => (predictions[index] = predicted[i]));
    }
    return predictions;
  }

  /** Indices of inputs, grouped by padded image size. */
  private bySize(inputs: readonly PredictorInput[]): number[][] {
    if (this.model.needs.layout) return inputs.length > 0 ? [[...inputs.keys()]] : [];
    const groups = new Map<string, number[]>();
    inputs.forEach(({ image }, index) => {
      const { width, height } = paddedSize(image, this.model.padding.multiple);
      const key = `${width} ${height}`;
      groups.set(key, [...(groups.get(key) ?? []), index]);
    });
    return [...groups.values()];
  }

  private async predictSameSize(inputs: readonly PredictorInput[]): Promise<ImagePrediction[]> {
    const { needs, dataset } = this.model;
    if (needs.layout) for (const { detections } of inputs) checkClasses(detections, dataset);
    const map = tidy(() => this.model.features(this.images(inputs)));
    try {
      const found = await this.findPeople(map, inputs);
      // Other models pair all objects: Eq. 3 chooses among them.
      const candidates = needs.layout ? candidateClasses(dataset) : undefined;
      const pairs = needs.pairs ? found.map((image) => pairIndices(image, candidates)) : null;
      const stages = await this.runStages(map, found, pairs);
      const people = rangesOf(found.map((image) => image.people.length));
      const pairRows = rangesOf(found.map((_, i) => pairs?.[i].person.length ?? 0));
      return found.map(({ imageId, detections, people: own, boxes }, i) => {
        const personScores = takeRows(detections.scores, 1, own);
        return {
          imageId,
          detections,
          people: own,
          personBoxes: boxes,
          personScores,
          ...(pairs && { pairs: pairs[i] }),
          stages: stages
            .map((stage) => sliceStage(stage, people[i], pairRows[i]))
            .map((stage) => withoutRepeatedPoses(stage, { boxes, personScores }, this.decoding)),
        };
      });
    } finally {
      map.dispose();
    }
  }

  /** The pixels of a batch; one pixel an image for a stem that reads layouts. */
  private images(inputs: readonly PredictorInput[]): tf.Tensor4D {
    if (this.model.needs.layout) return tf.zeros([inputs.length, 1, 1, 3]);
    return imageTensor(
      inputs.map(({ image }) => image),
      this.model.padding,
    );
  }

  private async findPeople(
    map: tf.Tensor4D,
    inputs: readonly PredictorInput[],
  ): Promise<FoundPeople[]> {
    const classifiedInputs = await this.classify(map, inputs);
    return inputs.map(({ imageId, image, proposesOnly, fields = {} }, i) => {
      checkFields(fields, proposesOnly);
      const known = classifiedRows(classifiedInputs[i]);
      const detections = classified(classifiedInputs[i]);
      const people = selectPeople(detections, this.people);
      const boxes = takeRows(detections.boxes, 4, people);
      const rows = Array.from(people, (person) => known[person]);
      return { imageId, image, detections, people, boxes, fields: { fields, rows } };
    });
  }

  /** The detections of each image; proposals are classified by the model's object branch. */
  private async classify(
    map: tf.Tensor4D,
    inputs: readonly PredictorInput[],
  ): Promise<Detections[]> {
    if (!inputs.some(({ proposesOnly }) => proposesOnly))
      return inputs.map(({ detections }) => detections);
    const noProposals = {
      boxes: new Float32Array(0),
      scores: new Float32Array(0),
      classes: new Int32Array(0),
    };
    const proposals = inputs.map(({ image, detections, proposesOnly }) => ({
      image,
      proposals: proposesOnly ? detections : noProposals,
    }));
    const found = await classifyProposals(this.model, map, proposals, this.detection);
    return inputs.map(({ proposesOnly, detections }, i) => (proposesOnly ? found[i] : detections));
  }

  private async runStages(
    map: tf.Tensor4D,
    found: readonly FoundPeople[],
    pairs: readonly PairIndices[] | null,
  ): Promise<StagePrediction[]> {
    const packed = packBoxes(found.map((image) => image.boxes));
    // One empty box if no person is detected: backends differ on tensors without rows.
    const { boxes, imageIndex } =
      packed.boxes.length > 0
        ? packed
        : { boxes: new Float32Array(4), imageIndex: new Int32Array(1) };
    const { needs, dataset } = this.model;
    const joints = needs.layout ? dataset.keypoints.names.length : undefined;
    const outputs = tidy(() => {
      const context = { training: false, rng: createRng(0), valid: null };
      const rois = toRois(boxes, imageIndex, found.length);
      const stages = this.model.stages(map, rois, context, {
        ...(needs.objects && { objects: objectRois(found, joints) }),
        ...(needs.layout && {
          layout: layoutRows(
            found,
            found.map(({ image }) => image),
            pairs,
          ),
        }),
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
