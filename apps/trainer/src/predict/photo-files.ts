import { drawPhoto } from '@turbo-hoi/datasets/node';
import {
  CocoExport,
  csvLine,
  type PersonSentence,
  type PhotoDocument,
  TRIPLET_COLUMNS,
  tripletRows,
} from '@turbo-hoi/inference';
import { type PagePhoto, renderPhotoPage } from '@turbo-hoi/visualization';
import type { OpenedPredictor } from './open-predictor';
import { OutFolder } from './out-folder';
import { pagePhoto } from './page-photo';
import { type PhotoDrawing, drawingsOf, drawnPhoto } from './photo-drawings';
import type { PredictedPhoto } from './predict-photos';
import type { ShownLimits } from './shown-boxes';
import { trainedLines } from './trained-lines';

export interface PhotoFilesOptions extends Pick<
  OpenedPredictor,
  'info' | 'name' | 'listed' | 'detector' | 'trained' | 'targetChoice' | 'posedStages'
> {
  /** The stages to draw, ascending; empty: the model has no trained output. */
  readonly stages: readonly number[];
  readonly heatmaps: boolean;
  /** The kind of the pose detector. */
  readonly pose?: string;
  /** What drawings and the page show. */
  readonly limits: ShownLimits;
}

const INDEX = 'index.html';
const TRIPLETS = 'triplets.csv';
const COCO = 'coco.json';

/** Writes the predictions: a document and drawings per photo, a page to browse them, and all triplets and detections as a file each. */
export class PhotoFiles {
  private readonly folder: OutFolder;
  private readonly drawings: readonly PhotoDrawing[];
  private readonly shown: PagePhoto[] = [];
  private readonly listed: object[] = [];
  private readonly rows: string[] = [csvLine(TRIPLET_COLUMNS)];
  private readonly coco: CocoExport;

  /**
   * @param names prefix of the file names of each photo
   * @throws TurboHoiError `usage` if files of another program would be overwritten; nothing is written yet
   */
  constructor(
    path: string,
    private readonly names: readonly string[],
    private readonly options: PhotoFilesOptions,
  ) {
    this.drawings = drawingsOf(options);
    this.coco = new CocoExport({ info: options.info, stage: options.stages.at(-1) });
    const ofPhotos = names.flatMap((name) => this.filesOf(name));
    this.folder = new OutFolder(path, [...ofPhotos, INDEX, TRIPLETS, COCO]);
  }

  /** Number of photos written. */
  get count(): number {
    return this.shown.length;
  }

  /** @param sentences null: the predictor recognises no actions */
  async add(
    index: number,
    predicted: PredictedPhoto,
    document: PhotoDocument,
    sentences: readonly PersonSentence[] | null,
  ): Promise<void> {
    const [name, { info, stages, limits, targetChoice }] = [this.names[index], this.options];
    const { file_name } = document.images[0];
    const { image, prediction, poses } = predicted;
    const photo = drawnPhoto(file_name, predicted, info, limits, targetChoice);
    for (const { id, gray, draw } of this.drawings) {
      const { svg, png } = await drawPhoto(image, (address) => draw(photo, address), gray);
      this.folder.write(`${name}.${id}.svg`, svg);
      this.folder.write(`${name}.${id}.png`, png);
    }
    // Last, so that an existing document implies that its drawings exist.
    this.folder.write(`${name}.json`, `${JSON.stringify(document, null, 1)}\n`);
    this.listed.push({ ...document.images[0], files: this.filesOf(name) });
    const stage = stages.at(-1);
    this.shown.push(pagePhoto(file_name, name, prediction, { stage, limits, sentences }));
    const triplets = (stage !== undefined && prediction.stages[stage].triplets) || [];
    this.rows.push(...tripletRows(prediction, file_name, triplets).map(csvLine));
    this.coco.add(file_name, prediction, poses);
  }

  /**
   * @param unreadable photos that could not be read, one line each
   * @param remarks for the page, beside the training data of each part
   */
  finish(unreadable: readonly string[], remarks: readonly string[] = []): void {
    if (this.count === 0) return;
    const { name, listed, detector, trained, stages, pose } = this.options;
    const kinds = { detector: detector.kind, 'pose detector': pose };
    const page = renderPhotoPage({
      title: name,
      remarks: [...trainedLines(trained, kinds), ...remarks],
      facts: [
        ['photos', this.count],
        ['people', sum(this.shown, ({ people }) => people.length)],
        ['objects', sum(this.shown, ({ objects }) => objects.length)],
      ],
      drawings: this.drawings,
      photos: this.shown,
      unreadable,
    });
    this.folder.write(TRIPLETS, this.rows.join(''));
    this.folder.write(COCO, `${JSON.stringify(this.coco.document())}\n`);
    this.folder.write(INDEX, page);
    this.folder.finish({ ...listed, detector, trained, stages, images: this.listed });
  }

  private filesOf(name: string): string[] {
    const drawn = this.drawings.flatMap(({ id }) => [`${name}.${id}.svg`, `${name}.${id}.png`]);
    return [`${name}.json`, ...drawn];
  }
}

const sum = <T>(items: readonly T[], of: (item: T) => number) =>
  items.reduce((total, item) => total + of(item), 0);
