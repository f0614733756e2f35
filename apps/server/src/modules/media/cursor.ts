import { AppError } from '../../error.ts';

/** A place in a list ordered by numbers and then by id. */
export interface Position {
  sort: readonly number[];
  id: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @param list names what the position is in, so that one list's cursor does not serve another */
export const encodeCursor = (list: string, { sort, id }: Position): string =>
  Buffer.from([list, ...sort, id].join(' ')).toString('base64url');

/** The position after which to go on; throws `malformed-request` on what this server cannot have given. */
export function decodeCursor(list: string, cursor: string, length: number): Position {
  const [name, ...rest] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const id = rest.pop() ?? '';
  const sort = rest.map(Number);
  const valid = name === list && sort.length === length && sort.every(Number.isSafeInteger) && uuid.test(id);
  if (!valid || encodeCursor(list, { sort, id }) !== cursor) {
    const faults = [{ at: '/query/cursor', message: 'must be a cursor of this list' }];
    throw new AppError('malformed-request', { faults });
  }
  return { sort, id };
}
