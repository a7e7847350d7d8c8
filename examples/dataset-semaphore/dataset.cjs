const {
  actionVocabulary,
  COCO_KEYPOINTS,
  createRng,
  DATASETS,
  definePlugin,
} = require('@turbo-hoi/core');
const { z } = require('zod');
const { drawPerson, keypointsOf } = require('./person.cjs');

const SIGNALS = ['stop', 'go', 'wait'];

const schema = z.strictObject({
  /** Side of the square images in pixels. */
  side: z.int().min(32).default(64),
  train: z.int().positive().default(200),
  test: z.int().positive().default(50),
  seed: z.int().default(0),
});

const info = {
  name: 'semaphore',
  actions: actionVocabulary(SIGNALS.map((name) => ({ name, roles: [] }))),
  keypoints: COCO_KEYPOINTS,
  objectClasses: ['person'],
  metrics: ['signals-read', 'keypoints'],
};

/** One person an image: both arms up, both to the sides, or both down. */
exports.dataset = definePlugin(DATASETS, {
  kind: 'semaphore',
  schema,
  create: ({ side, train, test, seed }) => {
    const splits = {
      train: splitOf('train', train),
      validation: splitOf('validation', test),
      test: splitOf('test', test),
    };
    return { info, split: (name) => splits[name] };

    function splitOf(name, size) {
      return {
        size,
        annotations: async (index) => sceneOf(index).annotations,
        sample: async (index) => {
          const { annotations, joints } = sceneOf(index);
          return {
            ...annotations,
            image: { data: drawPerson(joints, side), width: side, height: side },
          };
        },
      };

      function sceneOf(index) {
        if (!(index >= 0 && index < size))
          throw new RangeError(`${name}: no image ${index} of ${size}`);
        const rng = createRng(seed).fork(name, index);
        const signal = Math.floor(rng.next() * SIGNALS.length);
        const joints = keypointsOf(signal, side, rng);
        const xs = joints.map(([x]) => x);
        const ys = joints.map(([, y]) => y);
        const margin = side / 16;
        const inside = (value) => Math.min(side, Math.max(0, value));
        const box = [
          inside(Math.min(...xs) - margin),
          inside(Math.min(...ys) - margin),
          inside(Math.max(...xs) + margin),
          inside(Math.max(...ys) + margin),
        ];
        const person = {
          annotationId: index + 1,
          box,
          area: (box[2] - box[0]) * (box[3] - box[1]),
          keypoints: Float32Array.from(joints.flatMap(([x, y]) => [x, y, 2])),
          interactions: [{ column: signal, object: null }],
        };
        const annotations = {
          imageId: index + 1,
          width: side,
          height: side,
          people: [person],
          objects: [],
        };
        return { annotations, joints };
      }
    }
  },
});
