import { definePlugin, DETECTORS } from '@turbo-hoi/core';
import { z } from 'zod';
import { AnnotatedDetector } from './annotated-detector';

/** Kind `annotated`: {@link AnnotatedDetector}. */
export const annotatedDetector = definePlugin(DETECTORS, {
  kind: 'annotated',
  schema: z.strictObject({
    shift: z.number().min(0).max(0.5).default(0.08),
    scale: z.number().min(0).max(1).default(0.14),
    edge: z.number().min(0).max(0.4).default(0.07),
    background: z.int().min(0).default(6),
  }),
  traits: { needsAnnotations: true },
  create: (options) => new AnnotatedDetector(options),
});
