import type { Plugin, PluginInput } from '@turbo-hoi/core';
import type {
  explicitHoi,
  guptaMalikHoi,
  interactNetHoi,
  multiTaskHoi,
  pairContextHoi,
} from '@turbo-hoi/hoi-module';
import type {
  channelMask,
  convMask,
  fcSigmoidMask,
  fullMask,
  hoiGuidedPose,
  noMask,
  separableMask,
  skeletonPose,
} from '@turbo-hoi/pose-module';
import type { StageInput } from './model-config';

/** Options by kind. */
type OptionsOf<Defined extends Pick<Plugin, 'kind' | 'schema'>> = {
  // Without options, zod's type is an object whose every field is `never`.
  [Each in Defined as Each['kind']]: string extends keyof PluginInput<Each>
    ? object
    : PluginInput<Each>;
};

/** Options of the built-in plugins of a stage. */
interface StageOptions {
  hoi: OptionsOf<
    | typeof explicitHoi
    | typeof multiTaskHoi
    | typeof pairContextHoi
    | typeof interactNetHoi
    | typeof guptaMalikHoi
  >;
  pose: OptionsOf<typeof hoiGuidedPose | typeof skeletonPose>;
  mask: OptionsOf<
    | typeof fcSigmoidMask
    | typeof channelMask
    | typeof fullMask
    | typeof separableMask
    | typeof convMask
    | typeof noMask
  >;
}

/** Refuses every field that is not among the known ones. */
type NoOther<Given, Known extends PropertyKey> = {
  readonly [Field in Exclude<keyof Given, Known>]: never;
};

/** A part of a kind of ours has that kind's options; of any other kind, whatever its plugin takes. */
type CheckedPart<Given, Options> = Given extends { readonly kind: infer Kind extends keyof Options }
  ? { readonly kind: Kind } & Options[Kind] & NoOther<Given, keyof Options[Kind] | 'kind'>
  : Given;

/** The type that a stage has to have besides its own: a misspelt field, or option of a kind of ours, does not fit. */
export type CheckedStage<Given> = {
  readonly [Field in keyof Given]: Field extends keyof StageOptions
    ? CheckedPart<Given[Field], StageOptions[Field]>
    : Given[Field];
} & NoOther<Given, keyof StageInput>;

/** A stage for a config file; omitted fields have their defaults. Options of our kinds are checked by their types. */
export function stage<const Given extends StageInput>(
  changes?: Given & CheckedStage<Given>,
): StageInput {
  return changes ?? {};
}
