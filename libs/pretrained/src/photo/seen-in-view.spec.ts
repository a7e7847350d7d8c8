import { mergeViews, seenInView } from './seen-in-view';

const image = { width: 100, height: 50 };
const view = {
  box: [0, 0, 100, 50],
  width: 200,
  height: 100,
  kind: 'medium',
  isMirrored: false,
} as const;
const found = (box: number[], score = 0.5) => ({
  boxes: Float32Array.from(box),
  scores: Float32Array.of(score),
  classes: Int32Array.of(2),
});

test('boxes come back in pixels of the image, inside it', () => {
  expect([...seenInView(image, view, found([-20, 10, 40, 60])).boxes]).toEqual([0, 5, 20, 30]);
});

test('boxes of a mirrored view come back upright', () => {
  const seen = seenInView(image, { ...view, isMirrored: true }, found([0, 10, 40, 60]));
  expect([...seen.boxes]).toEqual([80, 5, 100, 30]);
  expect(seen.kind).toBe('medium');
});

test('cells that show one thing become one box with the best score', () => {
  const { boxes, scores } = seenInView(image, view, {
    boxes: Float32Array.of(0, 0, 40, 40, 0, 0, 40, 42),
    scores: Float32Array.of(0.25, 0.75),
    classes: Int32Array.of(2, 2),
  });
  expect([boxes.length, ...scores]).toEqual([4, 0.75]);
});

test('views without boxes merge to nothing', () => {
  const nothing = {
    boxes: new Float32Array(),
    scores: new Float32Array(),
    classes: new Int32Array(),
  };
  expect(mergeViews([seenInView(image, view, nothing)], image)).toEqual([]);
  expect(mergeViews([], image)).toEqual([]);
});

test('several views of one thing merge, each with its score; finer views count more', () => {
  const [medium, large] = [
    seenInView(image, view, found([0, 0, 40, 40])),
    seenInView(image, { ...view, kind: 'large' }, found([0, 0, 50, 40])),
  ];
  const merged = mergeViews([medium, large], image);
  expect(merged).toMatchObject([{ classId: 2, scores: [0, 0.5, 0.5, 0, 0] }]);
  // Weights 2 and 3 of the right edges 20 and 25.
  expect(merged[0].box[2]).toBeCloseTo(23, 4);
});
