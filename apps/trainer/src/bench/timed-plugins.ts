import {
  type AnyPlugin,
  HOI_MODULES,
  type HoiContext,
  INITIAL_POSES,
  OBJECT_BRANCHES,
  type Plugin,
  type PluginSlot,
  pluginModule,
  POSE_MODULES,
  type PoseContext,
  STEMS,
} from '@turbo-hoi/core';
import type { Container } from 'inversify';
import type { PhaseClock } from './phase-clock';

/** Replaces every plugin of a container that is a part of a network with one that times its calls. */
export function timePlugins(container: Container, clock: PhaseClock): void {
  const inStage = ({ dims }: HoiContext | PoseContext) => ({
    forward: `stage${dims.stage}`,
    loss: 'losses',
  });
  // The last bound plugin of a kind takes precedence.
  container.load(
    pluginModule(
      ...wrapAll(container, STEMS, clock, () => ({ features: 'stem', regions: 'stem' })),
      ...wrapAll(container, INITIAL_POSES, clock, () => ({ forward: 'stage0', loss: 'losses' })),
      ...wrapAll(container, HOI_MODULES, clock, inStage),
      ...wrapAll(container, POSE_MODULES, clock, inStage),
      ...wrapAll(container, OBJECT_BRANCHES, clock, () => ({
        forward: 'detection',
        loss: 'losses',
      })),
    ),
  );
}

function wrapAll<Created extends object, Context>(
  container: Container,
  slot: PluginSlot<Created, Context>,
  clock: PhaseClock,
  phases: (context: Context) => Record<string, string>,
): AnyPlugin[] {
  return container
    .getAll<Plugin<Created, Context>>(slot.token)
    .map((plugin): Plugin<Created, Context> => ({
      ...plugin,
      create: (options, context) =>
        timeMethods(plugin.create(options, context), phases(context), clock),
    }));
}

/** The same object with some methods timed as a phase. */
export function timeMethods<T extends object>(
  target: T,
  phases: Readonly<Record<string, string>>,
  clock: PhaseClock,
): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const value = Reflect.get(object, name, receiver);
      const phase = typeof name === 'string' ? phases[name] : undefined;
      if (!phase || typeof value !== 'function') return value;
      return (...args: unknown[]) => clock.time(phase, () => value.apply(object, args));
    },
  });
}
