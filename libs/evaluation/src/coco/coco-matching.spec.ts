import type { CocoImage } from './coco-image';
import { matchCoco } from './coco-matching';

describe('matchCoco', () => {
  it('matches the best detection with the most similar annotation and the next with the rest', () => {
    const similarity = [0.6, 0.9, 0.55, 0.8];
    expect(matched(imageOf(similarity, [0, 0]))).toEqual([1, 1]);
    // Greedy: the second of two would fit, but its only annotation is taken.
    expect(matched(imageOf([0.6, 0.9, 0.4, 0.8], [0, 0]))).toEqual([1, 0]);
  });

  it('matches an ignored annotation only if no other matches', () => {
    const { matched, ignored } = matchCoco(imageOf([0.9, 0.6, 0.9, 0.6], [1, 0]), [0.5]);
    expect([...matched]).toEqual([1, 1]);
    expect([...ignored]).toEqual([0, 1]);
  });

  it('matches a crowd with any number of detections and others with one', () => {
    const similarity = [0.9, 0.9, 0.9];
    expect(matched(imageOf(similarity, [1], [1]))).toEqual([1, 1, 1]);
    expect(matched(imageOf(similarity, [1], [0]))).toEqual([1, 0, 0]);
  });

  it('matches the last of equally similar annotations', () => {
    const image = imageOf([0.7, 0.7, 0.7, 0.2], [0, 0]);
    expect(matched(image)).toEqual([1, 1]);
  });

  it('matches at the threshold itself and sets a bit a threshold', () => {
    const { matched } = matchCoco(imageOf([0.75], [0]), [0.5, 0.75, 0.8, 0.1]);
    expect([...matched]).toEqual([0b1011]);
  });

  it('counts identity at a threshold of 1', () => {
    expect([...matchCoco(imageOf([1 - 1e-12], [0]), [1]).matched]).toEqual([1]);
  });

  it('never matches NaN', () => {
    expect(matched(imageOf([NaN, NaN], [0]))).toEqual([0, 0]);
  });

  it('accepts images without detections or without annotations', () => {
    expect(matched(imageOf([], [0, 0]))).toEqual([]);
    expect([...matchCoco({ ...imageOf([], []), scores: [0.5, 0.4] }, [0.5]).matched]).toEqual([
      0, 0,
    ]);
  });
});

function matched(image: CocoImage): number[] {
  return [...matchCoco(image, [0.5]).matched];
}

function imageOf(similarity: number[], ignored: number[], crowd = ignored.map(() => 0)): CocoImage {
  const detections = ignored.length === 0 ? 0 : similarity.length / ignored.length;
  return {
    scores: Array.from({ length: detections }, (_, d) => 1 - d / 100),
    detectionAreas: new Float64Array(detections).fill(100),
    areas: ignored.map(() => 100),
    ignored: Uint8Array.from(ignored),
    crowd: Uint8Array.from(crowd),
    similarity: Float64Array.from(similarity),
  };
}
