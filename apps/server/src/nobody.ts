/**
 * In the place of whoever has deleted their account: what stays of theirs was added, founded or decided by this one. Its
 * row is made when it is first needed, has no name, and can never log in.
 */
export const NOBODY = '00000000-0000-7000-8000-000000000000';
