import {
  actionVocabulary,
  boxFromXywh,
  type ActionVocabulary,
  type Interaction,
  type ImageAnnotations,
} from '@turbo-hoi/core';
import ties from './__golden__/vcoco-ties.json';
import plain from './__golden__/vcoco.json';
import type { VcocoDetections } from './vcoco-detections';
import { VcocoEvaluator } from './vcoco-evaluator';
import { vcocoImage } from './vcoco-image';

type Detection = Record<string, number | null | (number | null)[]>;
type Golden = typeof plain | typeof ties;

describe.each([
  ['seven actions and distinct scores', plain, 7, 7],
  ["V-COCO's actions, ties, empty images, thin and NaN boxes", ties, 26, 25],
])('VcocoEvaluator beside vsrl_eval.py: %s', (_, golden: Golden, actions, roles) => {
  const vocabulary = actionVocabulary(
    golden.labels.map(({ action_name: name, role_name: [, ...names] }) => ({ name, roles: names })),
  );
  const evaluator = new VcocoEvaluator(vocabulary, { exclude: ['point'] });
  for (const { id, width, height } of golden.images) {
    const image = vcocoImage(sampleOf(golden, vocabulary, id, width, height), vocabulary);
    evaluator.add(image, detectionsOf(golden, vocabulary, id));
  }
  const { agent, role } = evaluator.result();

  it('computes the same agent APs', () => {
    expect(agent.perAction).toHaveLength(actions);
    agent.perAction.forEach((ap, action) => expectAp(ap, golden.expected.agent[action]));
    expectAp(agent.mean, meanOf(golden.expected.agent));
  });

  it.each(['scenario1', 'scenario2'] as const)('computes the same role APs in %s', (scenario) => {
    const expected = golden.expected[scenario === 'scenario1' ? 'scenario_1' : 'scenario_2'];
    const result = role[scenario];
    const aps = new Map<string, number>();
    vocabulary.columns.forEach(({ action, role: name }, column) => {
      if (name === null) {
        expect(result.perColumn[column]).toBeNull();
        return;
      }
      const spec = vocabulary.actions[action];
      const ap = expected[action][spec.roles.indexOf(name)]!;
      expectAp(result.perColumn[column], ap);
      aps.set(`${spec.name}-${name}`, ap);
    });
    expect(aps.size).toBe(roles);
    expectAp(result.mean, meanOf([...aps.values()]));
    expect(aps.delete('point-instr')).toBe(true);
    expectAp(result.meanWithoutExcluded, meanOf([...aps.values()]));
  });
});

/** To 1e-6 of an AP in 0..1. */
function expectAp(percent: number | null, expected: number | null): void {
  expect(Math.abs(percent! / 100 - expected!)).toBeLessThan(1e-6);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sampleOf(
  golden: Golden,
  vocabulary: ActionVocabulary,
  imageId: number,
  width: number,
  height: number,
): ImageAnnotations {
  const person = golden.categories.findIndex(({ name }) => name === 'person') + 1;
  const annotations = golden.annotations.filter((one) => one.image_id === imageId);
  const position = new Map(annotations.map(({ id }, index) => [id, index]));
  return {
    imageId,
    width,
    height,
    people: annotations
      .filter((one) => one.category_id === person)
      .map(({ id, bbox, area }) => ({
        annotationId: id,
        box: boxFromXywh(bbox),
        area,
        keypoints: null,
        interactions: interactionsOf(golden, vocabulary, id, position),
      })),
    objects: annotations.map(({ id, bbox, category_id }) => ({
      annotationId: id,
      box: boxFromXywh(bbox),
      category: category_id - 1,
    })),
  };
}

function interactionsOf(
  golden: Golden,
  vocabulary: ActionVocabulary,
  person: number,
  position: Map<number, number>,
): Interaction[] | null {
  const row = golden.labels[0].ann_id.indexOf(person);
  if (row < 0) return null;
  return vocabulary.columns.flatMap(({ action, role }, column) => {
    const { label, role_name: roles, role_object_id: ids } = golden.labels[action];
    if (label[row] !== 1) return [];
    const target = role === null ? 0 : ids[roles.indexOf(role) * label.length + row];
    return [{ column, object: position.get(target) ?? null }];
  });
}

function detectionsOf(
  golden: Golden,
  { actions, columns }: ActionVocabulary,
  imageId: number,
): VcocoDetections {
  const rows = (golden.detections as unknown as Detection[]).filter(
    (one) => one['image_id'] === imageId,
  );
  const numbers = (values: unknown[]) =>
    Float32Array.from(values.flat() as (number | null)[], (value) => value ?? NaN);
  const roleOf = (row: Detection, { action, role }: (typeof columns)[number]) =>
    role === null ? [0, 0, 0, 0, 0] : (row[`${actions[action].name}_${role}`] as number[]);
  return {
    boxes: numbers(rows.map((row) => row['person_box'])),
    agentScores: numbers(rows.flatMap((row) => actions.map(({ name }) => row[`${name}_agent`]))),
    roleBoxes: numbers(rows.flatMap((row) => columns.map((one) => roleOf(row, one).slice(0, 4)))),
    roleScores: numbers(rows.flatMap((row) => columns.map((one) => roleOf(row, one)[4]))),
  };
}
