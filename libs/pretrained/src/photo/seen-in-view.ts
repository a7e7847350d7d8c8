import {
  boxArea,
  boxAt,
  clipBox,
  type Detections,
  type RgbImage,
  type XyxyBox,
} from '@turbo-hoi/core';
import { takeDetections, topScores } from '@turbo-hoi/detection';
import { boxToImage } from '../images/view';
import { type MergedBox, mergeBoxes, seenChance } from './merge-boxes';
import { type PhotoView, VIEW_KINDS, type ViewKind } from './photo-views';

/** Boxes of one view in pixels of the image, one a thing. */
export interface SeenInView extends Detections {
  readonly kind: ViewKind;
}

type Size = Pick<RgbImage, 'width' | 'height'>;

/** IoU from which boxes of one view, and of several, are one thing. */
const VIEW_IOU = 0.65;
const MERGE_IOU = 0.6;
/** Cells of a view that are merged. */
const MOST_CELLS = 1500;
/** The best boxes of a view, and of all views together; what is worse is seldom right and takes time. */
const MOST_OF_VIEW = 200;
const MOST = 300;

/** Brings a view's boxes to pixels of the image, those of one thing as one. */
export function seenInView(image: Size, view: PhotoView, found: Detections): SeenInView {
  const { boxes, scores, classes } = takeDetections(found, topScores(found.scores, MOST_CELLS));
  const inPixels = Array.from(scores, (_, row) => {
    const [x1, y1, x2, y2] = boxAt(boxes, row);
    const [left, right] = view.isMirrored ? [view.width - x2, view.width - x1] : [x1, x2];
    return clipBox(boxToImage(view, [left, y1, right, y2]), image.width, image.height);
  });
  const inImage = { boxes: Float32Array.from(inPixels.flat()), scores, classes };
  const columns = new Uint8Array(scores.length);
  const things = bestOf(
    mergeBoxes({ ...inImage, columns, weights: scores }, 1, VIEW_IOU),
    MOST_OF_VIEW,
  );
  return {
    kind: view.kind,
    boxes: Float32Array.from(things.flatMap(({ box }) => [...box])),
    scores: Float32Array.from(things, ({ scores }) => scores[0]),
    classes: Int32Array.from(things, ({ classId }) => classId),
  };
}

/** Merges what all views show, best first; the columns of the scores are {@link VIEW_KINDS}. */
export function mergeViews(seen: readonly SeenInView[], image: Size): MergedBox[] {
  const all = {
    boxes: Float32Array.from(seen.flatMap(({ boxes }) => [...boxes])),
    scores: Float32Array.from(seen.flatMap(({ scores }) => [...scores])),
    classes: Int32Array.from(seen.flatMap(({ classes }) => [...classes])),
    columns: seen.flatMap(({ scores, kind }) => Array.from(scores, () => VIEW_KINDS.indexOf(kind))),
    weights: seen.flatMap(({ boxes, scores, kind }) =>
      Array.from(scores, (score, row) => score ** 3 * sharpness(kind, boxAt(boxes, row), image)),
    ),
  };
  return bestOf(mergeBoxes(all, VIEW_KINDS.length, MERGE_IOU), MOST);
}

/** How exact a view's boxes are: fine grids are, but not for what fills more of them than the network was trained for. */
function sharpness(kind: ViewKind, box: XyxyBox, { width, height }: Size): number {
  const share = Math.sqrt(boxArea(box) / (width * height));
  if (kind === 'large') return share > 0.4 ? 0.7 : 3;
  if (kind === 'medium') return share > 0.5 ? 1 : 2;
  return kind === 'person' ? 2 : 1;
}

function bestOf(merged: readonly MergedBox[], most: number): MergedBox[] {
  return [...merged].sort((a, b) => seenChance(b) - seenChance(a)).slice(0, most);
}
