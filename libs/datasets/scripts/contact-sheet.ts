// Draws a page of samples: contact-sheet.ts FILE.png [--annotated] [--from N] [--columns N] [--rows N] [--zoom N]
import { columnName, type Sample } from '@turbo-hoi/core';
import { parseArgs } from 'node:util';
import sharp, { type OverlayOptions } from 'sharp';
import { renderSample, SYNTHETIC_INFO, syntheticSchema } from '../src/index';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    annotated: { type: 'boolean', default: false },
    from: { type: 'string', default: '0' },
    columns: { type: 'string', default: '8' },
    rows: { type: 'string', default: '4' },
    zoom: { type: 'string', default: '2' },
  },
});
const [columns, rows, zoom, from] = [values.columns, values.rows, values.zoom, values.from].map(
  Number,
);
const options = syntheticSchema.parse({});
const cell = options.size * zoom;
const gap = 4;

async function main(): Promise<void> {
  const tiles: OverlayOptions[] = [];
  for (let i = 0; i < columns * rows; i++) {
    const sample = renderSample(options, 'train', from + i);
    const left = (i % columns) * (cell + gap);
    const top = Math.floor(i / columns) * (cell + gap);
    tiles.push({ input: await tile(sample), left, top });
    if (values.annotated) tiles.push({ input: Buffer.from(overlay(sample)), left, top });
  }
  const width = columns * (cell + gap) - gap;
  const height = rows * (cell + gap) - gap;
  await sharp({ create: { width, height, channels: 3, background: '#202020' } })
    .composite(tiles)
    .png()
    .toFile(positionals[0]);
}

function tile({ image: { data, width, height } }: Sample): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .resize(cell, cell, { kernel: 'cubic' })
    .png()
    .toBuffer();
}

function overlay({ people, objects }: Sample): string {
  const box = ([x1, y1, x2, y2]: readonly number[], color: string) =>
    `<rect x="${x1 * zoom}" y="${y1 * zoom}" width="${(x2 - x1) * zoom}" height="${(y2 - y1) * zoom}" fill="none" stroke="${color}"/>`;
  const marks = people.flatMap((person) => {
    const names = person.interactions!.map(({ column, object }) => {
      const name = columnName(SYNTHETIC_INFO.actions, column);
      const needsTarget = SYNTHETIC_INFO.actions.columns[column].role !== null;
      return needsTarget && object === null ? `${name}?` : name;
    });
    const dots = SYNTHETIC_INFO.keypoints.names.map((_, k) => {
      const [x, y, v] = person.keypoints!.subarray(3 * k, 3 * k + 3);
      return `<circle cx="${x * zoom}" cy="${y * zoom}" r="${v && zoom}" fill="${v === 2 ? '#0f0' : '#ff0'}"/>`;
    });
    const links = person.interactions!.flatMap(({ object }) => {
      if (object === null) return [];
      const center = (b: readonly number[]) => [
        ((b[0] + b[2]) * zoom) / 2,
        ((b[1] + b[3]) * zoom) / 2,
      ];
      const [[ax, ay], [bx, by]] = [center(person.box), center(objects[object].box)];
      return [`<path d="M${ax} ${ay}L${bx} ${by}" stroke="#f0f" stroke-width="1.5"/>`];
    });
    const label = `<text x="${person.box[0] * zoom + 2}" y="${person.box[1] * zoom + 9}" fill="#fff" font-size="10" font-family="sans-serif">${names.join(',')}</text>`;
    return [box(person.box, '#f00'), ...dots, ...links, label];
  });
  const boxes = objects.map((object) => box(object.box, '#0ff'));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${cell}" height="${cell}">${boxes.join('')}${marks.join('')}</svg>`;
}

void main();
