import type { ContainerModule } from 'inversify';
import type { Experiment } from '../../config/experiment';
import type { PluginRequest } from '../plugins/plugin-request';
import type { RunFiles } from '../run-folder/run-folder';

/** An experiment to train and its run folder. */
export interface RunPlan {
  /** Its plugins' paths are relative to the run folder. */
  readonly experiment: Experiment;
  readonly files: RunFiles;
  /** Outside modules to load by name or path. */
  readonly plugins: readonly PluginRequest[];
  /** Plugins that are already loaded. */
  readonly modules?: readonly ContainerModule[];
  /** Resumes the run in the folder. */
  readonly resume: boolean;
}
