/** The checkout cannot be readied; the message says in plain words what to do about it. */
export class Unprepared extends Error {}
