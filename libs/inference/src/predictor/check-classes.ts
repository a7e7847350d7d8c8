import { type DatasetInfo, type Detections, TurboHoiError } from '@turbo-hoi/core';

/**
 * Checks that a model that reads classes has seen those of all detections; -1 (not classified) is allowed.
 *
 * @throws TurboHoiError `plugin` for another class
 */
export function checkClasses(
  { classes }: Pick<Detections, 'classes'>,
  { name, objectClasses }: Pick<DatasetInfo, 'name' | 'objectClasses'>,
): void {
  const row = classes.findIndex((category) => !(category >= -1 && category < objectClasses.length));
  if (row < 0) return;
  throw new TurboHoiError(
    'plugin',
    `The detector's box ${row} has class ${classes[row]}, but the model's data set ${name} has classes 0 to ${objectClasses.length - 1}. ` +
      "Map the detector's classes to the model's by name, and list the others in Detections.unknown.",
  );
}
