import type { Experiment } from '@turbo-hoi/experiment';
import { loadExperiment } from '@turbo-hoi/experiment/node';
import { CONFIGS } from '../../configs';

/**
 * A built-in config with annotated boxes in place of its detector, so that no weights are needed; the source of the boxes does not affect the
 * time of a step.
 */
export async function withoutDetector(config: string): Promise<Experiment> {
  const { experiment } = await loadExperiment(config, [], process.cwd(), CONFIGS);
  return { ...experiment, detector: { kind: 'annotated' } };
}
