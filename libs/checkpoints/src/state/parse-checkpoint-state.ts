import { checkDepth, formatPath, issueMessage } from '@turbo-hoi/core';
import { STATE_FILE } from '../layout/file-names';
import { unusable } from '../unusable';
import { type CheckpointState, checkpointStateSchema, READABLE_FORMATS } from './checkpoint-state';
import { configHash } from './config-hash';

/**
 * Checks the content of a `state.json`: its format version, every field, and that the config is as it was written.
 *
 * @param checkpoint its name for messages, such as its path
 * @throws TurboHoiError `checkpoint`
 */
export function parseCheckpointState(json: unknown, checkpoint: string): CheckpointState {
  checkDepth(json, `${checkpoint}: ${STATE_FILE}`, 'checkpoint');
  const format = (json as { format?: unknown } | null)?.format;
  if (!READABLE_FORMATS.some((readable) => readable === format)) {
    const got = format === undefined ? 'no format' : `format ${JSON.stringify(format)}`;
    throw unusable(
      checkpoint,
      `${STATE_FILE} has ${got}, expected ${READABLE_FORMATS.join(' or ')}`,
      { next: 'Read it with the version of turbo-hoi that wrote it' },
    );
  }
  const { success, data, error } = checkpointStateSchema.safeParse(json, { error: issueMessage });
  if (!success) {
    const [{ path, message }] = error.issues;
    const where = formatPath(path).replace(/^\./, '');
    throw unusable(checkpoint, `${STATE_FILE}: ${where ? `${where}: ` : ''}${message}`);
  }
  if (configHash(data.config) !== data.configHash) {
    throw unusable(checkpoint, `the config in ${STATE_FILE} was changed after it was written`);
  }
  return data;
}
