import { TurboHoiError, type XyxyBox } from '@turbo-hoi/core';
import { z } from 'zod';
import { checkedExport } from './checked-export';
import type {
  ImportedImage,
  ImportedKeypoint,
  ImportedLink,
  ImportedRegion,
} from './imported-image';
import type { LeftOut } from './left-out';

/** Names of attributes that mean something; in CVAT they are chosen freely. */
export interface CvatAttributes {
  /** Their values are actions, several separated by commas. */
  readonly actions: readonly string[];
  /** A person and an object with the same value of one of them belong together. */
  readonly links: readonly string[];
}

export const CVAT_ATTRIBUTES: CvatAttributes = {
  actions: ['action', 'actions', 'activity', 'verb', 'verbs'],
  links: ['link', 'pair', 'group', 'group_id'],
};

/** Attributes that CVAT writes itself. */
const OWN = new Set([
  'difficult',
  'is_crowd',
  'keyframe',
  'occluded',
  'outside',
  'rotation',
  'score',
  'track_id',
  'truncated',
]);

/** A person's attribute whose value is the `track_id` of an object. */
const TARGETS = new Set(['target', 'object']);

const id = z.union([z.number(), z.string()]);
const number = z.number();
const imageSchema = z.looseObject({
  id,
  file_name: z.string().min(1),
  width: number.nonnegative().optional(),
  height: number.nonnegative().optional(),
});
const categorySchema = z.looseObject({
  id,
  name: z.string().min(1),
  keypoints: z.array(z.string()).optional(),
});
const annotationSchema = z.looseObject({
  image_id: id,
  category_id: id,
  bbox: z.tuple([number, number, number, number]),
  iscrowd: z.union([number, z.boolean()]).optional(),
  keypoints: z.array(number).optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
});
const documentSchema = z.looseObject({
  images: z.array(z.unknown()),
  annotations: z.array(z.unknown()),
  categories: z.array(z.unknown()),
});

const FIX = 'Export again as COCO 1.0 or COCO Keypoints 1.0, or correct the field.';

type Annotation = z.output<typeof annotationSchema>;

/**
 * Images of a COCO file as CVAT writes it (COCO 1.0, COCO Keypoints 1.0), with the attributes of its annotations as actions and links.
 *
 * Format: https://docs.cvat.ai/docs/manual/advanced/formats/ and the COCO converter of Datumaro (cvat-ai/datumaro), which joins shapes of one group
 * to one annotation; hence attributes link, not groups.
 *
 * @throws TurboHoiError `data`, naming file, entry and field
 */
export function cvatImages(
  content: unknown,
  file: string,
  left: LeftOut,
  names: CvatAttributes = CVAT_ATTRIBUTES,
): ImportedImage[] {
  const document = checkedExport(documentSchema, content, `${file}:`, FIX);
  const images = entries(document.images, imageSchema, `${file}: images`);
  const categories = new Map(
    entries(document.categories, categorySchema, `${file}: categories`).map((one) => [one.id, one]),
  );
  const builders = new Map(images.map((image) => [image.id, new ImageRegions()]));
  entries(document.annotations, annotationSchema, `${file}: annotations`).forEach((one, index) => {
    const at = `${file}: annotations[${index}]`;
    const regions = builders.get(one.image_id);
    const category = categories.get(one.category_id);
    if (!regions) throw unknownId(`${at}.image_id`, one.image_id, 'image');
    if (!category) throw unknownId(`${at}.category_id`, one.category_id, 'category');
    const where = `annotations[${index}]`;
    regions.add(regionOf(one, category, at, where, names, left), one, names);
  });
  return images.map(({ id: key, file_name, width, height }) => ({
    file: file_name,
    size: width && height ? { width, height } : null,
    ...builders.get(key)!.finish(left),
  }));
}

function entries<S extends z.ZodType>(list: readonly unknown[], schema: S, at: string) {
  return list.map((one, index) => checkedExport(schema, one, `${at}[${index}]`, FIX));
}

function unknownId(at: string, value: string | number, what: string): TurboHoiError {
  return new TurboHoiError(
    'data',
    `${at}: got ${JSON.stringify(value)}; the file has no such ${what}. ${FIX}`,
  );
}

function regionOf(
  { bbox: [x, y, width, height], keypoints, iscrowd, attributes = {}, ...rest }: Annotation,
  category: z.output<typeof categorySchema>,
  at: string,
  where: string,
  names: CvatAttributes,
  left: LeftOut,
): ImportedRegion {
  const box: XyxyBox = [x, y, x + width, y + height];
  const own = typeof rest.id === 'number' || typeof rest.id === 'string' ? rest.id : '';
  return {
    id: `${own} ${where}`,
    label: category.name,
    box,
    crowd: Boolean(iscrowd),
    keypoints: keypoints ? namedKeypoints(keypoints, category.keypoints ?? [], at) : null,
    actions: actionsOf(attributes, category.name, where, names, left),
    where,
  };
}

function namedKeypoints(
  values: readonly number[],
  names: readonly string[],
  at: string,
): Map<string, ImportedKeypoint> {
  if (values.length !== 3 * names.length) {
    throw new TurboHoiError(
      'data',
      `${at}.keypoints: got ${values.length} numbers; expected x, y, v of the category's ${names.length} keypoints. ${FIX}`,
    );
  }
  return new Map(
    names.map((name, k) => [name, [values[3 * k], values[3 * k + 1], values[3 * k + 2]]]),
  );
}

/** Values of action attributes, and the names of boolean ones that are true. */
function actionsOf(
  attributes: Readonly<Record<string, unknown>>,
  label: string,
  where: string,
  names: CvatAttributes,
  left: LeftOut,
): string[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (names.actions.includes(name)) return listed(value);
    if (OWN.has(name) || TARGETS.has(name) || names.links.includes(name)) return [];
    if (typeof value === 'boolean') return value ? [name] : [];
    left.add(`attribute "${name}" of "${label}", which is neither an action nor a link`, where);
    return [];
  });
}

/** The values of an attribute: of a text, the parts between commas. */
function listed(value: unknown): string[] {
  return (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Regions of an image, and the values that link them. */
class ImageRegions {
  private readonly regions: ImportedRegion[] = [];
  private readonly linked = new Map<string, ImportedRegion[]>();
  private readonly targets: { readonly from: ImportedRegion; readonly track: string }[] = [];
  private readonly byTrack = new Map<string, ImportedRegion>();

  add(region: ImportedRegion, annotation: Annotation, { links }: CvatAttributes): void {
    this.regions.push(region);
    const { attributes = {} } = annotation;
    for (const name of links) {
      // A number that nobody has entered is 0.
      const values = listed(attributes[name] ?? annotation[name]).filter((value) => value !== '0');
      for (const value of values) {
        const key = `${name}=${value}`;
        this.linked.set(key, [...(this.linked.get(key) ?? []), region]);
      }
    }
    for (const track of listed(attributes.track_id)) this.byTrack.set(track, region);
    for (const name of TARGETS) {
      for (const track of listed(attributes[name])) this.targets.push({ from: region, track });
    }
  }

  finish(left: LeftOut): Pick<ImportedImage, 'regions' | 'links'> {
    const links: ImportedLink[] = [];
    for (const [key, together] of this.linked) {
      if (together.length === 1)
        left.add(`link to nothing else in the image`, `${together[0].where} ${key}`);
      together.forEach((from, i) =>
        together.slice(i + 1).forEach((to) => {
          links.push({ from: from.id, to: to.id, names: [], where: `${from.where} ${key}` });
        }),
      );
    }
    for (const { from, track } of this.targets) {
      const to = this.byTrack.get(track);
      if (to) links.push({ from: from.id, to: to.id, names: [], where: from.where });
      else left.add('target that no track of the image has', from.where);
    }
    return { regions: this.regions, links };
  }
}
