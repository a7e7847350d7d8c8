/**
 * Tells once of results that lie outside of their image.
 *
 * @param path the file of the results
 * @param results what they are, for example `boxes`
 */
export function tellOutside(
  path: string,
  results: string,
  warn: ((line: string) => void) | undefined,
): (one: string, image: string | number) => void {
  let isTold = false;
  return (one, image) => {
    if (isTold) return;
    isTold = true;
    warn?.(
      `${path}: ${one} of image ${image} lies outside of it, and maybe others do; such ${results} are left out. ` +
        'Were they made for another size?',
    );
  };
}
