import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { scratchFolder } from './small-sets';

export interface HicoNumbers {
  readonly perHoi: number[];
  readonly full: number;
  readonly rare: number;
  readonly nonrare: number;
}

/** Detection files with the scores of the original evaluators; see tools/golden/score.py. */
export const scoreGolden = JSON.parse(
  readFileSync(join(__dirname, '../node/__golden__/score.json'), 'utf8'),
) as {
  readonly files: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly expected: {
    readonly vcoco: {
      readonly agent: number[];
      readonly scenario_1: number[][];
      readonly scenario_2: number[][];
    };
    readonly hico: Readonly<Record<'def' | 'ko', HicoNumbers>>;
    readonly keypoints: { readonly stats: number[] };
    readonly keypointsWithBoxes: { readonly stats: number[] };
    readonly boxes: {
      readonly stats: number[];
      readonly perClass: Readonly<Record<string, number | null>>;
    };
  };
};

/** Writes one of the golden files and returns its path. */
export function writeGolden(
  folder: ReturnType<typeof scratchFolder>,
  metric: string,
  name: string,
): string {
  const content = scoreGolden.files[metric][name];
  const isText = ['.json', '.ids'].includes(extname(name));
  return folder.write(`${metric}-${name}`, isText ? content : Buffer.from(content, 'base64'));
}

// turbo-hoi's APs are percentages, and closeTo takes decimal digits.
export const percentNear6 = (value: number) => expect.closeTo(100 * value, 4) as number;
export const percentNear9 = (value: number) => expect.closeTo(100 * value, 7) as number;
