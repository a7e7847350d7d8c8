import { createReadStream } from 'node:fs';

const LINE_BREAK = 10;

/** A line of a file, and the offset of the next one. */
export interface WholeLine {
  readonly text: string;
  readonly end: number;
}

/** The complete lines of a file; text after the last line break is dropped. */
export async function* wholeLines(path: string): AsyncGenerator<WholeLine> {
  let rest: Buffer = Buffer.alloc(0);
  let end = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let begin = 0;
    for (let at; (at = bytes.indexOf(LINE_BREAK, begin)) >= 0; begin = at + 1) {
      end += at + 1 - begin;
      yield { text: bytes.toString('utf8', begin, at), end };
    }
    rest = bytes.subarray(begin);
  }
}
