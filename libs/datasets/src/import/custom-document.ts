import { clipBox, TurboHoiError, type XyxyBox } from '@turbo-hoi/core';
import {
  CUSTOM_FORMAT,
  CUSTOM_VERSION,
  type CustomImage,
  type CustomInteraction,
} from '../custom/custom-schema';
import { NamedActions } from './named-actions';
import type { ImportedImage, ImportedRegion } from './imported-image';
import {
  type ActionNames,
  type ClassNames,
  classOfLabel,
  PERSON_CLASS as PERSON,
} from './import-names';
import { KeypointNames } from './keypoint-names';
import type { LeftOut } from './left-out';

export interface CustomDocumentOptions {
  /** Name of the data set in reports. */
  readonly name: string;
  readonly actions: ActionNames;
  readonly classes: ClassNames;
}

/** A data set file and what is in it. */
export interface CustomDocument {
  readonly document: {
    readonly actions: readonly { readonly name: string; readonly roles: readonly string[] }[];
    readonly images: readonly CustomImage[];
  };
  /** What was imported, one line each. */
  readonly lines: readonly string[];
}

/**
 * Makes a data set file of the images of another tool, whose files are relative to it. Of an image in which somebody acts, people without actions do none; of others it is not
 * known. Images name no split.
 *
 * @throws TurboHoiError `usage` where no region is a person, or an action has no name
 */
export function customDocument(
  images: readonly ImportedImage[],
  { name, actions: actionNames, classes }: CustomDocumentOptions,
  left: LeftOut,
): CustomDocument {
  const classOf = (label: string) => classOfLabel(label, classes);
  refuseNobody(images, classOf);
  const actions = new NamedActions(actionNames, left);
  const keypoints = new KeypointNames(
    images.flatMap(({ regions }) =>
      regions.flatMap((one) =>
        classOf(one.label) === PERSON && one.keypoints ? [...one.keypoints.keys()] : [],
      ),
    ),
  );
  const objectClasses = new Set([PERSON]);
  const imported = images.map((image): CustomImage => {
    const { file, size } = image;
    const kept = image.regions.flatMap((region): Kept[] => {
      const category = classOf(region.label);
      const box = size ? insideBox(region.box, size) : region.box;
      if (category === null) left.add(`region "${region.label}", as asked`, region.where);
      else if (!(box[2] > box[0] && box[3] > box[1]))
        left.add('region without an area in the image', region.where);
      else return [{ region, category, box }];
      return [];
    });
    for (const { category } of kept) objectClasses.add(category);
    return { file, ...size, ...annotationsOf(image, kept, actions, keypoints, left) };
  });
  const document = {
    format: CUSTOM_FORMAT,
    version: CUSTOM_VERSION,
    name,
    actions: actions.finish(),
    objectClasses: [PERSON, ...[...objectClasses].filter((one) => one !== PERSON).sort()],
    keypoints: keypoints.layout(),
    images: imported,
  };
  return { document, lines: contentLines(document, actions) };
}

interface Kept {
  readonly region: ImportedRegion;
  readonly category: string;
  readonly box: XyxyBox;
}

function annotationsOf(
  { links, size }: ImportedImage,
  kept: readonly Kept[],
  actions: NamedActions,
  keypoints: KeypointNames,
  left: LeftOut,
): Pick<CustomImage, 'people' | 'objects'> {
  const byId = new Map(kept.map((one) => [one.region.id, one]));
  const isPerson = (id: string) => byId.get(id)?.category === PERSON;
  const usable = links.flatMap((link) => {
    if (!byId.has(link.from) || !byId.has(link.to)) return [];
    if (isPerson(link.from)) return [link];
    if (isPerson(link.to)) return [{ ...link, from: link.to, to: link.from }];
    left.add('link between two objects', link.where);
    return [];
  });
  const targets = new Set(usable.map(({ to }) => to));
  // A person who is a target is listed among the objects, too.
  const listed = kept.filter(
    ({ category, region }) => category !== PERSON || targets.has(region.id),
  );
  const indexOf = new Map(listed.map(({ region }, index) => [region.id, index]));
  const people = kept.filter(({ category }) => category === PERSON);
  const interactions = people.map(({ region }): CustomInteraction[] => {
    const own = usable.filter(({ from }) => from === region.id);
    const withObject = own.flatMap((link) => {
      const object = byId.get(link.to)!.region;
      const names = actions.ofLink(link, region, object);
      return names.map((one) => actions.with(one, indexOf.get(link.to)!));
    });
    const done = new Set(withObject.map(({ action }) => action));
    const alone = region.actions.flatMap((one) => actions.alone(one, region.where));
    return unique([...withObject, ...alone.filter(({ action }) => !done.has(action))]);
  });
  const acts = interactions.some((list) => list.length > 0);
  return {
    people: people.map(({ region, box }, i) => {
      const points = keypoints.values(region.keypoints, size);
      return {
        box: [...box],
        ...(points && { keypoints: points }),
        ...(acts && { interactions: interactions[i] }),
        ...(region.crowd && { crowd: true }),
      };
    }),
    objects: listed.map(({ category, box, region }) => ({
      class: category,
      box: [...box],
      ...(region.crowd && { crowd: true }),
    })),
  };
}

function unique(list: readonly CustomInteraction[]): CustomInteraction[] {
  return [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
}

function insideBox(box: XyxyBox, { width, height }: { width: number; height: number }): XyxyBox {
  const [x1, y1, x2, y2] = clipBox(box, width, height).map((side) => Math.round(100 * side) / 100);
  return [x1, y1, x2, y2];
}

function refuseNobody(
  images: readonly ImportedImage[],
  classOf: (label: string) => string | null,
): void {
  const labels = new Set(images.flatMap(({ regions }) => regions.map(({ label }) => label)));
  if ([...labels].some((label) => classOf(label) === PERSON)) return;
  const names = [...labels].slice(0, 10).join(', ');
  throw new TurboHoiError(
    'usage',
    labels.size === 0
      ? 'the export has no labelled box; expected boxes of people and objects. Export a project with submitted annotations.'
      : `no region is a person; labels are ${names}. Say which of them are people, like --class "man=person".`,
  );
}

function contentLines(
  {
    images,
    actions,
    objectClasses,
  }: CustomDocument['document'] & { objectClasses: readonly string[] },
  named: NamedActions,
): string[] {
  const people = images.flatMap((image) => image.people);
  const acting = people.filter(({ interactions }) => (interactions?.length ?? 0) > 0).length;
  const objects = images.reduce((sum, image) => sum + image.objects.length, 0);
  const done = actions.map(({ name, roles }) => {
    const shown = roles.length > 0 ? ` (${roles.join(', ')})` : '';
    return `${name}${shown} ${named.countOf(name)}`;
  });
  return [
    `${images.length} images, ${people.length} people of whom ${acting} act, ${objects} objects of ${objectClasses.length - 1} classes`,
    `actions: ${done.join(', ') || 'none'}`,
  ];
}
