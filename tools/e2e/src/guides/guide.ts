/** A step of a guide: a file that the reader saves, or commands. */
export type Step = FileStep | CommandStep;

export interface FileStep {
  readonly file: string;
  readonly text: string;
}

export interface CommandStep {
  readonly commands: string;
  /** A command that the guide shows because it is refused. */
  readonly fails: boolean;
  /** Why it is not run: `hours`, `data`, `download`, or the name of a package that is missing. */
  readonly skip: string | null;
}

const BLOCK = /^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm;

/**
 * The steps of a guide in their order.
 *
 * A block with `file=NAME` behind its language is a file; the text before it has to name it. A block of `sh` is a
 * command; `fails` behind the language expects an error, `skip=WHY` leaves it out, `needs=PACKAGE` runs it only where the
 * package is installed.
 *
 * @throws Error for another word there, and for a file that the text does not name
 */
export function guideSteps(markdown: string, isInstalled: (name: string) => boolean): Step[] {
  return [...markdown.matchAll(BLOCK)].flatMap(([, language, info, text]): Step[] => {
    const words = info.trim().split(/\s+/).filter(Boolean);
    const value = (key: string) =>
      words.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1) ?? null;
    const unknown = words.find((word) => !/^(fails|(file|skip|needs)=.+)$/.test(word));
    if (unknown) throw new Error(`a block has "${unknown}" behind its language`);
    const file = value('file');
    if (file !== null) {
      if (!markdown.includes(`\`${file}\``)) throw new Error(`the text does not name ${file}`);
      return [{ file, text }];
    }
    if (language !== 'sh') return [];
    const needs = value('needs');
    const skip = value('skip') ?? (needs !== null && !isInstalled(needs) ? needs : null);
    return [{ commands: text, fails: words.includes('fails'), skip }];
  });
}

/** The guides that are followed, in the order of the list that marks them with a star. */
export function starredGuides(list: string): string[] {
  return [...list.matchAll(/^\| \[[^\]]+\]\(([\w-]+\.md)\) ★/gm)].map(([, name]) => name);
}
