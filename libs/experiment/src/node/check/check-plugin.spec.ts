import * as tf from '@tensorflow/tfjs';
import {
  type AttentionMask,
  ATTENTION_MASKS,
  definePlugin,
  DETECTORS,
  type Detections,
} from '@turbo-hoi/core';
import { z } from 'zod';
import { checkPlugin } from './check-plugin';

const schema = z.strictObject({ value: z.number().default(0.5) });
const mask = (attend: (value: number) => AttentionMask['attend']) =>
  definePlugin(ATTENTION_MASKS, {
    kind: 'mine',
    schema,
    create: ({ value }) => ({ attend: attend(value) }),
  });
const flat = (value: number) => () => tf.fill<tf.Rank.R4>([1, 1, 1, 1], value);

test('passes a mask that works, with the options given', async () => {
  await expect(checkPlugin(mask(flat), { value: 0.1 })).resolves.toBeUndefined();
});

test('names an option that the schema refuses', async () => {
  await expect(checkPlugin(mask(flat), { value: 'high' })).rejects.toThrow(/mask\.value/);
});

test('names a mask of a wrong shape', async () => {
  const wrong = mask(() => () => tf.ones<tf.Rank.R4>([1, 3, 1, 1]));
  await expect(checkPlugin(wrong)).rejects.toThrow(
    /mask, attention mask "mine" of the checked plugin: got \[1,3,1,1\]; expected \[/,
  );
});

test('names what is not finite', async () => {
  await expect(checkPlugin(mask(() => flat(NaN)))).rejects.toMatchObject({ kind: 'non-finite' });
});

test('names a plugin that leaves tensors behind', async () => {
  const leaking = mask((value) => () => {
    tf.keep(tf.scalar(1));
    return flat(value)();
  });
  await expect(checkPlugin(leaking)).rejects.toThrow(
    'attention mask "mine" of the checked plugin: a step left 1 tensors behind; expected none.',
  );
});

test('names a plugin that throws in create', async () => {
  const broken = mask(() => {
    throw new Error('no license');
  });
  await expect(checkPlugin(broken)).rejects.toThrow(
    'stages[0].mask: attention mask "mine" of the checked plugin failed: no license',
  );
});

test('names a detector that gives other lists than boxes', async () => {
  const found = { boxes: new Float32Array(4), scores: new Float32Array(2) } as Detections;
  const detector = definePlugin(DETECTORS, {
    kind: 'odd',
    schema: z.strictObject({}),
    create: () => ({ propose: async () => found }),
  });
  await expect(checkPlugin(detector)).rejects.toThrow(/odd/);
});
