/** The values of a log of JSON lines that `isLine` accepts; others, such as an incomplete last line, are dropped. */
export function jsonLines<T>(text: string, isLine: (value: unknown) => value is T): T[] {
  return text.split('\n').flatMap((line) => {
    try {
      const value: unknown = JSON.parse(line);
      return isLine(value) ? [value] : [];
    } catch {
      return [];
    }
  });
}
