import { createRng, type RgbImage } from '@turbo-hoi/core';
import { ParameterStore, tidy } from '@turbo-hoi/nn';
import { type DetectorBackbone, FasterRcnnNetwork, type fpnBackbone } from '@turbo-hoi/stem';
import { type BoxComparison, compareBoxes, type FoundBoxes } from './compare-boxes';
import type { Finding } from './finding';
import { compareMaps, fill, imageTensor, type ModelCheck, type Tensors } from './model-check';

export interface DetectorCase {
  readonly create: typeof fpnBackbone;
  /** Number of classes, background included. */
  readonly classes: number;
  /** Number of proposals after suppression. */
  readonly proposals: number;
}

const PIXEL_BOUND = 0.1;
const SCORE_BOUND = 1e-3;

/** Checks a detector on an image that it resizes: its pyramid, if it has one, its proposals and its detections. */
export function checkDetector({ create, classes, proposals }: DetectorCase): ModelCheck {
  return async (parameters, expected) => {
    const store = new ParameterStore(createRng(0));
    const backbone = create(store.scope('backbone'), 50);
    const network = new FasterRcnnNetwork(store, backbone, classes, {
      input: { shortSide: 800, longSide: 1333 },
      proposals: { beforeNms: 1000, afterNms: proposals, iou: 0.7 },
      detections: { score: 0.1, iou: 0.5, limit: 100 },
    });
    fill(store, parameters);
    const maps = expected.has('p2') ? [comparePyramid(backbone, expected)] : [];
    const image = rgbImage(expected);
    const [proposed] = await network.propose([image]);
    const [{ boxes, scores, classes: labels }] = await network.detect([image]);
    store.dispose();
    const of = (find: (prefix: string) => FoundBoxes) => [find(''), find('single.')] as const;
    const rpn = compareBoxes(proposed, ...of((prefix) => proposalsOf(expected, prefix)));
    const final = compareBoxes(
      { boxes, scores, labels },
      ...of((prefix) => detectionsOf(expected, prefix)),
    );
    return [
      ...maps,
      distance('proposals', rpn),
      distance('final boxes', final),
      { what: 'their scores', found: final.score, bound: SCORE_BOUND, note: count(final) },
    ];
  };
}

function comparePyramid(backbone: DetectorBackbone, expected: Tensors): Finding {
  return tidy(() => {
    const maps = backbone.maps(imageTensor(expected));
    return compareMaps('P2 to P6', maps, ['p2', 'p3', 'p4', 'p5', 'p6'], expected);
  });
}

function distance(what: string, boxes: BoxComparison): Finding {
  return { what, found: boxes.distance, bound: PIXEL_BOUND, unit: 'px', note: count(boxes) };
}

function count({ decided, total }: BoxComparison): string {
  return `${decided} of ${total} boxes`;
}

function proposalsOf(expected: Tensors, prefix: string): FoundBoxes {
  return { boxes: expected.get(`${prefix}proposals`)!.data };
}

function detectionsOf(expected: Tensors, prefix: string): FoundBoxes {
  const of = (name: string) => expected.get(prefix + name)!.data;
  return { boxes: of('boxes'), scores: of('scores'), labels: of('labels') };
}

function rgbImage(expected: Tensors): RgbImage {
  const { shape, data } = expected.get('image')!;
  return { width: shape[1], height: shape[0], data: Uint8Array.from(data, Math.round) };
}
