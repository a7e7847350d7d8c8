import { formatPath, TurboHoiError } from '@turbo-hoi/core';
import { applySetting } from './apply-setting';
import { type Experiment, experimentSchema } from './experiment';
import { installIssueMessages } from './issue-messages';
import type { Setting } from './setting';

/**
 * Validates an experiment and fills in defaults.
 *
 * @param source name of the data, for messages
 * @throws TurboHoiError `config`, one line per issue
 */
export function parseExperiment(data: unknown, source: string): Experiment {
  installIssueMessages();
  const result = experimentSchema.safeParse(data);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => {
    const at = formatPath(path).replace(/^\./, '');
    return `  ${at && `${at}: `}${message}`;
  });
  throw new TurboHoiError('config', `${source}:\n${lines.join('\n')}`);
}

/**
 * Applies settings in order to a complete experiment.
 *
 * @throws TurboHoiError `config`, naming the setting that does not fit
 */
export function applySettings(experiment: Experiment, settings: readonly Setting[]): Experiment {
  return settings.reduce(
    (current, setting) => parseExperiment(applySetting(current, setting), setting.source),
    experiment,
  );
}
