/**
 * What a user of Redis or Valkey has to be allowed for the limits, as its access lists are written: these commands, on
 * keys of this prefix, and nothing else.
 */
export const REDIS_ACCESS = [
  'on ~wmory:* resetchannels -@all',
  '+get +incr +decr +del +pttl +pexpire +eval +evalsha',
  '+ping +hello +auth',
].join(' ');
