// InteractNet (Gkioxari et al. 2018), a rival in the paper's Tables 1 and 2, at the size of the embedded data set: one stage, no pose. Stem,
// detector, sampling and steps are those of turbo-3.
//
//   npx nx run trainer:train -- --config interactnet
//
// From its paper: s_a and mu_a of people, s_a of pairs from both regions, trained on positive pairs; losses weigh 2, 1 and 1; a triplet
// scores s_h · s_o · s_a^{h,o} · g with the object of the largest s_o · s_a^{h,o} · g. As in turbo-3: layer norms, the wider context beside people's
// regions, width 256, and targets of known classes alone (its paper restricts none: --set targetChoice.knownClasses=false). ADR-0035; at
// the published size: published-interactnet.
//
// Seed 101, test split (2026-12-01): AP agent 73.2, AP role 50.6; docs/RESULTS.md#rivals-of-the-paper.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import turbo3 from './turbo-3';

export default defineExperiment({
  ...turbo3,
  initialPose: null,
  stages: [stage({ hoi: { kind: 'interactnet' }, pose: null, mask: { kind: 'none' } })],
  // Silent. Its pairs are trained where an action is done, so that they do not tell whether it is.
  targetChoice: { agentScore: 'person' },
});
