import {
  boxArea,
  columnName,
  selectPlugin,
  DATASETS,
  type Sample,
  type SplitName,
  type XyxyBox,
} from '@turbo-hoi/core';
import { Container } from 'inversify';
import { datasetsModule } from '../datasets.module';
import { limbJoints } from './figure/joints';
import { createSyntheticDataset, describeScene, renderSample } from './synthetic-dataset';
import { syntheticSchema } from './synthetic-options';
import { SYNTHETIC_INFO } from './vocabulary';

const OPTIONS = syntheticSchema.parse({ train: 200, validation: 20, test: 20 });
const dataset = createSyntheticDataset(OPTIONS);
const { actions, keypoints, objectClasses } = SYNTHETIC_INFO;

let samples: Sample[];
beforeAll(async () => {
  const split = dataset.split('train');
  samples = await Promise.all(Array.from({ length: split.size }, (_, i) => split.sample(i)));
});

/** Fowler, Noll and Vo's 32-bit hash. */
function checksum(data: Uint8Array): number {
  let hash = 2166136261;
  for (const byte of data) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
  return hash;
}

describe('the synthetic data set', () => {
  it('renders these very pixels on every platform', () => {
    const sums = (['train', 'validation', 'test'] as const).map((split) =>
      checksum(renderSample(OPTIONS, split, 7).image.data),
    );
    expect(sums).toEqual([886016077, 707966123, 934901951]);
  });

  it('returns the same sample in any order of access', async () => {
    const other = createSyntheticDataset(OPTIONS).split('train');
    for (const index of [9, 3, 9]) {
      const { image, ...annotations } = await other.sample(index);
      const { image: expected, ...expectedAnnotations } = samples[index];
      expect(annotations).toEqual(expectedAnnotations);
      expect(checksum(image.data)).toBe(checksum(expected.data));
    }
  });

  it('renders a sample once', async () => {
    const split = dataset.split('test');
    expect(await split.sample(4)).toBe(await split.sample(4));
  });

  it('draws other samples for other seeds, splits and indices', () => {
    const draw = (seed: number, split: SplitName, index: number) =>
      checksum(renderSample({ ...OPTIONS, seed }, split, index).image.data);
    const sums = [
      draw(0, 'train', 0),
      draw(1, 'train', 0),
      draw(0, 'test', 0),
      draw(0, 'train', 1),
    ];
    expect(new Set(sums).size).toBe(4);
  });

  it('names images and annotations uniquely over all splits', async () => {
    const others = await Promise.all([0, 1, 2].map((i) => dataset.split('validation').sample(i)));
    const all = [...samples, ...others];
    const ids = all.flatMap(({ people, objects }) =>
      [...people, ...objects].map(({ annotationId }) => annotationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(all.map(({ imageId }) => imageId)).size).toBe(all.length);
  });

  it.each([-1, 200, 1.5, NaN])('has no sample %d', async (index) => {
    await expect(dataset.split('train').sample(index)).rejects.toThrow(RangeError);
  });

  it('scales to other image sizes', () => {
    const large = renderSample({ ...OPTIONS, size: 200 }, 'train', 0);
    expect(large.image.data).toHaveLength(200 * 200 * 3);
    const [small] = samples;
    expect(large.people[0].box[3] / small.people[0].box[3]).toBeCloseTo(200 / 160, 1);
  });
});

describe('its annotations', () => {
  it('lie inside the image, on a grid of 1/64 pixel', () => {
    const boxes = samples.flatMap(({ people, objects }) =>
      [...people, ...objects].map(({ box }) => box),
    );
    const isWrong = (box: XyxyBox) =>
      Math.min(...box) < 0 ||
      Math.max(...box) > OPTIONS.size ||
      boxArea(box) <= 0 ||
      !box.every((value) => Number.isInteger(64 * value));
    expect(boxes.filter(isWrong)).toEqual([]);
  });

  it('have keypoints inside the box of their person, or all zero', () => {
    const people = samples.flatMap((sample) => sample.people);
    const wrong = people.flatMap(({ annotationId, box, keypoints: points }) =>
      keypoints.names
        .filter((_, k) => {
          const [x, y, v] = points!.subarray(3 * k, 3 * k + 3);
          const inside = x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
          return v > 0 ? !inside : x !== 0 || y !== 0;
        })
        .map((name) => `${annotationId} ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('name targets of a class that the action allows', () => {
    const allowed: Record<string, string[]> = {
      sit: ['chair'],
      skateboard: ['skateboard'],
      kick: ['sports ball'],
      throw: ['sports ball'],
      hit_obj: ['sports ball'],
      hit_instr: ['tennis racket'],
      drink: ['cup'],
      talk_on_phone: ['cell phone'],
    };
    for (const { people, objects } of samples) {
      for (const { column, object } of people.flatMap(({ interactions }) => interactions!)) {
        const classes = allowed[columnName(actions, column)];
        if (object === null || !classes) continue;
        expect(classes).toContain(objectClasses[objects[object].category]);
      }
    }
  });

  it('have both targets of hit positive, and no target for actions without roles', () => {
    for (const { interactions } of samples.flatMap(({ people }) => people)) {
      const names = interactions!.map(({ column }) => columnName(actions, column));
      expect(names.includes('hit_instr')).toBe(names.includes('hit_obj'));
      for (const { column, object } of interactions!) {
        if (actions.columns[column].role === null) expect(object).toBeNull();
      }
    }
  });

  it('call the joints of hidden limbs hidden and covered faces unlabelled', () => {
    samples.forEach(({ people }, index) => {
      describeScene(OPTIONS, 'train', index).figures.forEach((figure, i) => {
        const seen = (name: string) => people[i].keypoints![3 * keypoints.names.indexOf(name) + 2];
        for (const joint of figure.hidden.flatMap(limbJoints)) expect(seen(joint)).toBeLessThan(2);
        if (figure.faceCovered) expect([seen('nose'), seen('left_ear')]).toEqual([0, 0]);
      });
    });
  });
});

describe('its statistics', () => {
  const share = (values: readonly boolean[]) => values.filter(Boolean).length / values.length;
  const within = (value: number, low: number, high: number) => {
    expect(value).toBeGreaterThan(low);
    expect(value).toBeLessThan(high);
  };

  it('are those of the documented world', () => {
    const people = samples.flatMap((sample) => sample.people);
    const visibility = people.flatMap(({ keypoints: points }) =>
      Array.from(points!).filter((_, i) => i % 3 === 2),
    );
    within(people.length / samples.length, 1.4, 1.8);
    within(share(samples.map((sample) => sample.people.length === 3)), 0.05, 0.2);
    within(share(visibility.map((v) => v === 1)), 0.15, 0.25);
    within(share(visibility.map((v) => v === 0)), 0.1, 0.2);
    const fill = people.map(({ area, box }) => area / boxArea(box)).sort((a, b) => a - b);
    within(fill[fill.length >> 1], 0.25, 0.4);
  });

  it('have every action at 5 to 40 percent of the people', () => {
    const people = samples.flatMap((sample) => sample.people);
    actions.columns.forEach((_, column) => {
      within(share(people.map((p) => p.interactions!.some((i) => i.column === column))), 0.05, 0.4);
    });
  });

  it('lose few targets to the frame', () => {
    const targets = samples
      .flatMap(({ people }) => people.flatMap(({ interactions }) => interactions!))
      .filter(({ column }) => actions.columns[column].role !== null);
    within(share(targets.map(({ object }) => object === null)), 0.01, 0.12);
  });

  it('put a second object of the class beside most targets', () => {
    const rivals = samples.flatMap(({ people, objects }) =>
      people.flatMap(({ interactions }) =>
        interactions!.flatMap(({ object }) => {
          if (object === null) return [];
          const { category } = objects[object];
          return [objects.filter((other) => other.category === category).length > 1];
        }),
      ),
    );
    within(share(rivals), 0.7, 0.95);
  });
});

describe('its plugin', () => {
  const container = new Container();
  container.load(datasetsModule);

  it('is found by its kind, with defaults filled in', async () => {
    const selected = selectPlugin(container, DATASETS, { kind: 'synthetic', train: 3 }, 'dataset');
    expect(selected.config).toEqual({ ...syntheticSchema.parse({}), train: 3, kind: 'synthetic' });
    expect((await selected.create({})).split('train').size).toBe(3);
  });

  it.each([{ size: 16 }, { train: -1 }, { distractors: 2 }, { limbModes: { tail: 1 } }, { x: 1 }])(
    'refuses %j',
    (options) => {
      const select = () =>
        selectPlugin(container, DATASETS, { kind: 'synthetic', ...options }, 'dataset');
      expect(select).toThrow(/^dataset/);
    },
  );
});
