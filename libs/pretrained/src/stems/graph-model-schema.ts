import { z } from 'zod';

const BLOCKS =
  'StatefulPartitionedCall/center_net_mobile_net_v2fpn_feature_extractor/model_1/model';
const number = z.number().min(-1000).max(1000);

/** Options of the stem `graph-model`; the defaults are MoveNet thunder's MobileNetV2 at strides 8 and 16. */
export const graphModelSchema = z.strictObject({
  input: z.string().min(1).default('StatefulPartitionedCall/sub_1'),
  range: z.tuple([number, number]).default([-1, 1]),
  nodes: z
    .array(z.string().min(1))
    .min(1)
    .default([`${BLOCKS}/block_5_add/add`, `${BLOCKS}/block_12_add/add`]),
  multiple: z.int().positive().default(32),
  channels: z.int().positive().default(64),
});

export type GraphModelOptions = z.output<typeof graphModelSchema>;
