import { type CommandParser, defineScript } from '@redis/client';

/** Counts one, if there is one left, and answers what was counted, whether this was, and the milliseconds left. */
const CONSUME = `
local points, window, rolling = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3] == '1'
local count = tonumber(redis.call('get', KEYS[1]) or '0')
local left = redis.call('pttl', KEYS[1])
if left > 0 and count >= points then return {count, 0, left} end
count = redis.call('incr', KEYS[1])
if left < 0 or rolling then
  redis.call('pexpire', KEYS[1], window)
  left = window
end
return {count, 1, left}`;

const GIVE_BACK = `
if tonumber(redis.call('get', KEYS[1]) or '0') > 0 then redis.call('decr', KEYS[1]) end
return 0`;

/** Each runs as a whole: Redis does nothing else meanwhile. */
export const scripts = {
  consume: defineScript({
    SCRIPT: CONSUME,
    NUMBER_OF_KEYS: 1,
    parseCommand(parser: CommandParser, key: string, points: number, milliseconds: number, rolling: boolean) {
      parser.pushKey(key);
      parser.push(String(points), String(milliseconds), rolling ? '1' : '0');
    },
    transformReply: (reply: unknown) => {
      const [count, allowed, left] = reply as [number, 0 | 1, number];
      return { count, allowed: allowed === 1, left };
    },
  }),
  giveBack: defineScript({
    SCRIPT: GIVE_BACK,
    NUMBER_OF_KEYS: 1,
    parseCommand(parser: CommandParser, key: string) {
      parser.pushKey(key);
    },
    transformReply: (reply: unknown) => reply as number,
  }),
};
