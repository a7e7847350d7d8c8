import type { HicoSetting } from '../hico/hico-result';
import {
  type HicoNumbers,
  percentNear6,
  percentNear9,
  scoreGolden,
  writeGolden,
} from '../testing/score-golden';
import { scratchFolder } from '../testing/small-sets';
import { scoreBoxFiles } from './score-boxes';
import { scoreHicoFiles } from './score-hico';
import { scoreKeypointFiles } from './score-keypoints';
import { scoreVcocoFiles } from './score-vcoco';

const folder = scratchFolder();
const notes: string[] = [];
const options = { warn: (line: string) => void notes.push(line.replace(folder.path(''), '')) };

const file = (metric: string, name: string) => writeGolden(folder, metric, name);
const { expected } = scoreGolden;

beforeEach(() => void notes.splice(0));

describe.each(['detections.pkl', 'detections.json'])('V-COCO from %s', (detections) => {
  const files = {
    annotations: file('vcoco', 'vcoco.json'),
    instances: file('vcoco', 'instances.json'),
    ids: file('vcoco', 'split.ids'),
    detections: file('vcoco', detections),
  };
  const { agent, scenario_1, scenario_2 } = expected.vcoco;

  it('is as vsrl_eval.py has it', async () => {
    const { vocabulary, result } = await scoreVcocoFiles(files, options);
    expect(result.agent.perAction).toEqual(agent.map(percentNear6));
    const byColumn = (aps: number[][]) =>
      vocabulary.columns.map(({ action, role }) => {
        const at = role === null ? -1 : vocabulary.actions[action].roles.indexOf(role);
        return at < 0 ? null : percentNear6(aps[action][at]);
      });
    expect(result.role.scenario1.perColumn).toEqual(byColumn(scenario_1));
    expect(result.role.scenario2.perColumn).toEqual(byColumn(scenario_2));
    expect(notes).toEqual([
      `vcoco-${detections}: 85 of 102 detections are of the 20 images scored; 17 of 4 images outside the set are ignored.`,
      'vcoco-instances.json: 12 annotations without area or thinner than two pixels are ignored.',
    ]);
  });

  it('scores the labelled images without a list', async () => {
    const { result } = await scoreVcocoFiles({ ...files, ids: undefined }, options);
    expect(result.agent.perAction).toEqual(agent.map(percentNear6));
  });
});

describe.each(['detections.mat', 'detections.json'])('HICO-DET from %s', (detections) => {
  const files = {
    groundTruth: file('hico', 'anno_bbox.mat'),
    imageLabels: file('hico', 'anno.mat'),
    detections: file('hico', detections),
  };
  const { def, ko } = expected.hico;

  it('is as eval_one.m has it', async () => {
    const { result } = await scoreHicoFiles(files, options);
    expectSetting(result.default, def);
    expectSetting(result.knownObject, ko);
    expect(notes).toEqual([]);
  });

  it('warns that Known Object needs image labels', async () => {
    const { result } = await scoreHicoFiles({ ...files, imageLabels: undefined }, options);
    expectSetting(result.default, def);
    expect(notes).toEqual([
      'hico-anno_bbox.mat: Known Object uses the annotated HOIs; the official one uses anno.mat (--image-labels).',
    ]);
  });

  function expectSetting(setting: HicoSetting, official: HicoNumbers): void {
    expect(setting.perHoi).toEqual(official.perHoi.map(percentNear9));
    expect([setting.full, setting.rare, setting.nonRare]).toEqual(
      [official.full, official.rare, official.nonrare].map(percentNear9),
    );
  }
});

describe('COCO', () => {
  const near9 = (value: number) => expect.closeTo(value, 9);

  it('keypoints are as pycocotools has them', async () => {
    const groundTruth = file('keypoints', 'ground-truth.json');
    const { stats, names } = await scoreKeypointFiles(
      { groundTruth, detections: file('keypoints', 'results.json') },
      options,
    );
    expect(stats).toEqual(expected.keypoints.stats.map(near9));
    expect(names).toHaveLength(10);
    const boxed = { groundTruth, detections: file('keypoints', 'results-with-boxes.json') };
    const { stats: byBoxes } = await scoreKeypointFiles(boxed, options);
    expect(byBoxes).toEqual(expected.keypointsWithBoxes.stats.map(near9));
    expect(byBoxes).not.toEqual(stats);
  });

  it('boxes are as pycocotools has them', async () => {
    const { stats, names, perClass } = await scoreBoxFiles(
      {
        groundTruth: file('boxes', 'ground-truth.json'),
        detections: file('boxes', 'results.json'),
      },
      options,
    );
    expect(stats).toEqual(expected.boxes.stats.map(near9));
    expect(names).toHaveLength(12);
    expect(Object.keys(perClass)).toEqual(['bat', 'person', 'chair']);
    for (const [name, ap] of Object.entries(perClass)) {
      const official = expected.boxes.perClass[name];
      expect(ap).toEqual(official === null ? null : near9(official));
    }
    expect(notes).toEqual([
      'boxes-ground-truth.json: the annotation with id 0 counts as never found, as in pycocotools, where 0 means no match; number annotations from 1.',
      'boxes-results.json: 102 of 102 results are of the 20 images scored; 4 images have none.',
      'boxes-results.json: results of categories that the ground truth lacks are ignored, as in pycocotools: 1.',
    ]);
  });
});
