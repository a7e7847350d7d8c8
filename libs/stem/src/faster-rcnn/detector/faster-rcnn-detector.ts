import type {
  DatasetInfo,
  Detections,
  Detector,
  ParameterValue,
  RgbImage,
  Sample,
} from '@turbo-hoi/core';
import { type ClassifiedBoxes, type ClassMap, mapClasses } from '@turbo-hoi/detection';
import type * as tf from '@tensorflow/tfjs';
import { createNetwork, type NetworkOptions } from '../network/create-network';
import type { FasterRcnnNetwork } from '../network/faster-rcnn-network';
import { LoadedParameters } from './loaded-parameters';

/** Where the detector's weights come from, named as torchvision's in the layouts of `@turbo-hoi/nn`. */
export interface DetectorWeights {
  /** How messages call them. */
  readonly name: string;
  /** Tells these weights from others. */
  fingerprint(): string;
  read(): Promise<ReadonlyMap<string, ParameterValue>>;
}

export interface FasterRcnnContext {
  readonly dataset: Pick<DatasetInfo, 'objectClasses'>;
  readonly warn?: (line: string) => void;
  /** What the weights were trained on; absent: not known. */
  readonly trainedOn?: string;
}

interface Loaded {
  readonly variables: ReadonlyMap<string, tf.Variable>;
  readonly network: FasterRcnnNetwork;
}

/** Pixels. */
const LARGE = 256 ** 2;

/** Faster R-CNN with given weights as a detector of a data set; it sees the image alone. */
export class FasterRcnnDetector implements Detector {
  readonly proposesOnly: boolean;
  readonly trainedOn?: string;
  /** Null: proposals have no classes. */
  private readonly classes: ClassMap | null;
  private loading: Promise<Loaded> | null = null;
  /** The end of what is looked at: one after the other, since the maps of each pass take up to gigabytes. */
  private last: Promise<unknown> = Promise.resolve();

  /** @throws TurboHoiError `config` for a data set without a class that the detector knows */
  constructor(
    private readonly options: NetworkOptions,
    private readonly weights: DetectorWeights,
    { dataset, warn, trainedOn }: FasterRcnnContext,
  ) {
    this.proposesOnly = options.output === 'proposals';
    this.trainedOn = trainedOn;
    this.classes =
      options.output === 'proposals' ? null : mapClasses(options.classes, dataset.objectClasses);
    const unknown = this.classes?.unknown ?? [];
    if (unknown.length > 0) warn?.(`${weights.name} does not know: ${unknown.join(', ')}.`);
  }

  /** Changes with weights, options and the order of the data set's classes. */
  get cacheKey(): string {
    const { options, weights, classes } = this;
    return JSON.stringify([
      'faster-rcnn',
      weights.fingerprint(),
      options,
      classes && [...classes.classOf],
    ]);
  }

  async propose({ image }: Pick<Sample, 'image'>): Promise<Detections> {
    return (await this.detect([image]))[0];
  }

  /** Images of one size share a forward pass, each with what is found in it alone but for rounding. */
  async proposeAll(samples: readonly Pick<Sample, 'image'>[]): Promise<Detections[]> {
    const found = new Array<Detections>(samples.length);
    for (const group of bySize(samples.map(({ image }) => image))) {
      const detections = await this.detect(group.map((index) => samples[index].image));
      group.forEach((index, i) => (found[index] = detections[i]));
    }
    return found;
  }

  /**
   * The detections of classes that the data set has, or the proposals, of images of one size, in their pixels.
   *
   * @throws TurboHoiError `io`, `data` or `checkpoint` for weights that cannot be read or do not fit
   */
  detect(images: readonly RgbImage[]): Promise<Detections[]> {
    const found = this.last.then(() => this.look(images));
    this.last = found.catch(() => undefined);
    return found;
  }

  private async look(images: readonly RgbImage[]): Promise<Detections[]> {
    const { network } = await this.load();
    const { classes } = this;
    if (classes) return (await network.detect(images)).map((found) => ofDataset(found, classes));
    return (await network.propose(images)).map(({ boxes, scores }) => ({
      boxes,
      scores,
      classes: new Int32Array(scores.length).fill(-1),
    }));
  }

  /** Gives back the weights; detecting again reads them anew. */
  async dispose(): Promise<void> {
    const { loading } = this;
    this.loading = null;
    const loaded = await loading?.catch(() => null);
    if (loaded) disposeAll(loaded.variables);
  }

  private load(): Promise<Loaded> {
    if (this.loading) return this.loading;
    const loading = this.build();
    this.loading = loading;
    // What failed may be tried again.
    loading.catch(() => (this.loading = null));
    return loading;
  }

  private async build(): Promise<Loaded> {
    const parameters = new LoadedParameters(await this.weights.read(), this.weights.name);
    const { variables } = parameters;
    try {
      return { variables, network: createNetwork(parameters, this.options) };
    } catch (error) {
      disposeAll(variables);
      throw error;
    }
  }
}

/** Indices of images of one size; large ones stay alone, since their maps take gigabytes. */
function bySize(images: readonly RgbImage[]): number[][] {
  const groups = new Map<string, number[]>();
  images.forEach(({ width, height }, index) => {
    const key = width * height > LARGE ? `${index}` : `${width}×${height}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups.values()];
}

function ofDataset({ boxes, scores, classes }: ClassifiedBoxes, { classOf }: ClassMap): Detections {
  // Class 0 of the network is the background.
  const rows = [...classes.keys()].filter((row) => classOf[classes[row] - 1] >= 0);
  return {
    boxes: Float32Array.from(rows.flatMap((row) => [...boxes.subarray(4 * row, 4 * row + 4)])),
    scores: Float32Array.from(rows, (row) => scores[row]),
    classes: Int32Array.from(rows, (row) => classOf[classes[row] - 1]),
  };
}

function disposeAll(variables: ReadonlyMap<string, tf.Variable>): void {
  for (const variable of variables.values()) variable.dispose();
}
