import type { ParameterScope } from '@turbo-hoi/core';
import { Bottleneck, type BottleneckOptions, EXPANSION } from './bottleneck';
import { chain, type Part } from './chain';

/** A sequence of `count` bottlenecks; the first one changes the shape. */
export function residualLayer(
  parameters: ParameterScope,
  count: number,
  options: BottleneckOptions,
): Part {
  const later = { ...options, in: EXPANSION * options.width, stride: 1 };
  const blocks = Array.from({ length: count }, (_, i): Part => {
    const block = new Bottleneck(parameters.scope(`${i}`), i === 0 ? options : later);
    return (x) => block.forward(x);
  });
  return (x) => chain(blocks, x);
}
