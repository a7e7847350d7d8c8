import { resolve } from 'node:path';
import { parseExperiment } from '../../config/parse-experiment';
import { placePartsOfDetector } from './parts-of-detector';

const parse = (more: object) => parseExperiment({ name: 'test', ...more }, 'test');
const place = (more: object) => {
  const experiment = parse(more);
  const traits = { loadsWeights: experiment.detector.kind === 'faster-rcnn' };
  const { init, frozen, detector } = placePartsOfDetector(experiment, traits);
  return { init, frozen, detector };
};
const detector = { kind: 'faster-rcnn', depth: 101 };
const [coco, other] = [resolve('coco.safetensors'), resolve('other.safetensors')];

test("init of the RPN becomes the detector's weights", () => {
  expect(place({ detector, init: { rpn: coco, stem: other } })).toEqual({
    detector: { ...detector, weights: coco },
    init: { stem: other },
    frozen: [],
  });
});

test('the RPN is frozen, whether it is listed or not', () => {
  const given = { ...detector, weights: 'coco.safetensors' };
  expect(place({ detector: given, init: { rpn: coco }, frozen: ['stem', 'rpn'] })).toEqual({
    detector: { ...detector, weights: coco },
    init: {},
    frozen: ['stem'],
  });
});

test("the object branch is the detector's if the model has none", () => {
  const parts = { detector, init: { objectBranch: coco }, frozen: ['objectBranch'] };
  expect(place({ ...parts, objectBranch: null })).toEqual({
    detector: { ...detector, weights: coco },
    init: {},
    frozen: [],
  });
  expect(place(parts)).toEqual(parts);
});

test('an experiment without such parts is unchanged', () => {
  const experiment = parse({ frozen: ['stem'] });
  expect(placePartsOfDetector(experiment, {})).toBe(experiment);
});

test.each([
  [
    { detector: { kind: 'annotated' }, init: { rpn: coco } },
    /^init\.rpn: this part is the detector's, and "annotated" has none\. Set/,
  ],
  [
    { detector: { kind: 'annotated' }, frozen: ['stem', 'rpn'] },
    /^frozen\[1\]: this part is the detector's/,
  ],
  [{ detector: { ...detector, weights: other }, init: { rpn: coco } }, /^init\.rpn: .* one file/],
  [
    { detector, objectBranch: null, init: { rpn: coco, objectBranch: other } },
    /^init\.rpn: .* one/,
  ],
])('refuses %p', (more, message) => {
  expect(() => place(more)).toThrow(expect.objectContaining({ kind: 'config' }));
  expect(() => place(more)).toThrow(message);
});
