import type { FuzzReader } from '../seed';
import { cocoReader, customReader, hicoReader, posesReader, vcocoReader } from './datasets';
import { cocoScoreReader, hicoScoreReader, vcocoScoreReader } from './detections';
import { jsonReader, matReader, objectPickleReader, pickleReader } from './formats';
import { imageReader } from './images';
import { detectronReader, safetensorsReader, torchReader } from './weights';

/** All readers of external files. */
export const READERS: readonly FuzzReader[] = [
  pickleReader,
  objectPickleReader,
  matReader,
  jsonReader,
  vcocoReader,
  cocoReader,
  hicoReader,
  customReader,
  posesReader,
  vcocoScoreReader,
  hicoScoreReader,
  cocoScoreReader,
  imageReader,
  safetensorsReader,
  torchReader,
  detectronReader,
];
