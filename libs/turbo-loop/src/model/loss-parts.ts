import { type LossPart, type NamedLoss, TurboHoiError } from '@turbo-hoi/core';
import { assertShape } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

/**
 * A module's losses as parts of the report.
 *
 * @param prefix of their names, such as `stage1`
 * @param lambda λ of Eq. 6
 * @throws TurboHoiError `plugin` if a name is empty or has a dot, `shape` if a loss is not a scalar
 */
export function lossParts(
  losses: readonly NamedLoss[],
  prefix: string,
  lambda: number,
): LossPart[] {
  return losses.map(({ name, value, weight }) => {
    if (name === '' || name.includes('.')) {
      throw badName(`${prefix}: got a loss named ${JSON.stringify(name)}; expected no dot in it`);
    }
    assertShape(value, [], `${prefix}.${name}: the loss`);
    return {
      name: `${prefix}.${name}`,
      weight: lambda,
      value: weight === undefined ? value : tf.mul(value, weight),
    };
  });
}

/** @throws TurboHoiError `plugin` if two losses of a stage have the same name */
export function checkLossNames(parts: readonly LossPart[]): void {
  const names = new Set<string>();
  for (const { name } of parts) {
    if (names.has(name)) throw badName(`${name}: got two losses of this name; expected one`);
    names.add(name);
  }
}

function badName(what: string): TurboHoiError {
  return new TurboHoiError('plugin', `${what}. Rename it where the module's loss() returns it.`);
}
