import { InvalidArgumentError, Option } from 'commander';

/** A whole number, at least `least`. */
export function wholeNumber(least: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`Expected a whole number, ${least} or more.`);
  };
}

/** A number in 0..1. */
export function fraction(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a number from 0 to 1.');
}

/** Collects the values of a repeatable option. */
export function collect(text: string, previous: readonly string[] = []): string[] {
  return [...previous, text];
}

/** The option `--backend`. */
export const BACKEND_CHOICES = ['auto', 'tensorflow', 'webgpu', 'wasm', 'cpu'] as const;

export const backendOption = () =>
  new Option('--backend <name>', 'tensor backend')
    .choices(BACKEND_CHOICES)
    .default('auto', 'auto: the first that can train here');

export const verboseOption = () => new Option('--verbose', 'print the stack of an error');
