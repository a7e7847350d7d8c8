import { createRng } from '@turbo-hoi/core';
import type { DiagnosisReport } from '../src/index';
import { ACTIONS } from './fake-example';

const CAUSES = ['person box', 'object box', 'action', 'target', 'duplicates', 'background'];

/** A diagnosis of made-up numbers, as of {@link fakeReport}. */
export function fakeDiagnosis(seed: number): DiagnosisReport {
  const rng = createRng(seed);
  const headings = ['AP agent', 'AP role', 'AP kp50'];
  return {
    subject: 'Stage 3 on 400 test images, detector annotated.',
    causes: [...CAUSES, 'missed'],
    scores: headings.map((heading) => ({
      heading,
      ap: 100 * rng.next(),
      perfect: 100,
      causes: CAUSES.map((name) => ({ name, loss: 10 * rng.next() })),
    })),
    groups: [
      {
        by: 'visible joints',
        headings,
        rows: ['below a third', 'above'].map((name) => ({
          name,
          people: rng.int(400),
          scores: headings.map(() => 100 * rng.next()),
        })),
      },
    ],
    actions: {
      names: ACTIONS,
      confusion: {
        people: ACTIONS.map(() => 5 + rng.int(60)),
        scores: ACTIONS.map((_, row) =>
          ACTIONS.map((__, column) => (row === column ? 0.9 : 0.6) * rng.next()),
        ),
      },
      calibration: {
        count: 4000,
        ece: 0.034,
        classwiseEce: 0.041,
        bins: Array.from({ length: 10 }, (_, bin) => ({
          from: bin / 10,
          to: (bin + 1) / 10,
          count: 400,
          score: (bin + 0.5) / 10,
          right: ((bin + 0.5) / 10) ** 1.5,
        })),
      },
    },
    remarks: ['A score that does not apply.'],
  };
}
