import { modelModules } from '@turbo-hoi/turbo-loop';
import { Container } from 'inversify';

/** A container with the models of turbo-hoi. */
export function ourContainer(): Container {
  const container = new Container();
  container.load(...modelModules);
  return container;
}
