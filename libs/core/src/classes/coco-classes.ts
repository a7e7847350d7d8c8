const GAP = 'N/A';

/** The classes of COCO by their category ids from 1 to 90, as torchvision's detectors are trained; ids without a class are `N/A`. */
export const COCO_91: readonly string[] = `
  person, bicycle, car, motorcycle, airplane, bus, train, truck, boat, traffic light, fire hydrant, N/A, stop sign,
  parking meter, bench, bird, cat, dog, horse, sheep, cow, elephant, bear, zebra, giraffe, N/A, backpack, umbrella, N/A, N/A,
  handbag, tie, suitcase, frisbee, skis, snowboard, sports ball, kite, baseball bat, baseball glove, skateboard, surfboard,
  tennis racket, bottle, N/A, wine glass, cup, fork, knife, spoon, bowl, banana, apple, sandwich, orange, broccoli, carrot,
  hot dog, pizza, donut, cake, chair, couch, potted plant, bed, N/A, dining table, N/A, N/A, toilet, N/A, tv, laptop, mouse,
  remote, keyboard, cell phone, microwave, oven, toaster, sink, refrigerator, N/A, book, clock, vase, scissors, teddy bear,
  hair drier, toothbrush`
  .split(',')
  .map((name) => name.trim());

/** COCO's 80 classes without gaps, as Detectron and detectron2 train. */
export const COCO_80: readonly string[] = COCO_91.filter((name) => name !== GAP);

/** COCO's category id by class name. */
export const COCO_CATEGORY_IDS: ReadonlyMap<string, number> = new Map(
  COCO_80.map((name) => [name, 1 + COCO_91.indexOf(name)]),
);
