/** An image of a pose file. */
export interface PoseImage {
  readonly fileName: string;
  /** In pixels; null: unknown. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

/**
 * Finds the id of an image by its path, otherwise by its file name if that is unique.
 *
 * Paths of a pose file may therefore be relative to another folder.
 */
export class PoseImages {
  private readonly byPath = new Map<string, number>();
  /** Null: ambiguous. */
  private readonly byName = new Map<string, number | null>();

  constructor(private readonly images: ReadonlyMap<number, PoseImage>) {
    for (const [id, { fileName }] of images) {
      this.byPath.set(plain(fileName), id);
      const name = lastPart(fileName);
      this.byName.set(name, this.byName.has(name) ? null : id);
    }
  }

  get count(): number {
    return this.images.size;
  }

  /** Some file name, for messages. */
  get example(): string | undefined {
    for (const { fileName } of this.images.values()) return fileName;
    return undefined;
  }

  idOf(fileName: string): number | undefined {
    return this.byPath.get(plain(fileName)) ?? this.byName.get(lastPart(fileName)) ?? undefined;
  }

  get(id: number): PoseImage | undefined {
    return this.images.get(id);
  }
}

const plain = (path: string) => path.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
const lastPart = (path: string) => plain(path).split('/').at(-1)!;
