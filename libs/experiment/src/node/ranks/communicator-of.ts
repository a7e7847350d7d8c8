import { COMMUNICATOR, type Communicator } from '@turbo-hoi/core';
import { SINGLE_PROCESS } from '@turbo-hoi/mpi';
import { Container, type ContainerModule } from 'inversify';

/** The communicator that one of the modules binds; without one, that of a single process. */
export function communicatorOf(modules: readonly ContainerModule[] = []): Communicator {
  const container = new Container();
  container.load(...modules);
  return container.isBound(COMMUNICATOR)
    ? container.get<Communicator>(COMMUNICATOR)
    : SINGLE_PROCESS;
}
