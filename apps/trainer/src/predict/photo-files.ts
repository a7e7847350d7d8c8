import type { RgbImage } from '@turbo-hoi/core';
import type { PhotoDocument, PhotoPrediction } from '@turbo-hoi/inference';
import { type DrawSvg, drawPhoto, stageDrawing } from './draw-photo';
import type { OpenedPredictor } from './open-predictor';
import { OutFolder } from './out-folder';
import { photoExample } from './photo-example';

export interface PhotoFilesOptions extends Pick<
  OpenedPredictor,
  'info' | 'run' | 'detector' | 'predictor'
> {
  /** Those that are drawn. */
  readonly stages: readonly number[];
  readonly heatmaps: boolean;
}

/** A photo in the list of results. */
interface ListedPhoto {
  readonly file_name: string;
  readonly json: string;
  readonly drawings: readonly string[];
}

/** Writes what was found in each photo: a document and drawings of the stages. */
export class PhotoFiles {
  private readonly folder: OutFolder;
  private readonly listed: ListedPhoto[] = [];

  /**
   * @param names the beginning of the names of each photo's files
   * @throws TurboHoiError `usage` if files of somebody else would be overwritten; nothing is written yet
   */
  constructor(
    path: string,
    private readonly names: readonly string[],
    private readonly options: PhotoFilesOptions,
  ) {
    const planned = names.flatMap((name) => [
      jsonOf(name),
      ...this.drawingsOf(name).flatMap(filesOf),
    ]);
    this.folder = new OutFolder(path, [...planned, INDEX]);
  }

  /** How many photos are done. */
  get count(): number {
    return this.listed.length;
  }

  async add(
    index: number,
    image: RgbImage,
    prediction: PhotoPrediction,
    document: PhotoDocument,
  ): Promise<void> {
    const name = this.names[index];
    const { file_name } = document.images[0];
    const example = photoExample(file_name, image, prediction, this.options.info);
    const drawings: string[] = [];
    for (const { base, stage } of this.drawingsOf(name)) {
      const draw: DrawSvg = stageDrawing(example, stage);
      const { svg, png } = await drawPhoto(image, draw);
      this.folder.write(`${base}.svg`, svg);
      this.folder.write(`${base}.png`, png);
      drawings.push(base);
    }
    // Last: who finds it finds the drawings, too.
    this.folder.write(jsonOf(name), `${JSON.stringify(document, null, 1)}\n`);
    this.listed.push({ file_name, json: jsonOf(name), drawings });
  }

  finish(): void {
    if (this.count === 0) return;
    const { run, detector, predictor, stages } = this.options;
    this.folder.finish({
      run,
      detector,
      trained: predictor.trained,
      stages,
      images: this.listed,
    });
  }

  private drawingsOf(name: string): { readonly base: string; readonly stage: number }[] {
    return this.options.stages.map((stage) => ({ base: `${name}.stage-${stage}`, stage }));
  }
}

const INDEX = 'index.html';

const jsonOf = (name: string) => `${name}.json`;

const filesOf = ({ base }: { readonly base: string }) => [`${base}.svg`, `${base}.png`];
