import { join } from 'node:path';
import type { DatasetInfo } from '@turbo-hoi/core';
import type { HicoDetections } from '@turbo-hoi/evaluation';
import {
  type CocoResult,
  type VcocoImageDetections,
  writeCocoResults,
  writeHicoDetections,
  writeVcocoDetections,
} from '@turbo-hoi/evaluation/node';
import {
  hicoDetections,
  type ImagePrediction,
  poseScores,
  scoreTriplets,
  type TripletOptions,
  type TripletScores,
  vcocoDetections,
} from '@turbo-hoi/inference';
import { makeFolderSync } from '@turbo-hoi/files/node';

// COCO's category of people.
const PERSON = 1;

/** Collects the detections of one stage, image by image, for the official detection files. */
export class DetectionFiles {
  private readonly vcoco: VcocoImageDetections[] = [];
  private readonly hico: HicoDetections[] = [];
  private readonly poses: CocoResult[] = [];

  constructor(
    private readonly info: DatasetInfo,
    private readonly stage: number,
    private readonly targetChoice: TripletOptions = {},
  ) {}

  /** Images in the order of the ground truth. */
  add(prediction: ImagePrediction): void {
    const triplets = scoreTriplets(prediction, this.stage, this.info, this.targetChoice);
    if (triplets) this.addTriplets(prediction, triplets);
    this.addPoses(prediction);
  }

  /** Writes `vcoco.pkl` and `.json`, or `hico.mat` and `.json`, and `keypoints.json`; returns the paths. */
  async write(folder: string): Promise<string[]> {
    makeFolderSync(folder);
    const written: string[] = [];
    const file = (name: string) => {
      written.push(join(folder, name));
      return written[written.length - 1];
    };
    const { actions, hois } = this.info;
    for (const extension of this.vcoco.length > 0 ? ['pkl', 'json'] : [])
      await writeVcocoDetections(file(`vcoco.${extension}`), actions, this.vcoco);
    for (const extension of this.hico.length > 0 ? ['mat', 'json'] : [])
      await writeHicoDetections(file(`hico.${extension}`), hois!.length, this.hico);
    if (this.poses.length > 0) await writeCocoResults(file('keypoints.json'), this.poses);
    return written;
  }

  private addTriplets(prediction: ImagePrediction, triplets: TripletScores): void {
    if (this.info.hois) {
      this.hico.push(hicoDetections(prediction, triplets, this.info.hois));
      return;
    }
    this.vcoco.push({
      imageId: prediction.imageId,
      detections: vcocoDetections(prediction, triplets),
    });
  }

  private addPoses({ imageId, personScores, stages }: ImagePrediction): void {
    const { keypoints } = stages[this.stage];
    if (!keypoints) return;
    const width = 3 * this.info.keypoints.names.length;
    poseScores(personScores, keypoints).forEach((score, person) =>
      this.poses.push({
        imageId,
        categoryId: PERSON,
        score,
        keypoints: keypoints.subarray(person * width, (person + 1) * width),
      }),
    );
  }
}
