import type { Detections } from '@turbo-hoi/core';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, read, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { indexRecords, MAGIC, type RecordPlace } from './index-records';
import {
  bodyBytes,
  decodeBody,
  encodeProposals,
  HEADER_BYTES,
  type ProposalKey,
} from './proposal-record';
import { makeFolderSync } from '@turbo-hoi/files/node';

const SUFFIX = '.proposals';
const readAt = promisify(read);

/**
 * Stores the proposals of many images in a folder, appending to files.
 *
 * Every process writes its own file, so that several may share the folder; a record that was truncated by a crash or
 * damaged later counts as missing. Only an index is kept in memory.
 */
export class ProposalStore {
  private readonly files: number[] = [];
  private readonly places = new Map<string, RecordPlace>();
  private own: { readonly file: number; end: number } | null = null;

  /**
   * @param warn receives warnings about damaged files
   * @throws NodeJS.ErrnoException if the folder cannot be created or read
   */
  constructor(
    private readonly folder: string,
    private readonly warn: (line: string) => void,
  ) {
    makeFolderSync(folder);
    for (const name of readdirSync(folder).filter((file) => file.endsWith(SUFFIX))) {
      const path = join(folder, name);
      const file = openSync(path, 'r');
      this.files.push(file);
      const whole = indexRecords(file, (place) => this.places.set(nameOf(place.header), place));
      if (!whole) warn(`${path}: is damaged; proposals that cannot be read are computed again.`);
    }
  }

  /** Number of images with proposals. */
  get size(): number {
    return this.places.size;
  }

  has(key: ProposalKey): boolean {
    return this.places.has(nameOf(key));
  }

  async get(key: ProposalKey): Promise<Detections | null> {
    const place = this.places.get(nameOf(key));
    if (!place) return null;
    const bytes = Buffer.alloc(bodyBytes(place.header));
    const { bytesRead } = await readAt(place.file, bytes, 0, bytes.length, place.at);
    const found = bytesRead === bytes.length ? decodeBody(bytes, place.header) : null;
    if (!found) {
      this.places.delete(nameOf(key));
      this.warn(
        `${this.folder}: proposals of image ${key.imageId} are damaged and computed again.`,
      );
    }
    return found;
  }

  put(key: ProposalKey, detections: Detections): void {
    this.own ??= this.begin();
    const { file, end } = this.own;
    const { header, record } = encodeProposals(key, detections);
    // One synchronous call: a few kilobytes fit into the system's buffers.
    const written = writeSync(file, record, 0, record.length, end);
    if (written < record.length) throw new Error('the disk is full');
    this.own.end += written;
    this.places.set(nameOf(key), { file, at: end + HEADER_BYTES, header });
  }

  close(): void {
    this.places.clear();
    for (const file of this.files.splice(0)) closeSync(file);
    this.own = null;
  }

  private begin() {
    const path = join(this.folder, `${process.pid}-${randomBytes(4).toString('hex')}${SUFFIX}`);
    const file = openSync(path, 'wx+');
    this.files.push(file);
    return { file, end: writeSync(file, MAGIC) };
  }
}

const nameOf = ({ imageId, width, height }: ProposalKey) => `${imageId} ${width}×${height}`;
