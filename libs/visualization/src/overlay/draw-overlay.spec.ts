import { COCO_KEYPOINTS } from '@turbo-hoi/core';
import { drawAttention } from './draw-attention';
import { drawOverlay } from './draw-overlay';
import type { ExampleImage } from './example-image';

const ball = { label: 'ball', box: [60, 60, 70, 70] as const };
const keypoints = Float32Array.from({ length: 51 }, (_, i) => (i % 3 === 2 ? 0.5 : i));
const example: ExampleImage = {
  title: 'Image 7',
  image: { data: new Uint8Array(3 * 100 * 80), width: 100, height: 80 },
  layout: COCO_KEYPOINTS,
  objects: [ball],
  people: [
    {
      box: [10, 10, 50, 70],
      truth: {
        box: [12, 10, 50, 72],
        keypoints: null,
        actions: [
          { name: 'throw', target: ball },
          { name: 'stand', target: null },
        ],
      },
      stages: [
        { stage: 0, keypoints, actions: null, attention: null },
        {
          stage: 1,
          keypoints,
          attention: null,
          actions: [
            { name: 'kick', score: 0.8, target: ball },
            { name: 'hit_obj', score: 0.6, target: ball },
            { name: 'run', score: 0.7, target: null },
            { name: 'look', score: 0.2, target: ball },
          ],
        },
        {
          stage: 2,
          keypoints: null,
          attention: null,
          actions: [
            { name: 'kick', score: 0.3, target: ball },
            { name: 'run', score: NaN, target: null },
          ],
        },
      ],
    },
  ],
};

const tags = (svg: string) => [...svg.matchAll(/>([^<]*)<\/text>/g)].map(([, text]) => text);

describe('drawOverlay', () => {
  it('labels the actions of each person and their targets', () => {
    expect(tags(drawOverlay(example, 1))).toEqual(['1 run', 'kick, hit obj · ball']);
  });

  it('draws annotations in the same style', () => {
    const svg = drawOverlay(example, 'truth');
    expect(tags(svg)).toEqual(['1 stand', 'throw · ball']);
    expect(svg).toContain('aria-label="Image 7, annotations"');
  });

  it('draws the best action dashed if none reaches the threshold', () => {
    const svg = drawOverlay(example, 2);
    expect(tags(svg)).toEqual(['1', 'kick? · ball']);
    expect(svg).toMatch(/stroke="#ff5fa8"[^>]*stroke-dasharray="\d/);
    expect(drawOverlay(example, 1)).not.toMatch(/stroke="#ff5fa8"[^>]*stroke-dasharray="\d/);
  });

  it('draws only the pose at a stage without actions', () => {
    const svg = drawOverlay(example, 0);
    expect(tags(svg)).toEqual(['1']);
    expect(svg).toContain('<circle');
  });

  it('labels objects without actions if nameObjects is set', () => {
    const cup = { label: 'cup', box: [5, 5, 9, 9] as const };
    const more = { ...example, objects: [ball, cup] };
    expect(tags(drawOverlay(more, 0, { nameObjects: true }))).toEqual(['1', 'ball', 'cup']);
    expect(tags(drawOverlay(more, 2, { nameObjects: true }))).toEqual(['1', 'kick? · ball', 'cup']);
    expect(tags(drawOverlay(more, 2))).toEqual(['1', 'kick? · ball']);
  });

  it('draws no person at a missing stage or in an image without people', () => {
    expect(tags(drawOverlay(example, 9))).toEqual([]);
    expect(tags(drawOverlay({ ...example, people: [], objects: [] }, 1))).toEqual([]);
  });

  it('draws the annotated objects without actions, if given', () => {
    const annotatedObjects = [{ box: [3, 4, 5, 6] as const, label: 'cup' }];
    expect(drawOverlay({ ...example, annotatedObjects }, 'truth')).toContain('M3 4H5V6H3z');
    expect(drawOverlay({ ...example, annotatedObjects }, 1)).not.toContain('M3 4H5V6H3z');
  });

  it('scales strokes and letters', () => {
    const fontSize = (svg: string) => Number(/ font-size="([\d.]+)"/.exec(svg)![1]);
    const [usual, fine] = [1, 0.5].map((scale) =>
      fontSize(drawOverlay(example, 'truth', { scale })),
    );
    expect(fine).toBeCloseTo(usual / 2, 1);
  });

  it('shows a URL as image and an id by reference', () => {
    expect(drawOverlay(example, 1, { image: 'data:x' })).toContain('<image href="data:x"');
    expect(drawOverlay(example, 1, { image: '#photo' })).toContain('<use href="#photo"/>');
    expect(drawOverlay(example, 1)).not.toMatch(/<image|<use/);
  });

  it('draws no NaN and no infinity', () => {
    const lost = Float32Array.from(keypoints, () => NaN);
    const [person] = example.people;
    const state = { stage: 1, keypoints: lost, actions: null, attention: null };
    const people = [{ ...person, stages: [state] }];
    expect(drawOverlay({ ...example, people }, 1)).not.toContain('NaN');
  });
});

describe('drawAttention', () => {
  it('shows the box of the person and labels the range of the mask', () => {
    const mask = Float32Array.of(0.25, NaN, 0.5, 0.75);
    const svg = drawAttention(example, [10, 20, 40, 80], mask, [0, 1], '#photo');
    expect(svg).toContain('viewBox="10 20 30 60"');
    expect(svg).toContain('attention from 0.25 to 0.75');
    expect(svg).toContain('<use href="#photo"/>');
  });
});
