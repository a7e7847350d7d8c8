import { TurboHoiError } from '@turbo-hoi/core';
import type { CustomInteraction } from '../custom/custom-schema';
import type { ImportedLink, ImportedRegion } from './imported-image';
import type { ActionNames } from './import-names';
import type { LeftOut } from './left-out';

/** The role of an object unless `--action` names another. */
const ROLE = 'obj';

/** The actions of an import, under the names that the user gives them. */
export class NamedActions {
  private readonly roles = new Map<string, Set<string>>();
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly names: ActionNames,
    private readonly left: LeftOut,
  ) {}

  /** Names of what a person does with an object: those of the link, of the object, or the only one of the person. */
  ofLink({ names, where }: ImportedLink, person: ImportedRegion, object: ImportedRegion): string[] {
    const given =
      names.length > 0 ? names : object.actions.length > 0 ? object.actions : person.actions;
    const isSure = names.length > 0 || object.actions.length > 0 || given.length === 1;
    const known = given.filter((name) => this.isKept(name, where));
    if (isSure) return known;
    const what =
      given.length === 0 ? 'no action' : `${given.length} actions of the person to choose from`;
    this.left.add(`link with ${what}`, where);
    return [];
  }

  /** What a person does with an object, by the name in the export. */
  with(given: string, object: number): CustomInteraction {
    const { name, role = ROLE } = this.named(given);
    this.note(name, role);
    return { action: name, role, object };
  }

  /** What a person does without an annotated object; none where the name is left out. */
  alone(given: string, where: string): CustomInteraction[] {
    if (!this.isKept(given, where)) return [];
    const { name } = this.named(given);
    this.note(name, this.names.get(given)?.role);
    return [{ action: name }];
  }

  countOf(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  /** The vocabulary, by name. @throws TurboHoiError `usage` for an import without any action */
  finish(): { name: string; roles: string[] }[] {
    const actions = [...this.roles].map(([name, roles]) => ({ name, roles: [...roles].sort() }));
    if (actions.length > 0) return actions.sort((a, b) => a.name.localeCompare(b.name, 'en'));
    throw new TurboHoiError(
      'usage',
      'the export has no action: nobody is linked to an object or has an action as an attribute or a choice. ' +
        'The documentation of datasets:import says how to annotate them (libs/datasets/README.md).',
    );
  }

  private isKept(given: string, where: string): boolean {
    if (given.trim() !== '' && this.names.get(given.trim()) !== null) return true;
    this.left.add(`action "${given}", as asked`, where);
    return false;
  }

  private named(given: string): { readonly name: string; readonly role?: string } {
    const name = given.trim();
    return this.names.get(name) ?? { name };
  }

  private note(name: string, role: string | undefined): void {
    const roles = this.roles.get(name) ?? new Set<string>();
    if (role !== undefined) roles.add(role);
    this.roles.set(name, roles);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }
}
