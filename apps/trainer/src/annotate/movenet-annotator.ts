import { chooseBackend } from '@turbo-hoi/backends/node';
import {
  definePlugin,
  pluginModule,
  POSE_ANNOTATORS,
  type PoseAnnotator,
  type PoseAnnotatorContext,
} from '@turbo-hoi/core';
import { movenetPackageSchema, openMovenet } from '@turbo-hoi/pretrained/node';
import { z } from 'zod';
import { BACKEND_CHOICES } from '../cli/options';

const schema = movenetPackageSchema.extend({
  backend: z.enum(BACKEND_CHOICES).default('auto'),
});

/** `movenet` of @turbo-hoi/pretrained on the chosen backend. */
export const movenetAnnotator = definePlugin(POSE_ANNOTATORS, {
  kind: 'movenet',
  schema,
  create: openOnBackend,
});

export const movenetAnnotatorModule = pluginModule(movenetAnnotator);

async function openOnBackend(
  { backend, ...options }: z.output<typeof schema>,
  { warn }: PoseAnnotatorContext,
): Promise<PoseAnnotator> {
  // First: the package may be missing, and starting a backend takes seconds.
  const annotator = openMovenet(options);
  try {
    await chooseBackend({ backend, setup: 'never', notify: warn });
  } catch (error) {
    annotator.dispose();
    throw error;
  }
  return annotator;
}
