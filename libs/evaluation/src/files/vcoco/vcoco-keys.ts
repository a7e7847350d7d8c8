import type { ActionVocabulary } from '@turbo-hoi/core';

/** The keys of a detection in V-COCO's format. */
export interface VcocoKeys {
  /** By action: `<action>_agent`, a score. */
  readonly agents: readonly string[];
  /** By column: `<action>_<role>`, a box and a score; null for a column without a role. */
  readonly roles: readonly (string | null)[];
  /** All required keys of a detection. */
  readonly all: readonly string[];
}

export function vcocoKeys({ actions, columns }: ActionVocabulary): VcocoKeys {
  const agents = actions.map(({ name }) => `${name}_agent`);
  const roles = columns.map(({ action, role }) => role && `${actions[action].name}_${role}`);
  return {
    agents,
    roles,
    all: ['image_id', 'person_box', ...agents, ...roles.filter((key) => key !== null)],
  };
}
