import { type GroupRules, type Role, roles } from '@wmory/contract';

declare const proof: unique symbol;
declare const upload: unique symbol;

/** The role and all above it. */
type AtLeast<R extends Role> = R extends 'viewer'
  ? Role
  : R extends 'contributor'
    ? Exclude<Role, 'viewer'>
    : R extends 'admin'
      ? 'owner' | 'admin'
      : 'owner';

/** Someone in a group, as it is at the moment. */
export interface Standing {
  readonly groupId: string;
  readonly userId: string;
  readonly role: Role;
  readonly rules: GroupRules;
  /** Whether a block stands between them and anybody. */
  readonly hasBlocks: boolean;
}

/** Its parameter is every role it can be of: that is what lets a proof of a higher role serve for a lower. */
interface Proof<Scope extends 'group', Possible extends Role> extends Standing {
  readonly scope: Scope;
  readonly role: Possible;
  readonly [proof]: Possible;
}

/**
 * Evidence that the server looked the membership up and found at least this role. Calls that need one demand
 * it by type, so that forgetting the check does not compile; a proof of a higher role serves for a lower.
 */
export type Authorized<Scope extends 'group', R extends Role> = Proof<Scope, AtLeast<R>>;

/** Evidence besides that role and rules let the member add photos. */
export type MayUpload = Authorized<'group', 'contributor'> & { readonly [upload]: true };

/** Whether the role may do all that the other may. */
export const isAtLeast = (role: Role, other: Role): boolean => roles.indexOf(role) <= roles.indexOf(other);

/** Only the lookup of a membership may call this. */
export const prove = <P extends Authorized<'group', Role>>(standing: Standing): P =>
  ({ scope: 'group', ...standing }) as unknown as P;
