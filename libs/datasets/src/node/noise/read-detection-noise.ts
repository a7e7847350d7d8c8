import { checkDepth, TurboHoiError, unreadable } from '@turbo-hoi/core';
import { readFileSync } from 'node:fs';
import { checkSchema } from '../../custom/schema-issues';
import { type DetectionNoise, detectionNoiseSchema } from '../../noise/noise-schema';
import { refusePipe } from '@turbo-hoi/formats/node';

/**
 * Reads the rates of simulated detections; fields that this version does not know are ignored, with a warning.
 *
 * @throws TurboHoiError `io` for a file that cannot be read, `data` for content that is not of the schema
 */
export function readDetectionNoise(path: string, warn?: (line: string) => void): DetectionNoise {
  const content = parsed(path);
  const checked = checkSchema(detectionNoiseSchema, content);
  if ('issues' in checked) {
    const [{ path: field, text }] = checked.issues;
    throw new TurboHoiError(
      'data',
      `${path}: ${field ? `${field}: ` : ''}${text}. Expected the rates of a noise model, version 1.`,
    );
  }
  const unknown = unknownFields(content, checked.value);
  if (unknown.length > 0) warn?.(`${path}: ${unknown.join(', ')}: not known here, and ignored.`);
  return checked.value;
}

function parsed(path: string): unknown {
  let text: string;
  let json: unknown;
  refusePipe(path);
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new TurboHoiError('data', `${path}: is not JSON (${(error as Error).message}).`, {
      cause: error,
    });
  }
  checkDepth(json, path, 'data');
  return json;
}

/** Paths of the fields that parsing has dropped. */
function unknownFields(given: unknown, kept: unknown, path = ''): string[] {
  if (!isRecord(given) || !isRecord(kept)) return [];
  return Object.keys(given).flatMap((key) => {
    const field = path ? `${path}.${key}` : key;
    return key in kept ? unknownFields(given[key], kept[key], field) : [field];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
