import type { Tensor } from '@tensorflow/tfjs';
import type { Communicator, ParameterValue } from '@turbo-hoi/core';
import { fromJson, toJson } from '@turbo-hoi/mpi';

/** Rank 0's tensors, on the other ranks; nothing on rank 0 itself. @param own read on rank 0 alone */
export async function shareTensors(
  communicator: Communicator,
  own: ReadonlyMap<string, Tensor>,
): Promise<Map<string, ParameterValue>> {
  const shapes = [...own].map(([name, { shape }]) => [name, shape] as const);
  const names = fromJson<typeof shapes>(await communicator.broadcast(toJson(shapes)))!;
  const values = new Map<string, ParameterValue>();
  for (const [name, shape] of names) {
    const bytes = communicator.rank === 0 ? await bytesOf(own.get(name)!) : new Uint8Array(0);
    const data = await communicator.broadcast(bytes);
    if (communicator.rank === 0) continue;
    values.set(name, {
      shape,
      data: new Float32Array(data.buffer, data.byteOffset, data.length / 4),
    });
  }
  return values;
}

/** The content of a tensor. */
export async function bytesOf(tensor: Tensor): Promise<Uint8Array> {
  const { buffer, byteOffset, byteLength } = await tensor.data();
  return new Uint8Array(buffer, byteOffset, byteLength);
}
