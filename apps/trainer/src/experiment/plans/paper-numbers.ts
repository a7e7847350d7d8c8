import type { PaperScores } from '../experiment-plan';

// Numbers of "Turbo Learning Framework for Human-Object Interactions Recognition and Human Pose Estimation" (AAAI 2019). Bars of Fig. 3 are
// not labelled: their differences are in the text of "Model Performance Analysis".

const table1 = (full: number, rare: number, nonRare: number): PaperScores => ({
  place: 'Table 1',
  scores: {
    'hico.default.full': full,
    'hico.default.rare': rare,
    'hico.default.nonRare': nonRare,
  },
});

export const TABLE_1 = {
  guptaMalik: table1(7.81, 5.37, 8.54),
  interactNet: table1(9.94, 7.16, 10.77),
  pretrain: table1(10.9, 6.5, 12.2),
  semiautomatic: table1(11.4, 7.3, 12.6),
};

const table2 = (apAgent: number, apRole: number): PaperScores => ({
  place: 'Table 2',
  scores: { apAgent, apRole },
});

export const TABLE_2 = {
  guptaMalik: table2(65.1, 31.8),
  interactNet: table2(69.2, 40),
  proposed: table2(70.3, 42),
};

/** The eleven differences that the text states, in "HOI Recognition with vs. without Pose Estimation" and the two sections after it. */
export const CLAIMS = {
  withoutPose: {
    place: 'text on Fig. 3(a, b)',
    scores: { apAgent: 0.5, apRole: 1.1 },
  },
  explicit: {
    place: 'text on Fig. 3(a, b)',
    scores: { apAgent: 0.2, apRole: 0.8 },
  },
  withoutHoi: {
    place: 'text on Fig. 3(c)',
    scores: { apKp50: 1 },
  },
  secondStage: {
    place: 'text on Fig. 3',
    scores: { apAgent: 1.7, apRole: 0.2, apKp50: 0.4 },
  },
  thirdStage: {
    place: 'text on Fig. 3',
    scores: { apAgent: 0.9, apRole: 1.3, apKp50: 0.8 },
  },
} satisfies Readonly<Record<string, PaperScores>>;
