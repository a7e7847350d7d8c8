import { createRng, type Detections, type Detector, type Sample } from '@turbo-hoi/core';
import { checkedDetector } from './checked-detector';

const found: Detections = {
  boxes: Float32Array.of(1, 2, 3, 4),
  scores: Float32Array.of(0.5),
  classes: Int32Array.of(-1),
};
const propose = (detections: Detections, more: Partial<Detector> = {}) =>
  checkedDetector({ propose: async () => detections, ...more }, 'mine', 3).propose(
    {} as Sample,
    createRng(0),
  );

test('passes detections on, and what the detector declares', async () => {
  expect(await propose(found)).toBe(found);
  const dispose = jest.fn();
  const detector = checkedDetector(
    { proposesOnly: true, cacheKey: 'key', propose: async () => found, dispose },
    'mine',
    3,
  );
  expect(detector).toMatchObject({ proposesOnly: true, cacheKey: 'key' });
  expect(detector.proposeAll).toBeUndefined();
  detector.dispose!();
  expect(dispose).toHaveBeenCalled();
});

test.each([
  [undefined, 'propose() returns no detections'],
  [{ ...found, boxes: Float32Array.of(1, 2, 3) }, '3 numbers of boxes and 1 classes for 1 scores'],
  [{ ...found, boxes: Float32Array.of(1, NaN, 3, 4) }, 'boxes[1] is NaN'],
  [{ ...found, scores: Float32Array.of(Infinity) }, 'scores[0] is Infinity'],
  [{ ...found, classes: Int32Array.of(3) }, 'classes[0] is 3; expected -1 (not classified) to 2'],
  [{ ...found, classes: Int32Array.of(-2) }, 'classes[0] is -2'],
])('refuses malformed detections and names the detector', async (detections, message) => {
  const refused = await propose(detections as Detections).catch((error: unknown) => error);
  expect(refused).toMatchObject({ kind: 'plugin', message: expect.stringContaining(message) });
  expect((refused as Error).message).toMatch(/^detector "mine": /);
});

test('checks detections of several images alike', async () => {
  const broken = { ...found, classes: new Int32Array(0) };
  const detector = checkedDetector(
    { propose: async () => found, proposeAll: async () => [found, broken] },
    'mine',
    3,
  );
  await expect(detector.proposeAll!([])).rejects.toThrow('0 classes for 1 scores');
});

test.each([
  [Float32Array.of(1, 2, 0.5), 'got 3 numbers of keypoints for 1 detections; expected 6 each'],
  [Float32Array.of(1, 2, 0.5, NaN, 0, 0), 'keypoints[3] is NaN'],
])('refuses malformed skeletons', async (keypoints, message) => {
  const detector = { propose: async () => ({ ...found, keypoints }) };
  const refused = checkedDetector(detector, 'mine', 3, 2).propose({} as Sample, createRng(0));
  await expect(refused).rejects.toThrow(message);
});

test('passes skeletons of the data set on', async () => {
  const posed = { ...found, keypoints: new Float32Array(6) };
  const detector = checkedDetector({ propose: async () => posed }, 'mine', 3, 2);
  expect(await detector.propose({} as Sample, createRng(0))).toBe(posed);
});
