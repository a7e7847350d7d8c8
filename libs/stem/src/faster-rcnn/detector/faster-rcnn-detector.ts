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

/** Source of the detector's weights: torchvision's names, in the layouts of `@turbo-hoi/nn`. */
export interface DetectorWeights {
  /** Their name in messages. */
  readonly name: string;
  /** Identifies the weights, for cache keys. */
  fingerprint(): string;
  read(): Promise<ReadonlyMap<string, ParameterValue>>;
}

export interface FasterRcnnContext {
  readonly dataset: Pick<DatasetInfo, 'objectClasses'>;
  readonly warn?: (line: string) => void;
  /** Training data of the weights; absent: unknown. */
  readonly trainedOn?: string;
}

interface Loaded {
  readonly variables: ReadonlyMap<string, tf.Variable>;
  readonly network: FasterRcnnNetwork;
}

/** Images of more pixels than this are not batched. */
const LARGE = 256 ** 2;

/** Faster R-CNN with given weights as a detector for the classes of a data set. */
export class FasterRcnnDetector implements Detector {
  readonly proposesOnly: boolean;
  readonly trainedOn?: string;
  /** Null: proposals have no classes. */
  private readonly classes: ClassMap | null;
  private loading: Promise<Loaded> | null = null;
  /** The last queued pass: passes run one after the other, since the maps of each take up to gigabytes. */
  private last: Promise<unknown> = Promise.resolve();

  /** @throws TurboHoiError `config` for a data set that shares no class with the detector */
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
    if (unknown.length > 0)
      warn?.(`${weights.name} has no output for these classes: ${unknown.join(', ')}.`);
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

  /** Images of the same size share a forward pass; the detections equal those of each image alone up to rounding. */
  async proposeAll(samples: readonly Pick<Sample, 'image'>[]): Promise<Detections[]> {
    const found = new Array<Detections>(samples.length);
    for (const group of bySize(samples.map(({ image }) => image))) {
      const detections = await this.detect(group.map((index) => samples[index].image));
      group.forEach((index, i) => (found[index] = detections[i]));
    }
    return found;
  }

  /**
   * Detections of the data set's classes, or proposals, of images of the same size, in pixels of the images.
   *
   * @throws TurboHoiError `io`, `data` or `checkpoint` for weights that cannot be read or do not fit
   */
  detect(images: readonly RgbImage[]): Promise<Detections[]> {
    const found = this.last.then(() => this.runNetwork(images));
    this.last = found.catch(() => undefined);
    return found;
  }

  private async runNetwork(images: readonly RgbImage[]): Promise<Detections[]> {
    const { network } = await this.load();
    const { classes } = this;
    if (classes)
      return (await network.detect(images)).map((found) =>
        ofDataset(found, classes, this.options.classes),
      );
    return (await network.propose(images)).map(({ boxes, scores }) => ({
      boxes,
      scores,
      classes: new Int32Array(scores.length).fill(-1),
    }));
  }

  /** Releases the weights; the next detection reads them again. */
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
    // Forget a failed load, so that the next call tries again.
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

/** Groups the indices of images of the same size; large images are not batched, since their maps take gigabytes. */
function bySize(images: readonly RgbImage[]): number[][] {
  const groups = new Map<string, number[]>();
  images.forEach(({ width, height }, index) => {
    const key = width * height > LARGE ? `${index}` : `${width}×${height}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups.values()];
}

function ofDataset(
  { boxes, scores, classes }: ClassifiedBoxes,
  { classOf }: ClassMap,
  names: readonly string[],
): Detections {
  // Class 0 of the network is the background.
  const isKnown = (row: number) => classOf[classes[row] - 1] >= 0;
  const rows = [...classes.keys()].filter(isKnown);
  const unknown = [...classes.keys()]
    .filter((row) => !isKnown(row))
    .map((row) => ({ label: names[classes[row] - 1], score: scores[row] }));
  return {
    boxes: Float32Array.from(rows.flatMap((row) => [...boxes.subarray(4 * row, 4 * row + 4)])),
    scores: Float32Array.from(rows, (row) => scores[row]),
    classes: Int32Array.from(rows, (row) => classOf[classes[row] - 1]),
    ...(unknown.length > 0 && { unknown }),
  };
}

function disposeAll(variables: ReadonlyMap<string, tf.Variable>): void {
  for (const variable of variables.values()) variable.dispose();
}
