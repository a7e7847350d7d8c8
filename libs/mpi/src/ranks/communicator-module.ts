import { COMMUNICATOR, type Communicator } from '@turbo-hoi/core';
import { ContainerModule } from 'inversify';

/** Binds the ranks that share a run. */
export function communicatorModule(communicator: Communicator): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind<Communicator>(COMMUNICATOR).toConstantValue(communicator);
  });
}
