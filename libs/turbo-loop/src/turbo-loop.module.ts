import { hoiModule } from '@turbo-hoi/hoi-module';
import { poseModule } from '@turbo-hoi/pose-module';
import { stemModule } from '@turbo-hoi/stem';
import type { ContainerModule } from 'inversify';

/** The container modules of every model plugin that turbo-hoi brings. */
export const modelModules: readonly ContainerModule[] = [stemModule, hoiModule, poseModule];
