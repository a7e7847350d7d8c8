import { type Communicator, TurboHoiError } from '@turbo-hoi/core';
import { inProcessRanks } from '@turbo-hoi/testing';
import { agree, onRankZero, SharedError } from './agree';
import { compareFacts } from './compare-facts';
import { SINGLE_PROCESS } from './single-process';

const onEach = <T>(size: number, work: (ranks: Communicator) => Promise<T>) =>
  Promise.all(inProcessRanks(size).map((rank) => work(rank).catch((error: Error) => error)));

it('returns what the work of each rank returned', async () => {
  expect(await onEach(3, (ranks) => agree(ranks, () => 10 * ranks.rank))).toEqual([0, 10, 20]);
});

it('an error of one rank is an error of all, of the same kind, and names the rank', async () => {
  const errors = await onEach(3, (ranks) =>
    agree(ranks, async () => {
      if (ranks.rank === 1) throw new TurboHoiError('data', 'no such image');
    }),
  );
  for (const error of errors) {
    expect(error).toBeInstanceOf(SharedError);
    expect(error).toMatchObject({ kind: 'data', message: 'rank 1 of 3: no such image' });
  }
});

it('an error that all ranks have is told as rank 0 has it', async () => {
  const errors = await onEach(2, (ranks) =>
    agree(ranks, () => {
      throw new TurboHoiError('config', 'seed: got x');
    }),
  );
  expect(errors).toEqual([expect.any(SharedError), expect.any(SharedError)]);
  expect((errors[1] as unknown as Error).message).toBe('seed: got x');
});

it('work of rank 0 is done once', async () => {
  const work = jest.fn(() => 7);
  expect(await onEach(2, (ranks) => onRankZero(ranks, work))).toEqual([7, undefined]);
  expect(work).toHaveBeenCalledTimes(1);
});

it('a single process throws the error itself', async () => {
  const error = new RangeError('deep');
  await expect(agree(SINGLE_PROCESS, () => Promise.reject(error))).rejects.toBe(error);
});

it('compares facts, and names the first rank that differs and in what', async () => {
  const same = await onEach(2, (ranks) => compareFacts(ranks, { seed: '1' }));
  expect(same).toEqual([undefined, undefined]);
  const facts = (rank: number) => ({
    seed: '1',
    ...(rank === 2 && { seed: '2', steps: '9'.repeat(80) }),
  });
  const errors = await onEach(3, (ranks) => compareFacts(ranks, facts(ranks.rank)));
  for (const error of errors) {
    expect(error).toMatchObject({
      kind: 'mpi',
      message:
        `Rank 2 of 3 differs from rank 0: seed is 2 there and 1 on rank 0; steps is ${'9'.repeat(60)}… there and absent on rank 0. ` +
        'Start all ranks with the same command, data and software.',
    });
  }
});
