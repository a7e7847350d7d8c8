/** One action of `vcoco_<split>.json`: N people, K roles of which the first is the agent. */
export interface VcocoRecord {
  readonly action_name: string;
  readonly role_name: readonly string[];
  /** Allowed classes of a role's objects; empty: any. */
  readonly include: readonly (readonly string[])[];
  /** [N]. */
  readonly image_id: readonly number[];
  /** [N] – the person. */
  readonly ann_id: readonly number[];
  /** [N] – 1 if the person does the action. */
  readonly label: readonly number[];
  /** [K,N], role by role; 0: nothing annotated. */
  readonly role_object_id: readonly number[];
}
