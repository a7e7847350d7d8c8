import { hoiModule } from '@turbo-hoi/hoi-module';
import { poseModule } from '@turbo-hoi/pose-module';
import { stemModule } from '@turbo-hoi/stem';
import type { ContainerModule } from 'inversify';

/** The container modules of turbo-hoi's built-in model plugins. */
export const modelModules: readonly ContainerModule[] = [stemModule, hoiModule, poseModule];
