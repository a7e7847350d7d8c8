import { withChanges } from '../testing/custom-fixture';
import { CVAT_EXPORT, LABEL_STUDIO_TASK, putRelation } from '../testing/export-fixture';
import { customDocument } from './custom-document';
import { cvatImages } from './cvat-coco';
import { parseActionNames, parseClassNames } from './import-names';
import { labelStudioImages } from './label-studio';
import { LeftOut } from './left-out';
import type { ImportedImage } from './imported-image';

const made = (
  images: readonly ImportedImage[],
  left: LeftOut,
  { actions = [], classes = [] }: { actions?: string[]; classes?: string[] } = {},
) =>
  customDocument(
    images,
    {
      name: 'mine',
      actions: parseActionNames(actions),
      classes: parseClassNames(classes),
    },
    left,
  );

describe('a COCO export of CVAT', () => {
  const imported = (change: (file: typeof CVAT_EXPORT) => unknown = (file) => file, more = {}) => {
    const left = new LeftOut();
    const file = structuredClone(CVAT_EXPORT);
    const result = made(cvatImages(change(file) ?? file, 'x.json', left), left, more);
    return { ...result, left: left.lines() };
  };

  it('has actions from attributes, and objects from a shared attribute', () => {
    const { document, lines, left } = imported();
    expect(document).toMatchObject({
      actions: [
        { name: 'male', roles: [] },
        { name: 'ride', roles: ['obj'] },
        { name: 'wave', roles: [] },
      ],
      objectClasses: ['person', 'horse'],
      keypoints: null,
    });
    expect(document.images).toEqual([
      {
        ...{ file: 'a.jpg', width: 640, height: 480 },
        people: [
          {
            box: [100, 50, 200, 250],
            interactions: [{ action: 'ride', role: 'obj', object: 0 }, { action: 'wave' }],
          },
          { box: [500, 10, 510, 20], interactions: [{ action: 'male' }] },
        ],
        // Clipped to the image.
        objects: [{ class: 'horse', box: [80, 150, 380, 480] }],
      },
      // Nobody acts here: it is not known whether somebody does.
      {
        ...{ file: 'sub/b.jpg', width: 320, height: 240 },
        people: [{ box: [5, 10, 15, 20] }],
        objects: [],
      },
    ]);
    expect(lines).toEqual([
      '2 images, 3 people of whom 2 act, 1 objects of 1 classes',
      'actions: male 1, ride (obj) 1, wave 1',
    ]);
    expect(left).toEqual([
      '1 × attribute "age" of "person", which is neither an action nor a link (annotations[0])',
    ]);
  });

  it('renames actions, gives their objects a role and leaves some out', () => {
    const { document, left } = imported(undefined, {
      actions: ['ride=mount:instr', 'male='],
      classes: ['horse=animal'],
    });
    expect(document.actions).toEqual([
      { name: 'mount', roles: ['instr'] },
      { name: 'wave', roles: [] },
    ]);
    expect(document.images[0].people[0].interactions![0]).toEqual({
      ...{ action: 'mount', role: 'instr', object: 0 },
    });
    // Somebody else acts in the image, and this person does not.
    expect(document.images[0].people[1].interactions).toEqual([]);
    expect(left).toContain('1 × action "male", as asked (annotations[2])');
  });

  it("takes the person's only action for an object that names none, and asks where there are several", () => {
    const unnamed = (attributes: object) => (file: typeof CVAT_EXPORT) => {
      Object.assign(file.annotations[1], { attributes: { link: '1' } });
      Object.assign(file.annotations[0], { attributes: { link: '1', ...attributes } });
    };
    const [image] = imported(unnamed({ action: 'ride' })).document.images;
    expect(image.people[0].interactions).toEqual([{ action: 'ride', role: 'obj', object: 0 }]);
    const several = imported(unnamed({ action: 'ride, wave' }));
    expect(several.document.images[0].people[0].interactions).toEqual([
      { action: 'ride' },
      { action: 'wave' },
    ]);
    expect(several.left[0]).toBe(
      '1 × link with 2 actions of the person to choose from (annotations[0] link=1)',
    );
  });

  it('follows the track of a target', () => {
    const { document } = imported((file) => {
      Object.assign(file.annotations[0], { attributes: { action: 'ride', target: '7' } });
      Object.assign(file.annotations[1], { attributes: { track_id: 7, keyframe: true } });
    });
    expect(document.images[0].people[0].interactions).toEqual([
      { action: 'ride', role: 'obj', object: 0 },
    ]);
  });

  it('reads the skeletons of COCO Keypoints', () => {
    const { document } = imported((file) => {
      const keypoints = ['right-wrist', 'left-wrist', 'tail'];
      Object.assign(file.categories[0], { keypoints, skeleton: [] });
      const values = [110, 60, 2, 120, 60, 1, 900, 60, 2];
      for (const one of file.annotations)
        if (one.category_id === 1) Object.assign(one, { keypoints: values });
    });
    expect(document).toMatchObject({
      keypoints: {
        names: ['right_wrist', 'left_wrist', 'tail'],
        mirror: [['left_wrist', 'right_wrist']],
      },
    });
    // One that lies outside of the image is not labelled.
    expect(document.images[0].people[0].keypoints).toEqual([110, 60, 2, 120, 60, 1, 0, 0, 0]);
  });

  it.each([
    [
      'a field of another type',
      { 'annotations.1.bbox': '1,2,3,4' },
      'x.json: annotations[1].bbox: got "1,2,3,4"; expected',
    ],
    [
      'an unknown image',
      { 'annotations.1.image_id': 9 },
      'x.json: annotations[1].image_id: got 9; the file has no such image. Export again',
    ],
    [
      'an unknown category',
      { 'annotations.1.category_id': 9 },
      'x.json: annotations[1].category_id: got 9; the file has no such category.',
    ],
    ['no images', { images: null }, 'x.json: images: got null; expected'],
    [
      'keypoints of another number',
      { 'annotations.0.keypoints': [1, 2] },
      "x.json: annotations[0].keypoints: got 2 numbers; expected x, y, v of the category's 0 keypoints.",
    ],
  ])('%s is named', (_, changes, message) => {
    expect(() => imported((file) => withChanges(file, changes))).toThrow(message);
  });
});

/** A task whose parts a test may replace by anything. */
interface Task {
  readonly annotations: Record<string, unknown>[];
  readonly result: Record<string, unknown>[];
}

describe('a JSON export of Label Studio', () => {
  const imported = (
    change: (task: Task) => void = () => undefined,
    more: object = { classes: ['man=person'], actions: ['rides=ride:instr'] },
  ) => {
    const left = new LeftOut();
    const task = structuredClone(LABEL_STUDIO_TASK);
    const annotations: Record<string, unknown>[] = task.annotations;
    change({ annotations, result: annotations[1].result as Task['result'] });
    const result = made(labelStudioImages([task], 'x.json', left), left, more);
    return { ...result, left: left.lines() };
  };

  it('has actions from relations and choices, in pixels', () => {
    const { document, left } = imported();
    expect(document.images).toEqual([
      {
        ...{ file: '1a2b3c4d-street a.jpg', width: 640, height: 480 },
        people: [
          {
            box: [64, 48, 192, 288],
            keypoints: [...[0, 0, 0], 96, 57.6, 2, ...new Array(45).fill(0)],
            interactions: [
              { action: 'ride', role: 'instr', object: 0 },
              { action: 'wave' },
              { action: 'sit' },
            ],
          },
        ],
        objects: [
          { class: 'horse', box: [64, 144, 384, 432] },
          { class: 'bag', box: [512, 384, 576, 432] },
        ],
      },
    ]);
    expect(document).toMatchObject({
      keypoints: 'coco',
      objectClasses: ['person', 'bag', 'horse'],
    });
    expect(left).toEqual(['1 × link with 2 actions of the person to choose from (task 12)']);
  });

  it('reads the direction of a relation between people, and both', () => {
    const people = (direction: string) =>
      imported(
        ({ result }) => {
          Object.assign(result[1].value as object, { rectanglelabels: ['man'] });
          result.splice(2, 5, putRelation('p1', 'h1', ['hug'], direction));
        },
        { classes: ['man=person'] },
      ).document.images[0].people.map(({ interactions }) => interactions);
    const hug = (object: number) => ({ action: 'hug', role: 'obj', object });
    expect(people('right')).toEqual([[hug(0)], []]);
    expect(people('left')).toEqual([[], [hug(0)]]);
    expect(people('bi')).toEqual([[hug(1)], [hug(0)]]);
  });

  it('reads turned rectangles, polygons and ellipses as the boxes around them', () => {
    const boxOf = (value: object, type = 'rectanglelabels') => {
      const { document } = imported(({ result }) => {
        Object.assign(result[2], { type, value });
      });
      return document.images[0].objects[1].box;
    };
    // Turned by a quarter about its left upper corner: 128 pixels wide become 128 high, to the left.
    expect(
      boxOf({ x: 50, y: 50, width: 20, height: 10, rotation: 90, rectanglelabels: ['bag'] }),
    ).toEqual([272, 240, 320, 368]);
    const points = [
      [10, 10],
      [20, 10],
      [15, 30],
    ];
    expect(boxOf({ points, polygonlabels: ['bag'] }, 'polygonlabels')).toEqual([64, 48, 128, 144]);
    const ellipse = { x: 50, y: 50, radiusX: 5, radiusY: 10, ellipselabels: ['bag'] };
    expect(boxOf(ellipse, 'ellipselabels')).toEqual([288, 192, 352, 288]);
  });

  it('counts what it leaves out', () => {
    const { left } = imported(({ annotations, result }) => {
      result.push({ id: 'm', type: 'brushlabels', value: { rle: [1], brushlabels: ['bag'] } });
      result.push(putRelation('p1', 'gone', ['rides']));
      annotations.push({ ...annotations[1], ground_truth: true });
    });
    expect(left).toEqual(
      expect.arrayContaining([
        '1 × result of type "brushlabels" that is no box, polygon or keypoint (task 12)',
        '1 × relation with a region that has no box (task 12)',
        '1 × task annotated more than once, of which one annotation is used (task 12)',
      ]),
    );
  });

  it.each([
    [
      'a COCO export',
      CVAT_EXPORT,
      'x.json: is a COCO export, in which Label Studio leaves relations and choices out',
    ],
    [
      'a JSON-MIN export',
      [{ id: 1, image: '/a.jpg', annotator: 1, label: [] }],
      "x.json: [0].data: is missing; this is Label Studio's JSON-MIN export",
    ],
    ['no list', 5, 'x.json: is no list of tasks.'],
    ['a task without data', [{ id: 1 }], 'x.json: [0].data: got nothing; expected an object'],
    [
      'a task without an image',
      [{ ...LABEL_STUDIO_TASK, data: { text: 'hello' } }],
      'x.json: [0].data: got text; expected a field with the path or URL of an image',
    ],
    [
      'a result without a type',
      [{ ...LABEL_STUDIO_TASK, annotations: [{ result: [{ id: 'a' }] }] }],
      'x.json: [0].annotations[0].result[0].type: got nothing; expected a text',
    ],
  ])('%s is named', (_, content, message) => {
    expect(() => labelStudioImages(content, 'x.json', new LeftOut())).toThrow(message);
  });
});

it('asks which labels are people, and how actions are annotated', () => {
  const left = new LeftOut();
  const images = labelStudioImages([LABEL_STUDIO_TASK], 'x.json', left);
  expect(() => made(images, left)).toThrow(
    'no region is a person; labels are man, horse, bag. Say which of them are people, like --class "man=person".',
  );
  const silent = images.map((image) => ({
    ...image,
    links: [],
    regions: image.regions.map((one) => ({ ...one, actions: [] })),
  }));
  expect(() => made(silent, left, { classes: ['man=person'] })).toThrow('the export has no action');
});

it.each(['rides', '=ride', 'a=b:c:d', 'a=:obj'])('--action %s is refused', (option) => {
  expect(() => parseActionNames([option])).toThrow(`--action: got "${option}"; write the name`);
});
