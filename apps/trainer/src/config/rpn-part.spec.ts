import { resolve } from 'node:path';
import { parseExperiment } from './parse-experiment';
import { placeRpn } from './rpn-part';

const place = (more: object) => {
  const { init, frozen, detector } = placeRpn(parseExperiment({ name: 'test', ...more }, 'test'));
  return { init, frozen, detector };
};
const detector = { kind: 'faster-rcnn', depth: 101 };
const [rpn, stem] = [resolve('a.safetensors'), resolve('b.safetensors')];

test('what the RPN starts from is the weights of the detector', () => {
  expect(place({ detector, init: { rpn, stem } })).toEqual({
    detector: { ...detector, weights: rpn },
    init: { stem },
    frozen: [],
  });
});

test('the RPN is frozen, whether it is listed or not', () => {
  const weights = 'a.safetensors';
  const frozen = ['stem', 'rpn'];
  expect(place({ detector: { ...detector, weights }, init: { rpn }, frozen })).toEqual({
    detector: { ...detector, weights: rpn },
    init: {},
    frozen: ['stem'],
  });
});

test('an experiment that does not speak of it stays as it is', () => {
  const experiment = parseExperiment({ name: 'test', frozen: ['stem'] }, 'test');
  expect(placeRpn(experiment)).toBe(experiment);
});

test.each([
  [
    { init: { rpn } },
    /^init\.rpn: the RPN is part of the detector, and "annotated" has none\. Set/,
  ],
  [{ frozen: ['stem', 'rpn'] }, /^frozen\[1\]: the RPN/],
  [{ detector: { ...detector, weights: stem }, init: { rpn } }, /^init\.rpn: got .*a\.safetensors/],
])('refuses %p', (more, message) => {
  expect(() => place(more)).toThrow(expect.objectContaining({ kind: 'config' }));
  expect(() => place(more)).toThrow(message);
});
