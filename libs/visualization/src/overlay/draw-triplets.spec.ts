import { boxIou, COCO_KEYPOINTS, type XyxyBox } from '@turbo-hoi/core';
import { drawTriplets } from './draw-triplets';
import { personColor } from './person-color';
import type { PhotoScene, SceneBox } from './photo-scene';
import { sceneLines } from './scene-lines';
import { shortName } from './short-name';
import { wrapText } from './wrap-text';

const boxes: SceneBox[] = [
  { box: [10, 10, 60, 90], name: 'person 1', score: 0.9, person: 0 },
  { box: [120, 10, 170, 90], name: 'person 2', score: 0.8, person: 1 },
  { box: [60, 50, 80, 60], name: 'cup 1', score: 0.5 },
  { box: [185, 80, 195, 90], name: 'book 1', score: 0.4 },
];
const keypoints = Float32Array.from({ length: 51 }, (_, i) => (i % 3 === 2 ? 0.5 : i));
const scene: PhotoScene = {
  title: 'a.jpg',
  width: 200,
  height: 100,
  boxes,
  triplets: [
    { person: 0, object: 2, verb: 'holds', score: 0.93 },
    { person: 0, object: null, verb: 'stands', score: 0.8 },
    { person: 1, object: 0, verb: 'looks at', score: 0.5 },
    { person: 0, object: 2, verb: 'looks at', score: 0.41 },
  ],
  layout: COCO_KEYPOINTS,
  skeletons: [keypoints],
};

const texts = (svg: string) => [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text);
const lines = (svg: string) => svg.match(/class="th-line"/g)?.length ?? 0;

describe('drawTriplets', () => {
  it('labels people, lines and objects with scores', () => {
    const svg = drawTriplets(scene);
    expect(lines(svg)).toBe(2);
    expect(texts(svg)).toEqual([
      'person 1 .90 · stands .80',
      'person 2 .80',
      'holds .93, looks at .41',
      'looks at .50',
      'cup 1 .50',
      'book 1 .40',
    ]);
    expect(svg).toContain('viewBox="0 0 200 100"');
  });

  it("draws a person's box, lines and tags in one color", () => {
    const svg = drawTriplets({ ...scene, triplets: scene.triplets.slice(0, 1) });
    expect(personColor(0)).not.toBe(personColor(1));
    // Box, line, end of the line, tags of person and line.
    expect(svg.split(personColor(0))).toHaveLength(6);
  });

  it('dashes objects without a shown action', () => {
    const dashes = (svg: string) => svg.match(/stroke-dasharray="[\d.]+"/g)?.length ?? 0;
    expect(dashes(drawTriplets(scene))).toBe(1);
    expect(dashes(drawTriplets({ ...scene, triplets: [] }))).toBe(2);
  });

  it('draws the best lines only, and the legend counts the others', () => {
    const svg = drawTriplets(scene, { maxLines: 1, legend: [{ text: 'person 1 holds cup 1' }] });
    expect(lines(svg)).toBe(1);
    expect(texts(svg)).toEqual(
      expect.arrayContaining(['person 1 holds cup 1', 'not drawn: 1 line of lower score']),
    );
  });

  it('makes the picture higher by its legend, which explains what is drawn', () => {
    const svg = drawTriplets(scene, { legend: [] });
    const [, height] = /viewBox="0 0 200 ([\d.]+)"/.exec(svg)!;
    expect(Number(height)).toBeGreaterThan(100);
    expect(texts(svg)).toContain('left and right joints');
    const bare = { ...scene, skeletons: [], triplets: [] };
    const explained = texts(drawTriplets(bare, { legend: [] })).slice(-2);
    expect(explained).toEqual(['a color for each person', 'object']);
  });

  it('shortens tags in a crowd, and none of them covers another', () => {
    const crowd = Array.from({ length: 30 }, (_, i): SceneBox => {
      const x = 30 * (i % 6) + 5;
      const box: XyxyBox = [x, 20 * Math.floor(i / 6), x + 20, 20 * Math.floor(i / 6) + 18];
      return { box, name: `person ${i + 1}`, score: 0.9, person: i };
    });
    const svg = drawTriplets({ ...scene, boxes: crowd, skeletons: [], triplets: [] });
    expect(texts(svg)).toEqual(crowd.map((_, i) => `${i + 1}`));
    const tags = [
      ...svg.matchAll(/<rect x="(.+?)" y="(.+?)" width="(.+?)" height="(.+?)" rx/g),
    ].map(([, x, y, width, height]): XyxyBox => [+x, +y, +x + +width, +y + +height]);
    expect(tags).toHaveLength(30);
    tags.forEach((a, i) =>
      tags.slice(i + 1).forEach((b) => expect(boxIou(a, b)).toBeLessThan(0.1)),
    );
  });

  it('draws nothing for boxes and joints that are not finite, and an empty photo', () => {
    const lost = { ...boxes[2], box: [NaN, 0, 1, 1] as const };
    const svg = drawTriplets({
      ...scene,
      boxes: [boxes[0], boxes[1], lost, boxes[3]],
      skeletons: [keypoints.map(() => NaN)],
    });
    expect(svg).not.toContain('NaN');
    const empty = drawTriplets({ ...scene, boxes: [], triplets: [], skeletons: [] });
    expect(texts(empty)).toEqual([]);
  });

  it('escapes names', () => {
    const named = { ...boxes[3], name: '<b> 1' };
    expect(drawTriplets({ ...scene, boxes: [...boxes.slice(0, 3), named] })).toContain(
      '&lt;b&gt; 1',
    );
  });
});

test('actions of a pair beyond the maximum are counted', () => {
  expect(sceneLines(scene, 9, 1).lines[0].text).toBe('holds .93 +1');
  expect(sceneLines({ triplets: [] }, 9)).toEqual({ lines: [], alone: new Map(), hidden: 0 });
});

test('long names keep their beginning and their number', () => {
  expect(shortName('cup 1')).toBe('cup 1');
  expect(shortName('a_very_long_class_of_objects 12')).toBe('a_very_long_cl…ects 12');
});

test('text is broken at spaces', () => {
  expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapText('incomprehensible word', 7)).toEqual(['incomprehensible', 'word']);
});
