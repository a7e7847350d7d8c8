import {
  type DatasetInfo,
  INITIAL_POSES,
  OBJECT_BRANCHES,
  type ObjectBranch,
  pluginTraits,
  selectPlugin,
  STEM,
  type Stem,
  STEMS,
  TurboHoiError,
  type Rng,
} from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import type { Container } from 'inversify';
import { modelSchema, type ModelConfig, type ModelInput } from '../config/model-config';
import { resolveModelConfig } from '../config/resolve-model-config';
import { selectWeighted } from '../config/select-weighted';
import { RoiPooler } from '../model/roi-features';
import { checkLayoutNeeds } from '../model/model-needs';
import { TurboModel } from '../model/turbo-model';
import { buildStages, type ConfigureStage } from './build-stages';
import { heatmapSide } from './heatmap-side';

export interface PipelineOptions {
  /** Holds the plugins that the config names; a STEM bound here replaces the configured one. */
  readonly container: Container;
  readonly config?: ModelInput;
  /** Actions, keypoints and object classes that the model predicts. */
  readonly dataset: DatasetInfo;
  /** Generator of the initial weights. */
  readonly rng: Rng;
}

/**
 * Composes a model: a config chooses plugins, {@link stage} overrides bindings of single stages.
 *
 * @example
 * const pipeline = new TurboPipeline({ container, dataset: data.info, rng: createRng(0) });
 * pipeline.stage(2, (stage) => stage.bind(ATTENTION_MASK).toConstantValue(myMask));
 * const model = pipeline.build();
 */
export class TurboPipeline {
  /** The config with every default filled in. */
  readonly config: ModelConfig;
  private readonly configure = new Map<number, ConfigureStage[]>();

  /** @throws TurboHoiError `config` for a config that does not fit the loaded plugins */
  constructor(private readonly options: PipelineOptions) {
    this.config = resolveModelConfig(options.container, modelSchema.parse(options.config ?? {}));
  }

  /**
   * Registers a change to the container of stage `n`, counted from 1; 0 is the initial pose.
   *
   * @throws TurboHoiError `usage` if there is no such stage
   */
  stage(n: number, configure: ConfigureStage): this {
    const count = this.config.stages.length;
    if (!Number.isInteger(n) || n < 0 || n > count) {
      throw new TurboHoiError(
        'usage',
        `stage(${n}): the pipeline has stages 1 to ${count}, and 0, the initial pose.`,
      );
    }
    this.configure.set(n, [...(this.configure.get(n) ?? []), configure]);
    return this;
  }

  /** Builds the model with freshly initialised parameters; every call returns an independent model. */
  build(): TurboModel {
    const { container, dataset, rng } = this.options;
    const { config } = this;
    const parameters = new ParameterStore(rng.fork('parameters'));
    const ownsStem = !container.isBound(STEM);
    const stem = ownsStem
      ? selectPlugin(container, STEMS, config.stem, 'stem').create({
          parameters: parameters.scope('stem'),
          dataset,
        })
      : container.get(STEM);
    const readsContext = !stem.regions && this.readsContext();
    const pooler = new RoiPooler(parameters.scope('roi'), stem, {
      ...config.roi,
      context: readsContext ? config.roi.context : null,
    });
    const { initialPose, stages } = buildStages({
      container,
      config,
      parameters,
      dataset,
      configure: this.configure,
      dims: {
        // A stem that reads layouts has one cell a region.
        side: stem.regions ? 1 : config.roi.side,
        roiChannels: stem.channels,
        contextChannels: pooler.contextChannels,
        keypoints: dataset.keypoints.names.length,
        actions: dataset.actions.columns.length,
      },
    });
    checkLayoutNeeds(stages, stem);
    return new TurboModel({
      config,
      dataset,
      parameters,
      stem,
      ownsStem,
      pooler,
      initialPose,
      stages,
      heatmapSide: heatmapSide(initialPose, stages),
      objectBranch: this.buildObjectBranch(parameters, stem),
    });
  }

  /** Whether a module reads the wider boxes of people. */
  private readsContext(): boolean {
    const { stages, initialPose } = this.config;
    if (stages.some(({ hoi }) => hoi !== null)) return true;
    const { container } = this.options;
    return (
      (initialPose && pluginTraits(container, INITIAL_POSES, initialPose).readsContext) ?? false
    );
  }

  private buildObjectBranch(parameters: ParameterStore, { channels }: Stem): ObjectBranch | null {
    if (!this.config.objectBranch) return null;
    const { container, dataset } = this.options;
    return selectWeighted(
      container,
      OBJECT_BRANCHES,
      this.config.objectBranch,
      'objectBranch',
    ).plugin.create({
      parameters: parameters.scope('object_branch'),
      channels,
      classes: dataset.objectClasses.length,
    });
  }
}
