import { createRng } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import type { ModelBatch } from '../model/model-batch';
import { layoutBatch, layoutDataset, type LayoutScene } from './layout';

/** A class for each detection of each image: 0 is a person, -1 a padding row. */
export type SceneClasses = readonly (readonly number[])[];

/** Random boxes and skeletons that depend on image and place alone; every person is paired with all else of its image. */
export function randomScene(images: SceneClasses, seed = 1): LayoutScene {
  const rng = createRng(seed);
  const keypoints = layoutDataset.keypoints.names.length;
  const rows = images.flatMap((classes, image) =>
    classes.map((category, place) => ({ image, category, rng: rng.fork('row', image, place) })),
  );
  const boxes = rows.map(({ rng }) => {
    const [x, y] = [rng.uniform(0, 300), rng.uniform(0, 200)];
    return [x, y, x + rng.uniform(20, 200), y + rng.uniform(20, 200)];
  });
  const own = rows.flatMap(({ category }, row) => (category === 0 ? [row] : []));
  const pairs = own.flatMap((row, person) =>
    rows.flatMap(({ image, category }, object) =>
      object !== row && image === rows[row].image && category >= 0 ? [{ person, object }] : [],
    ),
  );
  return {
    perImage: images.map(({ length }) => length),
    boxes: Float32Array.from(boxes.flat()),
    classes: rows.map(({ category }) => category),
    scores: Float32Array.from(rows, ({ rng }) => rng.uniform(0.3, 1)),
    keypoints: Float32Array.from(
      rows.flatMap(({ category, rng }, row) =>
        Array.from({ length: 3 * keypoints }, (_, i) => {
          const [x1, y1, x2, y2] = boxes[row];
          if (category !== 0) return 0;
          return i % 3 === 2 ? 0.8 : i % 3 === 0 ? rng.uniform(x1, x2) : rng.uniform(y1, y2);
        }),
      ),
    ),
    sizes: images.map(() => [640, 480]),
    // A batch without people has one padding row.
    own: own.length > 0 ? own : [0],
    pairs: { person: pairs.map(({ person }) => person), object: pairs.map(({ object }) => object) },
  };
}

/** The scene with random labels, as a training batch. */
export function sceneBatch(scene: LayoutScene, seed = 2): ModelBatch {
  const rng = createRng(seed);
  const [people, pairs, columns, keypoints] = [scene.own.length, scene.pairs.person.length, 4, 17];
  const filled = (rows: number, width: number, draw: () => number) =>
    tf.tensor2d(
      Float32Array.from({ length: rows * width }, () => draw()),
      [rows, width],
    );
  const isPerson = scene.own.map((row) => (scene.classes[row] === 0 ? 1 : 0));
  return layoutBatch(scene, {
    hoi: {
      labels: filled(people, columns, () => rng.int(2)),
      annotated: tf.tensor1d(isPerson),
      offsets: filled(people, 4 * columns, () => rng.normal()),
      located: filled(people, columns, () => rng.int(2)),
      pairs: {
        labels: filled(pairs, columns, () => rng.int(2)),
        valid: tf.ones([pairs]),
      },
    },
    pose: {
      cells: tf.zeros([people, keypoints], 'int32'),
      visible: filled(people, keypoints, () => rng.int(2)),
      points: filled(people, 2 * keypoints, () => rng.uniform(-1, 1)),
    },
  });
}
