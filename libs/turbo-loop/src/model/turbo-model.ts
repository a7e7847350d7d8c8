import {
  creatorOf,
  type DatasetInfo,
  type FeatureMap,
  type ForwardContext,
  type HoiOutput,
  type ImageBatch,
  type InitialPose,
  type LossReport,
  type ObjectBranch,
  type ObjectFeatures,
  type Rois,
  type Stem,
} from '@turbo-hoi/core';
import { type ParameterStore, tidy } from '@turbo-hoi/nn';
import type { Variable } from '@tensorflow/tfjs';
import { type ModelConfig, stageScope } from '../config/model-config';
import { checkMap, checkObjects, checkPose } from './check-shapes';
import { layoutFeatures } from './layout-features';
import type { ModelBatch, Surroundings } from './model-batch';
import { checkSurroundings, type ModelNeeds, modelNeeds } from './model-needs';
import { recomputedStage } from './recomputed-stage';
import type { RoiPooler } from './roi-features';
import { StageObjects } from './stage-objects';
import { totalLoss } from './total-loss';
import type { StageOutput, TurboStage } from './turbo-stage';

/** The collaborators of a model, as the pipeline builds them. */
export interface TurboModelParts {
  readonly config: ModelConfig;
  readonly dataset: DatasetInfo;
  readonly parameters: ParameterStore;
  readonly stem: Stem;
  /** Whether the stem was created for this model, which then disposes of it. */
  readonly ownsStem: boolean;
  readonly pooler: RoiPooler;
  readonly initialPose: InitialPose | null;
  readonly stages: readonly TurboStage[];
  /** M; null without any pose module. */
  readonly heatmapSide: number | null;
  readonly objectBranch: ObjectBranch | null;
}

/** The turbo learning framework: a stem, stage 0, and N stages unrolled. */
export class TurboModel {
  readonly config: ModelConfig;
  readonly dataset: DatasetInfo;
  readonly parameters: ParameterStore;
  /** Inputs that the HOI modules need beside the boxes of people. */
  readonly needs: ModelNeeds;

  constructor(private readonly parts: TurboModelParts) {
    this.config = parts.config;
    this.dataset = parts.dataset;
    this.parameters = parts.parameters;
    this.needs = modelNeeds(parts.stages, parts.stem);
  }

  /** N: number of stages. */
  get stageCount(): number {
    return this.parts.stages.length;
  }

  /** M, side of the keypoint heatmaps; null without pose modules. */
  get heatmapSide(): number | null {
    return this.parts.heatmapSide;
  }

  /** The parts of H_out of stage `n`, from its HOI module or else the last one before it; empty before the first. */
  outputsOf(n: number): readonly HoiOutput[] {
    const recognising = this.parts.stages.slice(0, n).filter(({ hoi }) => hoi !== null);
    return recognising.at(-1)?.hoi?.outputs ?? [];
  }

  /** Padding of images that the stem requires. */
  get padding(): { readonly multiple: number; readonly padColor: readonly number[] } {
    const { stride, multiple = stride, padColor = [0, 0, 0] } = this.parts.stem;
    return { multiple, padColor };
  }

  /** Feature map of the stem: images [B,H,W,3] in 0..255 → [B,h,w,C]. */
  features(images: ImageBatch): FeatureMap {
    const { stem } = this.parts;
    const map = stem.features(images);
    checkMap(map, images, stem);
    return map;
  }

  /**
   * Runs stages 0..N for people's boxes; element n of the result is stage n. The caller owns every tensor.
   *
   * @param around the inputs that {@link needs} lists, and fields of people
   * @throws TurboHoiError `usage` if an input that a module needs is missing, `shape` for features of other shapes than
   *   a module declares
   */
  stages(
    map: FeatureMap,
    people: Rois,
    context: ForwardContext,
    around: Surroundings = {},
  ): StageOutput[] {
    checkSurroundings(this.needs, around);
    const { pooler, initialPose, stages, dataset } = this.parts;
    return tidy(() => {
      const { objects = null, pairs = null, layout, fields = {} } = around;
      const detected = objects && this.needs.detections ? this.detect(map, objects.rois) : null;
      const seen = objects && layout && layoutFeatures(this.parts.stem, objects, layout);
      const input = {
        roi: seen?.people ?? pooler.pool(map, people),
        context: pooler.poolContext(map, people),
        fields: { ...fields, ...seen?.fields },
        objects: new StageObjects(pooler, map, objects, detected, seen?.objects),
        pairs,
        layout,
        boxes: people.boxes,
      };
      const initialContext = { ...context, rng: context.rng.fork('stage', 0) };
      const pose = initialPose?.forward(input, initialContext) ?? null;
      if (pose && initialPose) {
        const module = `initialPose${creatorOf(initialPose)}`;
        checkPose(pose, initialPose, input.roi, dataset.keypoints.names.length, module);
      }
      const outputs: StageOutput[] = [{ hoi: null, pose, attention: null }];
      stages.forEach((stage, i) => {
        const contextOf = () => ({ ...context, rng: context.rng.fork('stage', i + 1) });
        outputs.push(
          stage.settings.recompute && context.training
            ? recomputedStage(stage, input, outputs[i], this.variablesOf(i + 1), contextOf)
            : stage.forward(input, outputs[i], contextOf()),
        );
      });
      return outputs;
    });
  }

  private variablesOf(stage: number): Variable[] {
    const prefix = `${stageScope(this.config, stage)}.`;
    return [...this.parameters.entries()]
      .filter(([name]) => name.startsWith(prefix))
      .map(([, variable]) => variable);
  }

  /** Class logits and box deltas of proposals; null without an object branch. */
  detect(map: FeatureMap, proposals: Rois): ObjectFeatures | null {
    const { pooler, objectBranch, dataset } = this.parts;
    if (!objectBranch) return null;
    const features = tidy(() =>
      objectBranch.forward(pooler.pool(map, proposals, objectBranch.roi)),
    );
    checkObjects(features, objectBranch, proposals.boxes.shape[0], dataset.objectClasses.length);
    return features;
  }

  /** The total loss of a batch (Eq. 6). The caller owns the report's tensors. */
  loss(batch: ModelBatch, context: Omit<ForwardContext, 'valid'>): LossReport {
    return tidy(() => {
      const map = this.features(batch.images);
      const outputs = this.stages(map, batch.people, { ...context, valid: batch.valid }, batch);
      return totalLoss(this.parts, outputs, this.detect(map, batch.proposals), batch);
    });
  }

  dispose(): void {
    this.parameters.dispose();
    if (this.parts.ownsStem) this.parts.stem.dispose?.();
  }
}
