import { createRunContainer } from '@turbo-hoi/experiment/node';
import type { PeerInput } from '../peer/peer-input';
import { type NetworkName, NETWORKS } from './networks';

/** What `tools/bench/pytorch_peer.py` needs to build and feed the same network. */
export async function networkInput(
  name: NetworkName,
  mode: 'training' | 'inference',
): Promise<PeerInput> {
  const { composed, image, layout } = await NETWORKS[name](await createRunContainer([]));
  const { experiment, dataset } = composed;
  composed.dispose();
  const { actions, keypoints, objectClasses } = dataset.info;
  const counts = [actions.columns, keypoints.names, objectClasses].map(({ length }) => length);
  return {
    name: 'PyTorch',
    script: 'pytorch_peer.py',
    args: [
      ...['--config', '-', '--mode', mode, '--data', ...counts.map(String)],
      ...(image ? ['--image', ...image.map(String)] : []),
      ...(layout ? ['--layout', JSON.stringify(layout[mode])] : []),
    ],
    input: JSON.stringify(experiment),
    packages: ['torch', 'torchvision'],
  };
}
