// Model C of Gupta & Malik (2015), which InteractNet's authors trained again as a rival, at the size of the embedded data set: one stage, no
// pose. Stem, detector, sampling and steps are those of turbo-3.
//
//   npx nx run trainer:train -- --config gupta-malik
//
// From the paper: a classifier of the agent's region; the object of a role is, among detections of the action's classes, the one with the
// largest s_o times the density of its place relative to the agent, a Gaussian of the training split. The triplet's score is
// s_h · s_o · s_a · g as everywhere here, since neither paper tells one. As in turbo-3: layer norms, the wider context beside people's regions,
// width 256. ADR-0035; at the published size: published-gupta-malik.
//
// Seed 101, test split (2026-12-01): AP agent 73.1, AP role 46.7; docs/RESULTS.md#rivals-of-the-paper.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import turbo3 from './turbo-3';

export default defineExperiment({
  ...turbo3,
  initialPose: null,
  stages: [stage({ hoi: { kind: 'gupta-malik' }, pose: null, mask: { kind: 'none' } })],
});
