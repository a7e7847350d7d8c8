import { encodePickle, type PickleValue } from '@turbo-hoi/formats';
import { scoreBoxFiles } from './score-boxes';
import { scoreHicoFiles } from './score-hico';
import { scoreVcocoFiles } from './score-vcoco';
import {
  EXACT_PAIR,
  scratchFolder,
  smallDetection,
  smallHico,
  smallHicoDetections,
  smallInstances,
  smallLabels,
} from '../testing/small-sets';

const folder = scratchFolder();

/** Scores detections; what it warned of, and the score. */
async function vcoco(detections: unknown, skipBad = false) {
  const notes: string[] = [];
  const { images, ...rest } = smallInstances();
  const named = images.map((image) => ({ ...image, file_name: 'train/0001.jpg' }));
  const files = {
    annotations: folder.write('labels.json', smallLabels()),
    instances: folder.write('instances.json', { ...rest, images: named }),
    detections: folder.write('detections.json', detections),
  };
  const warn = (line: string) => void notes.push(line);
  const { result } = await scoreVcocoFiles(files, { skipBad, warn });
  return { agent: result.agent.mean, notes };
}

describe('V-COCO', () => {
  it.each([['0001.jpg'], ['0001'], ['1'], ['train/0001.jpg']])(
    'finds the image %j',
    async (image_id) => {
      const { agent, notes } = await vcoco([{ ...smallDetection(), image_id }]);
      expect([agent, notes]).toEqual([100, []]);
    },
  );

  it('refuses detections of other images alone, and counts some', async () => {
    const other = { ...smallDetection(), image_id: 7 };
    await expect(vcoco([other])).rejects.toThrow(
      /detections.json: none of its 1 detections is of the 1 images scored; is it of another split/,
    );
    expect((await vcoco([other, smallDetection()])).notes).toEqual([
      expect.stringMatching(/1 of 2 detections are of the 1 images scored; 1 of 1 images outside/),
    ]);
  });

  it('scores an empty list 0 with a warning, and fails if bad entries are all there is', async () => {
    const { agent, notes } = await vcoco([]);
    expect(agent).toBe(0);
    expect(notes).toEqual([expect.stringMatching(/has no detections; its detector found nothing/)]);
    await expect(vcoco([{ ...smallDetection(), person_box: 1 }], true)).rejects.toThrow(
      'its only entry is bad, and nothing is left when they are skipped',
    );
  });
});

describe('V-COCO with a dict that lacks keys, or another container', () => {
  const record = () => new Map(Object.entries(smallDetection()) as [string, PickleValue][]);

  it('scores the keys that are there, with one warning', async () => {
    const { agent, notes } = await vcoco([{ ...smallDetection(), hold_agent: undefined }]);
    expect(agent).toBe(100);
    expect(notes).toEqual([expect.stringMatching(/1 detections lack keys, such as hold_agent; a/)]);
    await expect(vcoco([{ image_id: 1, person_box: [0, 0, 9, 9], other: 1 }])).rejects.toThrow(
      'hold_agent, stand_agent, hold_obj missing',
    );
  });

  it('reads a tuple like a list', async () => {
    const item = encodePickle(record());
    const tuple = Uint8Array.of(...item.subarray(0, -1), 0x85, 0x2e); // TUPLE1, STOP
    expect((await vcoco(encodePickle([record()]))).agent).toBe(100);
    expect((await vcoco(tuple)).agent).toBe(100);
  });
});

test('COCO results of no category of the ground truth are refused', async () => {
  const results = [{ image_id: 1, category_id: 0, score: 1, bbox: [30, 30, 20, 20] }];
  const files = {
    groundTruth: folder.write('truth.json', smallInstances()),
    detections: folder.write('results.json', results),
  };
  await expect(scoreBoxFiles(files)).rejects.toThrow(
    "none of its 1 results has a category_id of the ground truth's categories",
  );
});

test('an annotation with id 0 is warned of', async () => {
  const warn = jest.fn();
  const { annotations, ...rest } = smallInstances();
  const zero = annotations.map((one) => (one.id === 11 ? { ...one, id: 0 } : one));
  const results = [{ image_id: 1, category_id: 47, score: 1, bbox: [30, 30, 20, 20] }];
  const files = {
    groundTruth: folder.write('truth.json', { ...rest, annotations: zero }),
    detections: folder.write('results.json', results),
  };
  expect((await scoreBoxFiles(files, { warn })).perClass.cup).toBe(0);
  expect(warn.mock.calls.flat().join()).toContain('id 0 counts as never found, as in pycocotools');
});

test.each([
  ['without annotations', []],
  ['of crowds', smallInstances().annotations.map((one) => ({ ...one, iscrowd: 1 }))],
])('a ground truth %s has nothing to score', async (_, annotations) => {
  const results = [{ image_id: 1, category_id: 47, score: 1, bbox: [30, 30, 20, 20] }];
  const files = {
    groundTruth: folder.write('truth.json', { ...smallInstances(), annotations }),
    detections: folder.write('results.json', results),
  };
  await expect(scoreBoxFiles(files)).rejects.toThrow(/truth.json: has nothing to find: /);
});

describe('HICO-DET', () => {
  const hico = async (name: string, detections: unknown) => {
    const warn = jest.fn();
    const groundTruth = folder.write('anno_bbox.mat', smallHico());
    const files = { groundTruth, detections: folder.write(name, detections) };
    const { result } = await scoreHicoFiles(files, { warn });
    return { full: result.default.full, notes: warn.mock.calls.flat() as string[] };
  };

  it('refuses cells that are all empty, and reads an empty list with a warning', async () => {
    await expect(hico('d.mat', smallHicoDetections([], [], [], []))).rejects.toThrow(
      'd.mat: has no detection of any of the 2 HOIs in any of the 2 images',
    );
    const { full, notes } = await hico('d.json', []);
    expect(full).toBe(0);
    expect(notes).toContainEqual(expect.stringContaining('its detector found nothing'));
    expect((await hico('d.mat', smallHicoDetections([EXACT_PAIR], [], [], []))).full).toBe(50);
  });

  it('names the files that a folder lacks', async () => {
    const groundTruth = folder.write('anno_bbox.mat', smallHico());
    await expect(scoreHicoFiles({ groundTruth, detections: folder.path('') })).rejects.toThrow(
      /detections_18\.mat, detections_42\.mat missing; 0 of the 2 files are there/,
    );
  });
});
