import { TurboHoiError } from '@turbo-hoi/core';
import type { VcocoRecord } from '@turbo-hoi/formats';

/** Concatenates the labels of two splits, action by action. @throws TurboHoiError `data` if actions or roles differ */
export function concatRecords(
  first: readonly VcocoRecord[],
  second: readonly VcocoRecord[],
): VcocoRecord[] {
  assertSameActions(first, second, 'two label files');
  return first.map((record, action) => {
    const other = second[action];
    // Role-major: the objects of role k start at k · N.
    const role = ({ role_object_id, ann_id }: VcocoRecord, k: number) =>
      role_object_id.slice(k * ann_id.length, (k + 1) * ann_id.length);
    return {
      ...record,
      image_id: [...record.image_id, ...other.image_id],
      ann_id: [...record.ann_id, ...other.ann_id],
      label: [...record.label, ...other.label],
      role_object_id: record.role_name.flatMap((_, k) => [...role(record, k), ...role(other, k)]),
    };
  });
}

/** @throws TurboHoiError `data` if the actions or roles of two splits differ */
export function assertSameActions(
  first: readonly VcocoRecord[],
  second: readonly VcocoRecord[],
  where: string,
): void {
  const names = (records: readonly VcocoRecord[]) =>
    records.map(({ action_name, role_name }) => [action_name, ...role_name].join(' '));
  const [a, b] = [names(first), names(second)];
  const differing = a.findIndex((name, i) => name !== b[i]);
  const action = differing < 0 && a.length < b.length ? a.length : differing;
  if (action < 0) return;
  throw new TurboHoiError(
    'data',
    `${where}: actions differ (${a[action] ?? `${a.length} records`}, ${b[action] ?? `${b.length} records`}); ` +
      `expected the same actions and roles in the same order.`,
  );
}
