import type {
  ImportedImage,
  ImportedKeypoint,
  ImportedLink,
  ImportedRegion,
} from './imported-image';
import type { XyxyBox } from '@turbo-hoi/core';
import { boxOf, type Size } from './label-studio-box';
import type { Result, Value } from './label-studio-schema';
import type { LeftOut } from './left-out';

/** Regions with all that is said of them, and relations between them. */
export function partsOf(
  results: readonly Result[],
  size: Size,
  where: string,
  left: LeftOut,
): Pick<ImportedImage, 'regions' | 'links'> {
  const regions = new Map<string, RegionParts>();
  for (const { id, value } of results) {
    const box = id !== undefined && value && boxOf(value, size);
    if (box) regions.set(id, { box, labels: [], keypoints: new Map(), actions: [] });
  }
  const links: ImportedLink[] = [];
  for (const one of results) {
    if (one.type === 'relation') links.push(...relation(one, where, left));
    else addResult(one, regions, size, where, left);
  }
  const known = new Set(regions.keys());
  return {
    regions: [...regions].flatMap(([id, parts]) => regionOf(id, parts, where, left)),
    links: links.filter(({ from, to }) => {
      if (known.has(from) && known.has(to)) return true;
      left.add('relation with a region that has no box', where);
      return false;
    }),
  };
}

interface RegionParts {
  readonly box: XyxyBox;
  readonly labels: string[];
  readonly keypoints: Map<string, ImportedKeypoint>;
  readonly actions: string[];
}

function relation(
  { from_id: first, to_id: second, labels, direction }: Result,
  where: string,
  left: LeftOut,
): ImportedLink[] {
  if (first === undefined || second === undefined) {
    left.add('relation without from_id or to_id', where);
    return [];
  }
  const link = (from: string, to: string) => ({ from, to, names: labels ?? [], where });
  if (direction === 'left') return [link(second, first)];
  return direction === 'bi' ? [link(first, second), link(second, first)] : [link(first, second)];
}

function addResult(
  { id = '', type, value, parentID }: Result,
  regions: Map<string, RegionParts>,
  size: Size,
  where: string,
  left: LeftOut,
): void {
  if (!value) return left.add(`result of type "${type}" without a value`, where);
  if (
    value.keypointlabels &&
    !value.points &&
    value.width !== undefined &&
    value.height === undefined
  ) {
    const person = regions.get(parentID ?? '');
    if (!person) return left.add('keypoint that belongs to no region (parentID)', where);
    const { x = 0, y = 0, keypointlabels } = value;
    for (const name of keypointlabels)
      person.keypoints.set(name, [(x / 100) * size.width, (y / 100) * size.height, 2]);
    return undefined;
  }
  const region = regions.get(id);
  if (!region)
    return left.add(`result of type "${type}" that is no box, polygon or keypoint`, where);
  region.labels.push(...labelsOf(value));
  region.actions.push(...(value.choices ?? []));
  region.actions.push(...(value.taxonomy ?? []).flatMap((path) => path.slice(-1)));
  return undefined;
}

function labelsOf({ rectanglelabels, polygonlabels, ellipselabels, labels }: Value): string[] {
  return [rectanglelabels, polygonlabels, ellipselabels, labels].flatMap((list) => list ?? []);
}

function regionOf(
  id: string,
  { box, labels, keypoints, actions }: RegionParts,
  where: string,
  left: LeftOut,
): ImportedRegion[] {
  const [label, ...others] = new Set(labels);
  if (label === undefined) {
    left.add('region without a label', where);
    return [];
  }
  for (const other of others) left.add(`second label "${other}" of a region`, where);
  return [
    {
      id,
      label,
      box,
      crowd: false,
      keypoints: keypoints.size > 0 ? keypoints : null,
      actions: [...new Set(actions)],
      where: `${where} ${id}`,
    },
  ];
}
