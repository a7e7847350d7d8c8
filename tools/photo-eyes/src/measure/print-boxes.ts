import type { BoxFigures } from './measure-boxes';

/** The figures as a Markdown table and one line of calibration. */
export function printBoxes(title: string, figures: BoxFigures): void {
  const { ap50, ap, personAp, recall, boxesPerImage, calibration } = figures;
  console.log(`\n${title}: AP50 ${dot(ap50)}, AP ${dot(ap)}, person AP ${dot(personAp)}`);
  const groups = Object.keys(Object.values(recall)[0]);
  console.log(`| boxes | an image | ${groups.join(' | ')} |`);
  console.log(`| --- | --- | ${groups.map(() => '---').join(' | ')} |`);
  for (const [name, row] of Object.entries(recall)) {
    const cells = groups.map((group) => dot(row[group]));
    console.log(`| ${name} | ${boxesPerImage[name].toFixed(1)} | ${cells.join(' | ')} |`);
  }
  const bins = calibration
    .filter(({ count }) => count > 0)
    .map(({ count, score, right }) => `${dot(score)}→${dot(right)} (${count})`);
  console.log(`score → share right (boxes): ${bins.join(', ')}`);
}

/** A share without its leading zero. */
export function dot(value: number | null): string {
  return value === null ? '–' : value.toFixed(3).replace(/^0/, '');
}
