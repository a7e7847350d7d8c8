import { createRng } from '@turbo-hoi/core';
import { ParameterStore, tidy } from '@turbo-hoi/nn';
import { ResNet, type ResNetDepth } from '@turbo-hoi/stem';
import { compareMaps, fill, imageTensor, type ModelCheck } from './model-check';

/** The maps of a ResNet. */
export function checkBody(depth: ResNetDepth): ModelCheck {
  return async (parameters, expected) => {
    const store = new ParameterStore(createRng(0));
    const body = new ResNet(store, { depth, layers: 4, frozenStages: 5 });
    fill(store, parameters);
    const finding = tidy(() => {
      const maps = body.forward(imageTensor(expected));
      return compareMaps('C2 to C5', maps, ['c2', 'c3', 'c4', 'c5'], expected);
    });
    store.dispose();
    return [finding];
  };
}
