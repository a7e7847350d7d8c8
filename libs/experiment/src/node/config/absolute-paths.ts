import { resolve } from 'node:path';
import { type Experiment, OWN_DETECTOR } from '../../config/experiment';

/** The experiment with absolute paths in `init` and `poses`, which are relative to a working directory that may change on resume. */
export function absolutePaths(experiment: Experiment): Experiment {
  const { init, poses } = experiment;
  return {
    ...experiment,
    init: Object.fromEntries(
      Object.entries(init).map(([part, path]) => [
        part,
        path === OWN_DETECTOR ? path : resolve(path),
      ]),
    ),
    poses: poses && { ...poses, file: resolve(poses.file) },
  };
}
