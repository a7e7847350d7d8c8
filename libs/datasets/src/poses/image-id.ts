/**
 * The image id in a file name: its last sequence of digits.
 *
 * COCO_train2014_000000000785.jpg → 785, HICO_train2015_00000012.jpg → 12, 000000000785.jpg → 785; null for names without digits.
 */
export function imageIdOfName(fileName: string): number | null {
  const name = fileName
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '');
  const digits = name.match(/\d+/g)?.at(-1);
  const id = digits === undefined ? NaN : Number(digits);
  return Number.isSafeInteger(id) ? id : null;
}
