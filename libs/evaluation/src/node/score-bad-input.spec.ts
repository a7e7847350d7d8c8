import { encodePickle, type PickleValue } from '@turbo-hoi/formats';
import { scoreBoxFiles } from './score-boxes';
import { scoreHicoFiles } from './score-hico';
import { scoreKeypointFiles } from './score-keypoints';
import { scoreVcocoFiles } from './score-vcoco';
import {
  EXACT_PAIR,
  scratchFolder,
  smallDetection,
  smallHico,
  smallHicoDetections,
  smallInstances,
  smallKeypoints,
  smallLabels,
  smallPose,
} from '../testing/small-sets';

const folder = scratchFolder();

describe('V-COCO', () => {
  interface Files {
    labels?: unknown;
    instances?: unknown;
    ids?: string;
    detections?: unknown;
  }

  async function score({ labels, instances, ids, detections }: Files, skipBad = false) {
    const notes: string[] = [];
    const { result } = await scoreVcocoFiles(
      {
        annotations: folder.write('labels.json', labels ?? smallLabels()),
        instances: folder.write('instances.json', instances ?? smallInstances()),
        ids: ids === undefined ? undefined : folder.write('list.ids', ids),
        detections: folder.write('detections.json', detections ?? [smallDetection()]),
      },
      { skipBad, warn: (line) => void notes.push(line) },
    );
    return { result, notes };
  }

  it('scores correct detections 100', async () => {
    const { result, notes } = await score({});
    expect(result.agent.perAction).toEqual([100, 100]);
    expect(result.role.scenario1).toEqual({
      perColumn: [100, null],
      mean: 100,
      meanWithoutExcluded: 100,
    });
    expect(notes).toEqual([]);
  });

  const detection = (change: object) => ({ ...smallDetection(), ...change });
  it.each([
    ['no person', { person_box: undefined }, '[0] (image 1): person_box missing'],
    ['a missing score', { hold_obj: [1, 2, 3, 4] }, 'hold_obj is 4 numbers; expected 5 numbers'],
    ['text for a number', { stand_agent: 'high' }, 'stand_agent is "high"; expected a number'],
    [
      'NaN for a person',
      { person_box: [null, 1, 2, 3] },
      'person_box is [NaN, 1, 2, 3]; expected finite numbers',
    ],
    [
      'a person upside down',
      { person_box: [9, 1, 2, 3] },
      'person_box is [9, 1, 2, 3]; expected x1 <= x2 and y1 <= y2',
    ],
    [
      'a target upside down',
      { hold_obj: [1, 9, 2, 3, 1] },
      'hold_obj is [1, 9, 2, 3]; expected x1 <= x2 and y1 <= y2',
    ],
    ['half an image', { image_id: 1.5 }, '[0]: image_id is 1.5; expected a whole number'],
  ])('refuses %s, or goes on without that detection', async (_, change, message) => {
    const detections = [detection(change), detection({})];
    await expect(score({ detections })).rejects.toThrow(message);
    const { result, notes } = await score({ detections }, true);
    expect(result.agent.perAction).toEqual([100, 100]);
    expect(notes).toEqual([expect.stringContaining('1 bad entry')]);
  });

  it('takes NaN for a missing score or target', async () => {
    const detections = [
      { ...smallDetection(), hold_agent: null, hold_obj: [null, null, null, null, 0.5] },
    ];
    const { result, notes } = await score({ detections });
    expect(result.agent.perAction).toEqual([0, 100]);
    expect(result.role.scenario1.mean).toBe(0);
    expect(notes).toEqual([]);
  });

  it('names targets and people that the instances lack', async () => {
    const [hold, stand] = smallLabels();
    const nowhere = { ...hold, role_object_id: [10, 99] };
    await expect(score({ labels: [nowhere, stand] })).rejects.toThrow(
      'person 10, hold-obj: role_object_id is 99, which is not an annotation of image 1',
    );
    const { images, annotations, categories } = smallInstances();
    await expect(
      score({ instances: { images, categories, annotations: [annotations[1]] } }),
    ).rejects.toThrow('person 10: ann_id is not an annotation of image 1');
    await expect(score({ instances: { images: [], categories, annotations: [] } })).rejects.toThrow(
      /image 1: .*instances.json does not contain it/,
    );
  });

  it('refuses lists of images with lines that are none', async () => {
    await expect(score({ ids: '1\n1\nx\n' })).rejects.toThrow(
      /2 bad entries:\n {2}line 2: 1 occurs twice\n {2}line 3: got "x"; expected an image id/,
    );
    await expect(score({ ids: '1\n7\n' })).rejects.toThrow(/image 7: .* does not contain it/);
  });

  it('counts detections in an image without people as false positives', async () => {
    const { images, ...rest } = smallInstances();
    const instances = { ...rest, images: [...images, { ...images[0], id: 2 }] };
    const detections = [smallDetection(), { ...smallDetection(), image_id: 2, hold_agent: 0.99 }];
    const { result, notes } = await score({ ids: '1\n2 # empty\n', instances, detections });
    expect(result.agent.perAction[0]).toBe(50);
    expect(notes).toEqual([expect.stringMatching(/labels.json has no labels of 1 images/)]);
  });

  it('refuses labels of another structure, also when bad entries are skipped', async () => {
    const [hold, stand] = smallLabels();
    await expect(
      score({ labels: [{ ...hold, role_object_id: [10] }, stand] }, true),
    ).rejects.toThrow(
      /labels.json: records\[0\].role_object_id has 1 entries; expected 2\. Is this/,
    );
    await expect(score({ labels: [hold, hold] })).rejects.toThrow('the action hold occurs twice');
    await expect(
      score({ labels: [{ ...hold, role_object_id: [11, 11] }, stand] }, true),
    ).rejects.toThrow('records[0].role_object_id[0] is 11; expected the person, 10 as in ann_id');
    await expect(score({ labels: [] })).rejects.toThrow('holds no record; expected one per action');
  });

  it('treats an invalid label as 0, if bad entries are skipped', async () => {
    const [hold, stand] = smallLabels();
    const labels = [hold, { ...stand, label: [2] }];
    await expect(score({ labels })).rejects.toThrow(
      'labels.json: 1 bad entry:\n  records[1].label[0]: is 2; expected 0 or 1',
    );
    const { result } = await score({ labels }, true);
    expect(result.agent.perAction).toEqual([100, null]);
  });

  it('reports where a truncated file ends', async () => {
    const detections = JSON.stringify([smallDetection()]).slice(0, -30);
    await expect(score({ detections }, true)).rejects.toThrow(/detections.json: .*line 1/);
  });

  it('refuses pickles that are not a list, and never executes them', async () => {
    const files = {
      annotations: folder.write('labels.json', smallLabels()),
      instances: folder.write('instances.json', smallInstances()),
    };
    const dict = encodePickle(new Map<PickleValue, PickleValue>([['a', 1]]));
    const detections = folder.write('dict.pkl', dict);
    await expect(scoreVcocoFiles({ ...files, detections })).rejects.toThrow(
      'expected a pickled list',
    );
    const call = folder.write('call.pkl', "cos\nsystem\n(S'true'\ntR.");
    await expect(scoreVcocoFiles({ ...files, detections: call })).rejects.toThrow(
      /call.pkl.*os.*system/,
    );
  });
});

describe('COCO', () => {
  const poses = (results: unknown, truth: unknown = smallKeypoints(), skipBad = false) =>
    scoreKeypointFiles(
      {
        groundTruth: folder.write('truth.json', truth),
        detections: folder.write('results.json', results),
      },
      { skipBad },
    );
  const boxes = (results: unknown, truth: unknown = smallInstances(), skipBad = false) =>
    scoreBoxFiles(
      {
        groundTruth: folder.write('truth.json', truth),
        detections: folder.write('results.json', results),
      },
      { skipBad },
    );
  const box = (change: object) => ({
    image_id: 1,
    category_id: 47,
    score: 1,
    bbox: [30, 30, 20, 20],
    ...change,
  });

  it.each([
    ['an unknown image', { image_id: 7 }, '[0] (image 7): the ground truth has no such image'],
    ['no score', { score: undefined }, '[0] (image 1): score is missing'],
    ['no score', { score: null }, 'score is null; expected a finite number'],
    ['too few keypoints', { keypoints: [1, 2, 3] }, 'keypoints is 3 numbers; expected 51 numbers'],
  ])('refuses a pose of %s, or goes on without it', async (_, change, message) => {
    const results = [{ ...smallPose(), ...change }, smallPose()];
    await expect(poses(results)).rejects.toThrow(message);
    expect((await poses(results, smallKeypoints(), true)).stats[0]).toBeCloseTo(1, 9);
  });

  it.each([
    ['without width', { bbox: [1, 1, 0, 5] }, 'bbox has the size 0 × 5; expected positive numbers'],
    ['of negative height', { bbox: [1, 1, 5, -5] }, 'bbox has the size 5 × -5'],
    ['of three numbers', { bbox: [1, 1, 5] }, 'bbox is 3 numbers; expected 4 numbers'],
  ])('refuses a box %s', async (_, change, message) => {
    await expect(boxes([box(change)])).rejects.toThrow(message);
    expect((await boxes([box(change), box({})], smallInstances(), true)).perClass.cup).toBeCloseTo(
      1,
      9,
    );
  });

  it.each([
    [{ image_id: 5 }, 'annotation 11: image_id is 5, which is not among the images'],
    [{ category_id: 5 }, 'annotation 11: category_id is 5, which is not among the categories'],
    [{ id: 10 }, 'annotations[1] (id 10): id 10 occurs twice'],
    [
      { bbox: [1, 1, -2, 2] },
      'annotations[1] (id 11): bbox is [1,1,-2,2]; expected [x, y, width, height] with width',
    ],
    [
      { bbox: [1, null, 2, 2] },
      'annotations[1] (id 11): bbox is [1,null,2,2]; expected [x, y, width, height] with',
    ],
    [{ iscrowd: 2 }, 'annotations[1] (id 11): iscrowd is 2; expected 0 or 1'],
    [{ area: -1 }, 'annotations[1] (id 11): area is -1; expected a number of 0 or more'],
  ])('names the annotation with %j', async (change, message) => {
    const truth = smallInstances();
    Object.assign(truth.annotations[1], change);
    await expect(boxes([], truth)).rejects.toThrow(message);
    expect((await boxes([], truth, true)).perClass).toEqual({ person: 0, cup: null });
  });

  it('reports a file of another kind', async () => {
    await expect(boxes([], [])).rejects.toThrow(/truth.json.*expected an object, got an array/);
    await expect(boxes({})).rejects.toThrow(/results.json.*expected an array, got an object/);
    await expect(boxes([], { images: [] })).rejects.toThrow('lacks annotations, categories');
    await expect(poses([], smallInstances())).rejects.toThrow('keypoints is missing');
  });

  it('has no scores for an empty set', async () => {
    const { stats } = await poses([], { images: [], annotations: [], categories: [] });
    expect(stats).toEqual(Array(10).fill(-1));
  });
});

describe('HICO-DET', () => {
  const score = (name: string, detections: unknown, skipBad = false) =>
    scoreHicoFiles(
      {
        groundTruth: folder.write('bbox.mat', smallHico()),
        detections: folder.write(name, detections),
      },
      { skipBad },
    );
  const pair = (...changes: [index: number, value: number][]) => {
    const changed = [...EXACT_PAIR];
    for (const [index, value] of changes) changed[index] = value;
    return changed;
  };

  it('scores correct detections 100', async () => {
    const { result } = await score('d.mat', smallHicoDetections([EXACT_PAIR], [], [], []));
    expect(result.default).toMatchObject({ perHoi: [expect.closeTo(100, 9), 0], nonRare: null });
  });

  it.each([
    ['NaN', pair([1, NaN]), 'number 2 is NaN; expected a finite number'],
    ['no score', pair([8, NaN]), 'the score is NaN; expected a finite number'],
    ['a person upside down', pair([2, 5]), 'the box of the person is [10, 10, 5, 89]'],
    ['an object upside down', pair([7, 29]), 'the box of the object is [30, 30, 49, 29]'],
  ])('refuses a pair with %s, or goes on without it', async (_, bad, message) => {
    const mat = smallHicoDetections([bad, EXACT_PAIR], [], [], []);
    const json = [
      [[bad, EXACT_PAIR], []],
      [[], []],
    ];
    await expect(score('d.mat', mat)).rejects.toThrow(`{1,1}(1,:): ${message}`);
    await expect(score('d.json', json)).rejects.toThrow(`[0][0][0]: ${message}`);
    for (const [name, content] of [
      ['d.mat', mat],
      ['d.json', json],
    ] as const)
      expect((await score(name, content, true)).result.default.perHoi[0]).toBeCloseTo(100, 9);
  });

  it('refuses cells of another size', async () => {
    const mat = smallHicoDetections([EXACT_PAIR.slice(1)], [], [], []);
    await expect(score('d.mat', mat)).rejects.toThrow('{1,1}: is 1 × 8; expected 9 columns');
    await expect(score('d.mat', smallHico())).rejects.toThrow('has no cell array all_boxes');
    await expect(score('d.json', [[[]], [[], []]])).rejects.toThrow(
      '[0]: got 1 lists; expected a list for each of the 2 images',
    );
    await expect(score('d.json', [[[], []]])).rejects.toThrow('the file ends after 1 of 2 HOIs');
  });

  it('refuses MATLAB files of version 7.3', async () => {
    const header = Buffer.alloc(512, ' ');
    header.write('MATLAB 7.3 MAT-file, Platform: GLNXA64');
    header.set([0, 2, 0x49, 0x4d], 124);
    header.set([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);
    header.write('MATLAB 7.3 MAT-file', 0);
    await expect(score('d.mat', header)).rejects.toThrow('7.3');
  });

  describe('as PPDM and QPIC write it', () => {
    const prediction = (change: object = {}, name = '1.jpg') => [
      {
        file_name: name,
        predictions: [
          { bbox: EXACT_PAIR.slice(0, 4), category_id: 1 },
          { bbox: EXACT_PAIR.slice(4, 8), category_id: 47 },
        ],
        // Verb 37 is to hold.
        hoi_prediction: [{ subject_id: 0, object_id: 1, category_id: 37, score: 0.5, ...change }],
      },
    ];

    it('scores correct detections 100', async () => {
      const { result } = await score('hoia.json', prediction());
      expect(result.default.perHoi[0]).toBeCloseTo(100, 9);
    });

    it.each([
      [prediction({}, '9.jpg'), '[0] (9.jpg): the ground truth has no such image'],
      [
        prediction({ object_id: 2 }),
        '[0] (1.jpg).hoi_prediction[0]: object_id is 2; there are 2 predictions',
      ],
      [prediction({ score: undefined }), '[0] (1.jpg).hoi_prediction[0]: score is missing'],
      [[...prediction(), ...prediction()], '[1] (1.jpg): the image occurs twice'],
    ])('refuses %j', async (content, message) => {
      await expect(score('hoia.json', content)).rejects.toThrow(message);
    });
  });
});
