import { expectType } from '@turbo-hoi/testing';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { AttentionMask } from '../contracts/attention-mask';
import type { Detector } from '../contracts/detector';
import { definePlugin, type DefinedPlugin, type Plugin } from './plugin';
import type { MaskContext } from './slot-contexts';
import { ATTENTION_MASKS, DETECTORS } from './slots';

declare const schema: StandardSchemaV1<unknown, { readonly kernel: number }>;
declare const mask: AttentionMask;
declare const detector: Detector;

// `create` receives the options of the schema and the context of the slot.
const plugin = definePlugin(ATTENTION_MASKS, {
  kind: 'mine',
  schema,
  create: (options, context) => {
    expectType<{ readonly kernel: number }>()(options);
    expectType<MaskContext>()(context);
    return mask;
  },
});
expectType<DefinedPlugin<AttentionMask, MaskContext, object, 'mine', typeof schema>>()(plugin);
plugin satisfies Plugin<AttentionMask, MaskContext>;

// The value of another slot is refused.
// @ts-expect-error a mask is not a detector
definePlugin(DETECTORS, { kind: 'mine', schema, create: () => mask });
// @ts-expect-error a detector is not a mask
definePlugin(ATTENTION_MASKS, { kind: 'mine', schema, create: () => detector });

// @ts-expect-error an option that the schema lacks
definePlugin(ATTENTION_MASKS, { kind: 'mine', schema, create: ({ size }) => mask && size });

// @ts-expect-error a plugin without a schema
definePlugin(ATTENTION_MASKS, { kind: 'mine', create: () => mask });
