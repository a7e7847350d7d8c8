import { resumeCommand } from './resume-command';

test('names only the folder for a run with default options', () => {
  expect(resumeCommand('runs/a-1', { backend: 'auto', setup: true })).toBe(
    'npx nx run trainer:train -- --resume runs/a-1',
  );
});

test('repeats options that the run folder does not record', () => {
  const options = { backend: 'tensorflow', gpu: true, requireGpu: true, setup: false } as const;
  expect(resumeCommand('r', options)).toBe(
    'npx nx run trainer:train -- --resume r --backend tensorflow --gpu --require-gpu --no-setup',
  );
});

test('quotes unusual paths for the shell', () => {
  expect(resumeCommand(`my $run's`, { backend: 'auto', setup: true })).toContain(
    `--resume 'my $run'\\''s'`,
  );
});
