import { modelModules } from '@turbo-hoi/turbo-loop';
import { Container } from 'inversify';

/** Creates a container with the models of turbo-hoi. */
export function modelContainer(): Container {
  const container = new Container();
  container.load(...modelModules);
  return container;
}
