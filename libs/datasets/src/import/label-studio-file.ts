import { TurboHoiError } from '@turbo-hoi/core';
import { FIX } from './label-studio-schema';

const IMAGE_NAME = /\.(jpe?g|png|webp|bmp|gif|tiff?|avif|heic)$/i;

/** The name of a task's image: the part of its path or URL that is the file's. */
export function imageName(data: Readonly<Record<string, unknown>>, at: string): string {
  const paths = Object.entries(data).flatMap(([field, value]) =>
    typeof value === 'string' ? [{ field, name: fileOf(value) }] : [],
  );
  const images = paths.filter(({ name }) => IMAGE_NAME.test(name));
  const chosen = images.find(({ field }) => field === 'image') ?? images[0];
  if (chosen) return chosen.name;
  throw new TurboHoiError(
    'data',
    `${at}.data: got ${Object.keys(data).join(', ') || 'nothing'}; expected a field with the path or URL of an image, such as "image". ${FIX}`,
  );
}

/** `/data/local-files/?d=a/b.jpg`, `/data/upload/1/b.jpg?x=1` and `s3://bucket/b.jpg` are all `b.jpg`. */
function fileOf(path: string): string {
  const local = /[?&]d=([^&]+)/.exec(path);
  const plain = local ? local[1] : path.replace(/[?#].*$/, '');
  return decoded(plain).split(/[\\/]/).pop() ?? '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
