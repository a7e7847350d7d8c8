import type { Rng } from '@turbo-hoi/core';
import { Conv2d, Linear, ParameterStore } from '@turbo-hoi/nn';
import type { Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs';
import { type Case, random } from './case';

/** Convolutions whose kernels only the native backend has. */
export function convolutionCases(rng: Rng): Case[] {
  return [
    // Even and odd sides, wide enough for Winograd's method.
    convolution(rng, [2, 6, 8, 256], 256),
    convolution(rng, [3, 7, 5, 256], 272),
    convolution(rng, [1, 1, 1, 272], 256),
    linear(rng, 9, 40),
    linear(rng, 300, 4),
  ];
}

function convolution(rng: Rng, shape: [number, number, number, number], out: number): Case {
  const parameters = new ParameterStore(rng);
  const layer = new Conv2d(parameters, { in: shape[3], out, kernel: 3, bias: false });
  return {
    what: `3×3 convolution of [${shape}] to ${out} channels`,
    kernels: [
      'TurboWinogradTiles',
      'TurboWinogradMaps',
      'TurboWinogradMapsGrad',
      'TurboWinogradFilter',
      'TurboWinogradFilterGrad',
    ],
    inputs: [random(rng, shape)],
    variables: variablesOf(parameters),
    run: (x) => layer.forward(x as Tensor4D),
  };
}

function linear(rng: Rng, rows: number, width: number): Case {
  const parameters = new ParameterStore(rng);
  const layer = new Linear(parameters, { in: width, out: 7 });
  return {
    what: `linear layer of [${rows},${width}]`,
    kernels: ['BiasAddGrad'],
    inputs: [random(rng, [rows, width])],
    variables: variablesOf(parameters),
    run: (x) => layer.forward(x as Tensor2D),
  };
}

const variablesOf = (parameters: ParameterStore) =>
  [...parameters.entries()].map(([, variable]) => variable as Variable);
