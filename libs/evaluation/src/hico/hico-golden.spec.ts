import golden from './__golden__/hico.json';
import { HicoEvaluator } from './hico-evaluator';

type Row = readonly (number | null)[];

describe('HicoEvaluator beside eval_one.m', () => {
  const evaluator = new HicoEvaluator(golden.categories);
  for (const { hois, labels, detections } of golden.images) {
    const pairs = hois.flatMap((one) => one.pairs.map((boxes) => ({ hoi: one.id, boxes })));
    const rows: readonly Row[] = detections;
    evaluator.add(
      {
        hois: pairs.map(({ hoi }) => hoi),
        humanBoxes: Float64Array.from(pairs.flatMap(({ boxes: [human] }) => human)),
        objectBoxes: Float64Array.from(pairs.flatMap(({ boxes: [, object] }) => object)),
        labels,
      },
      {
        hois: Int32Array.from(rows, ([hoi]) => hoi!),
        humanBoxes: numbers(
          rows.flatMap((row) => row.slice(1, 5)),
          1,
        ),
        objectBoxes: numbers(
          rows.flatMap((row) => row.slice(5, 9)),
          1,
        ),
        scores: numbers(rows.map((row) => row[9])),
      },
    );
  }
  const result = evaluator.result();

  describe.each(['default', 'knownObject'] as const)('%s', (setting) => {
    const { perHoi, ...means } = golden.expected[setting];

    it('computes the same AP of every HOI', () => {
      expect(result[setting].perHoi).toHaveLength(14);
      perHoi.forEach((ap, hoi) => expectAp(result[setting].perHoi[hoi], ap));
    });

    it.each(['full', 'rare', 'nonRare'] as const)('computes the same mean (%s)', (kind) => {
      expectAp(result[setting][kind], means[kind]);
    });
  });

  it('distinguishes the settings', () => {
    expect(result.knownObject.full! - result.default.full!).toBeGreaterThan(0.5);
  });
});

/** To 1e-9 of an AP in 0..1. */
function expectAp(percent: number | null, expected: number): void {
  expect(Math.abs(percent! / 100 - expected)).toBeLessThan(1e-9);
}

/** Files count detections from 0 and write NaN as null here. */
function numbers(values: Row, first = 0): Float64Array {
  return Float64Array.from(values, (value) => (value === null ? NaN : value + first));
}
