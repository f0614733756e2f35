import { type Case, type CaseDetails, DecisionInput, ReportReason } from '@wmory/contract';
import { type Command, Option } from 'commander';
import { AppError } from '../error.ts';
import { AdminError } from './admin-error.ts';
import type { ModerationOffice } from './moderation.ts';

/** What the commands are made with by the program. */
export interface ModerationCommandDeps {
  /** Makes a command with the options that all have. */
  command(name: string, description: string, parent: Command): Command;
  withModeration<T>(work: (office: ModerationOffice) => Promise<T>): Promise<T>;
  say(json: boolean | undefined, outcome: object, sentence: string): void;
}

interface Options {
  json?: boolean;
}

interface Words extends Options {
  reason?: ReportReason;
  message: string;
  note: string;
  until?: string;
}

/** Cases that one list shows. */
const LISTED = 100;

/** `wmory admin moderators …` and `wmory admin moderation …`. */
export function addModerationCommands(program: Command, deps: ModerationCommandDeps): void {
  addModeratorCommands(program, deps);
  const { command, withModeration, say } = deps;
  const moderation = program.command('moderation').description('what was reported, and judging it');

  command('list', 'the reports and appeals that wait, the oldest first', moderation).action(
    async ({ json }: Options) => {
      const cases = await withModeration(({ desk }) => desk.list(LISTED));
      say(json, { cases }, cases.length > 0 ? cases.map(describeCase).join('\n') : 'Nothing waits.');
    },
  );

  command('show', 'a case with its reports, decisions and history; where its evidence is', moderation)
    .argument('<case>')
    .action(async (id: string, { json }: Options) => {
      const found = await withModeration(({ desk }) => desk.show(id));
      if (!found) throw new AdminError('There is no such case.');
      say(json, found, describeDetails(found));
    });

  command('decide', 'judge a case: what is done, or for an appeal "uphold" or "reverse"', moderation)
    .argument('<case>')
    .argument('<action...>', 'dismiss, hide, remove, warn, ban, suspend, takedown; or uphold, reverse')
    .option('--until <moment>', 'when a suspension ends, such as 2027-01-31T12:00:00Z; else it does not')
    .addOption(
      new Option('--reason <reason>', "the rule that it goes by; else the case's").choices(
        ReportReason.options,
      ),
    )
    .option('--message <text>', 'to the person it concerns', '')
    .option('--note <text>', 'for those who judge', '')
    .action(async (id: string, actions: string[], { json, ...words }: Words) => {
      const decided = await withModeration(({ desk }) => refusable(() => judge(desk, id, actions, words)));
      if (!decided) throw new AdminError('There is no such case.');
      say(json, decided, describeDetails(decided));
    });
}

function addModeratorCommands(
  program: Command,
  { command, withModeration, say }: ModerationCommandDeps,
): void {
  const moderators = program
    .command('moderators')
    .description('who judges what is reported, beyond single groups');
  for (const [name, description] of [
    ['add', 'let an account judge'],
    ['remove', 'let it judge no more'],
  ] as const)
    command(name, description, moderators)
      .argument('<address>', 'e-mail address of the account')
      .action(async (address: string, { json }: Options) => {
        const changed = await withModeration((office) => office.moderators[name](address));
        if (changed === null) throw new AdminError('No confirmed account has this address.');
        const is = name === 'add' ? 'is a moderator' : 'is no moderator';
        say(json, { changed }, changed ? `${address} ${is} now.` : `${address} ${is} already.`);
      });
  command('list', 'the moderators', moderators).action(async ({ json }: Options) => {
    const all = await withModeration((office) => office.moderators.list());
    const lines = all.map(({ name, email }) => `${email}  ${name}`);
    say(json, { moderators: all }, lines.length > 0 ? lines.join('\n') : 'There are none.');
  });
}

async function judge(
  desk: ModerationOffice['desk'],
  id: string,
  actions: readonly string[],
  { until, reason, message, note }: Words,
): Promise<CaseDetails | null> {
  const [first] = actions;
  if (first === 'uphold' || first === 'reverse') {
    if (actions.length > 1) throw new AdminError(`${first} goes alone.`);
    return desk.judgeAppeal(id, { outcome: first === 'uphold' ? 'upheld' : 'reversed', message });
  }
  const end = until === undefined ? null : new Date(until);
  if (end && Number.isNaN(end.getTime())) throw new AdminError('--until is no moment.');
  const parsed = DecisionInput.safeParse({
    actions: actions.map((kind) =>
      kind === 'suspend' ? { kind, until: end?.toISOString() ?? null } : { kind },
    ),
    ...(reason && { reason }),
    message,
    note,
  });
  if (!parsed.success)
    throw new AdminError(
      'The actions are dismiss, alone, or of hide, remove, warn, ban, suspend and takedown, each once.',
    );
  return desk.decide(id, parsed.data);
}

/** Says in a sentence why it cannot be done. */
async function refusable<T>(work: () => Promise<T>): Promise<T> {
  const sentences: Partial<Record<string, string>> = {
    'not-found': 'There is no such case, or no appeal in it.',
    forbidden: 'That cannot be done about what this case is about.',
    'case-decided': 'The case is decided already.',
  };
  try {
    return await work();
  } catch (error) {
    const sentence = error instanceof AppError ? sentences[error.code] : undefined;
    throw sentence === undefined ? error : new AdminError(sentence);
  }
}

const describeCase = ({ id, subject, reason, tier, state, reportCount, openedAt }: Case): string =>
  `${id}  ${openedAt}  ${tier}  ${state}  ${reason}  ${subject.kind} in “${subject.groupName}”, ${reportCount} reported`;

/** The case as a person reads it. */
function describeDetails(found: CaseDetails): string {
  const lines = [describeCase(found), `  about: ${found.subject.kind} ${found.subject.id}`];
  if (found.subject.person)
    lines.push(`  concerns: ${found.subject.person.name} (${found.subject.person.id})`);
  if (found.subject.kind === 'photo') lines.push(`  evidence: evidence/${found.id}/ in the object store`);
  if (found.objection !== null) lines.push(`  the uploader objects: ${found.objection}`);
  for (const { madeOn, reason, text, accuracy, verdict } of found.reports)
    lines.push(
      `  report of ${madeOn}: ${reason}${verdict ? `, ${verdict}` : ''}; others of theirs: ${accuracy.upheld} of ${accuracy.judged} upheld`,
      ...(text ? [`    ${text}`] : []),
    );
  for (const { decidedAt, actions, by, reversedAt, appeal } of found.decisions) {
    const what = actions.map(({ kind, until }) => (until ? `${kind} until ${until}` : kind)).join(', ');
    lines.push(`  decided ${decidedAt} by ${by?.name ?? 'the server or its administrator'}: ${what}`);
    if (appeal) lines.push(`    appeal, ${appeal.state}: ${appeal.text}`);
    if (reversedAt) lines.push(`    taken back ${reversedAt}`);
  }
  for (const { openedAt, kind, reason, actions } of found.history)
    lines.push(
      `  before, ${openedAt}: ${kind}, ${reason}, ${actions.map((each) => each.kind).join(', ') || 'not decided'}`,
    );
  return lines.join('\n');
}
