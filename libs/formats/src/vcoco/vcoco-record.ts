/** One action of `vcoco_<split>.json`: N people, K roles of which the first is the agent. */
export interface VcocoRecord {
  readonly action_name: string;
  readonly role_name: readonly string[];
  /** Classes that a role's objects may have; empty: any. */
  readonly include: readonly (readonly string[])[];
  /** [N]. */
  readonly image_id: readonly number[];
  /** [N]: the person. */
  readonly ann_id: readonly number[];
  /** [N]: 1 where the person does it. */
  readonly label: readonly number[];
  /** [K,N], role by role; 0: nothing annotated. */
  readonly role_object_id: readonly number[];
}
