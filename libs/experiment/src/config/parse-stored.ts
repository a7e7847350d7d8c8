import type { Experiment } from './experiment';
import { parseExperiment } from './parse-experiment';

/** HOI modules whose action loss was a mean over the columns before it was an option. */
const OLDER_MEANS = ['explicit', 'multi-task'];

/**
 * The experiment that a run stored, with every default filled in. What a field that it lacks meant then is kept, where the default differs.
 *
 * @param source name of the data, for messages
 * @throws TurboHoiError `config`
 */
export function parseStored(config: unknown, source: string): Experiment {
  const experiment = parseExperiment(config, source);
  return {
    ...experiment,
    stages: experiment.stages.map((stage) => {
      const { hoi } = stage;
      if (!hoi || !OLDER_MEANS.includes(hoi.kind) || 'actionLoss' in hoi) return stage;
      return { ...stage, hoi: { ...hoi, actionLoss: 'mean' } };
    }),
  };
}
