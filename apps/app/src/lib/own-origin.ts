/** The origin of the server that this app talks to, as its links have it. */
export { serverOrigin as ownOrigin } from './server';
