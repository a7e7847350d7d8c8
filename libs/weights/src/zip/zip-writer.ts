import { TurboHoiError } from '@turbo-hoi/core';
import { crc32 } from '@turbo-hoi/files';
import { CENTRAL_HEADER, END_RECORD, LOCAL_HEADER } from './zip-directory';

/** Alignment of numbers, which PyTorch requires for memory mapping. */
const ALIGNMENT = 64;
const LIMIT = 0xfffffffe;
/** 1 January 1980, so that equal content gives equal files. */
const DATE = 0x21;
const PADDING_FIELD = 0x4246;

interface Written {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly size: number;
  readonly headerAt: number;
}

/** Generates a zip file of uncompressed entries in pieces. */
export class ZipWriter {
  private readonly entries: Written[] = [];
  private at = 0;

  /**
   * Returns the bytes to write for an entry: its header, then `content` itself.
   *
   * @throws TurboHoiError `data` if the file would exceed 4 GiB
   */
  add(path: string, content: Uint8Array): readonly Uint8Array[] {
    const name = new TextEncoder().encode(path);
    const before = this.at + 30 + name.length;
    const padding = 4 + ((ALIGNMENT - ((before + 4) % ALIGNMENT)) % ALIGNMENT);
    const crc = crc32(content);
    const header = new Uint8Array(30 + name.length + padding);
    const view = new DataView(header.buffer);
    view.setUint32(0, LOCAL_HEADER, true);
    fillCommon(view, 4, { name, crc, size: content.length });
    view.setUint16(28, padding, true);
    header.set(name, 30);
    view.setUint16(30 + name.length, PADDING_FIELD, true);
    view.setUint16(32 + name.length, padding - 4, true);
    this.entries.push({ name, crc, size: content.length, headerAt: this.at });
    this.at += header.length + content.length;
    if (this.at > LIMIT) {
      throw new TurboHoiError(
        'data',
        'A .pth file of more than 4 GiB is not written; write .safetensors.',
      );
    }
    return [header, content];
  }

  /** Returns the directory, the end of the file. */
  finish(): Uint8Array {
    const size = this.entries.reduce((sum, { name }) => sum + 46 + name.length, 0);
    const bytes = new Uint8Array(size + 22);
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (const entry of this.entries) {
      view.setUint32(at, CENTRAL_HEADER, true);
      fillCommon(view, at + 6, entry);
      view.setUint32(at + 42, entry.headerAt, true);
      bytes.set(entry.name, at + 46);
      at += 46 + entry.name.length;
    }
    view.setUint32(at, END_RECORD, true);
    view.setUint16(at + 8, this.entries.length, true);
    view.setUint16(at + 10, this.entries.length, true);
    view.setUint32(at + 12, size, true);
    view.setUint32(at + 16, this.at, true);
    return bytes;
  }
}

/** Writes the fields that both headers of an entry share, from the version on. */
function fillCommon(view: DataView, at: number, { name, crc, size }: Omit<Written, 'headerAt'>) {
  view.setUint16(at, 20, true);
  // Names are UTF-8.
  view.setUint16(at + 2, 0x800, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
}
