import type { ContainerModule } from 'inversify';
import type { Experiment } from '../../config/experiment';
import type { PluginRequest } from '../plugins/plugin-request';
import type { RunFiles } from '../run-folder/run-folder';

/** What is to be trained and where its results go. */
export interface RunPlan {
  /** Its plugins' paths count from the run folder. */
  readonly experiment: Experiment;
  readonly files: RunFiles;
  /** Outside modules to be loaded by name or path. */
  readonly plugins: readonly PluginRequest[];
  /** Plugins that are there already. */
  readonly modules?: readonly ContainerModule[];
  /** Goes on with the run that the folder holds. */
  readonly resume: boolean;
}
