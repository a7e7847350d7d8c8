import { failOnDeviceErrors, type WebgpuBackend } from './fail-on-device-errors';

/** A backend that reads 7, and whose device can report an error. */
function fake() {
  const listeners: ((event: { error: Error }) => void)[] = [];
  const backend: WebgpuBackend = {
    device: { addEventListener: (_, listener) => listeners.push(listener) },
    read: async () => 7,
  };
  failOnDeviceErrors(backend);
  const report = (message: string) =>
    listeners.forEach((listener) => listener({ error: new Error(message) }));
  return { backend, report };
}

test('reading works on a device without errors', async () => {
  expect(await fake().backend.read({})).toBe(7);
});

test('after an error every read fails with the first line of the first error', async () => {
  const { backend, report } = fake();
  report('too many buffers\n - While validating');
  report('invalid pipeline');
  const expected = { kind: 'backend', message: expect.stringMatching(/wrong: too many buffers$/) };
  await expect(backend.read({})).rejects.toMatchObject(expected);
  await expect(backend.read({})).rejects.toMatchObject(expected);
});
