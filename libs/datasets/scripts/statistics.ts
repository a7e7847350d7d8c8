// Counts what the synthetic set's training split holds, and times it: statistics.ts [--images N]
import { boxArea, columnName, type Interaction } from '@turbo-hoi/core';
import { cpuUsage, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { describeScene, renderSample, SYNTHETIC_INFO, syntheticSchema } from '../src/index';

const { values } = parseArgs({ options: { images: { type: 'string', default: '1500' } } });
const count = Number(values.images);
const options = syntheticSchema.parse({});
const { actions, objectClasses } = SYNTHETIC_INFO;

const started = cpuUsage();
const samples = Array.from({ length: count }, (_, i) => renderSample(options, 'train', i));
const { user, system } = cpuUsage(started);
const figures = Array.from({ length: count }, (_, i) => describeScene(options, 'train', i)).flatMap(
  (scene) => scene.figures,
);
const people = samples.flatMap((sample) => sample.people);

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
const line = (...cells: (string | number)[]) => stdout.write(`${cells.join(' | ')}\n`);
const tally = <T>(items: readonly T[], keep: (item: T) => boolean) => items.filter(keep).length;
const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

line('images', count);
line('people an image', (people.length / count).toFixed(2));
line('objects an image', (samples.flatMap((s) => s.objects).length / count).toFixed(2));
line('CPU ms an image', ((user + system) / 1000 / count).toFixed(2));
line('median body area / box', median(people.map((p) => p.area / boxArea(p.box))).toFixed(2));
line('median body area', median(people.map((p) => p.area)));

const visibility = people.flatMap(({ keypoints }) => [...keypoints!].filter((_, i) => i % 3 === 2));
for (const v of [0, 1, 2]) {
  line(
    `keypoints v = ${v}`,
    percent(
      tally(visibility, (x) => x === v),
      visibility.length,
    ),
  );
}
for (const mode of ['clear', 'acting', 'arms', 'legs', 'all']) {
  line(
    `limbs ${mode}`,
    percent(
      tally(figures, (f) => f.limbMode === mode),
      figures.length,
    ),
  );
}
actions.columns.forEach(({ role }, column) => {
  const does = (list: readonly Interaction[]) => list.filter((i) => i.column === column);
  const positives = people.flatMap(({ interactions }) => does(interactions!));
  const located = tally(positives, ({ object }) => object !== null);
  const name = columnName(actions, column);
  const cut = role === null ? 'no role' : `target ${percent(located, positives.length)}`;
  line(name, positives.length, percent(positives.length, people.length), cut);
});
objectClasses.slice(1).forEach((name, i) => {
  const all = samples.flatMap(({ objects }) =>
    objects.filter(({ category }) => category === i + 1),
  );
  line(name, all.length);
});
