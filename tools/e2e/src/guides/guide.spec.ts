import { guideSteps, starredGuides } from './guide';

const nothing = () => false;

describe('guideSteps', () => {
  it('has files and commands in their order', () => {
    const text =
      'Save this as `a.ts`:\n\n```ts file=a.ts\nlet a;\n```\n\n```sh\nls a.ts\n```\n```ts\nlet b;\n```\n';
    expect(guideSteps(text, nothing)).toEqual([
      { file: 'a.ts', text: 'let a;\n' },
      { commands: 'ls a.ts\n', fails: false, skip: null },
    ]);
  });

  it('keeps what is refused on purpose, and what is left out with its reason', () => {
    const text = '```sh fails\nfalse\n```\n\n```sh skip=hours\ntrain\n```\n';
    expect(guideSteps(text, nothing)).toEqual([
      { commands: 'false\n', fails: true, skip: null },
      { commands: 'train\n', fails: false, skip: 'hours' },
    ]);
  });

  it('leaves out commands for a package that is not installed', () => {
    const text = '```sh needs=models\npredict\n```\n';
    const skips = (isInstalled: (name: string) => boolean) =>
      guideSteps(text, isInstalled).map((step) => 'skip' in step && step.skip);
    expect(skips(nothing)).toEqual(['models']);
    expect(skips((name) => name === 'models')).toEqual([null]);
  });

  it('refuses words that it does not know and files that no text names', () => {
    expect(() => guideSteps('```sh skipped\nls\n```\n', nothing)).toThrow('"skipped"');
    expect(() => guideSteps('```ts file=a.ts\n```\n', nothing)).toThrow('does not name a.ts');
  });
});

it('follows the guides with a star', () => {
  const list = '| [A](a.md) ★ | x |\n| [B](../B.md) | y |\n| [C](c-d.md) ★ | z |\n';
  expect(starredGuides(list)).toEqual(['a.md', 'c-d.md']);
});
