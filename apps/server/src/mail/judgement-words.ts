import type { ActionKind, CaseReason } from '@wmory/contract';
import type { Language } from './letter-kinds.ts';
import { letterTexts } from './letter-texts.ts';
import { isPlainName, moment } from './templates.ts';

/** “in the group …”, or without a name that could pass for something else than one. */
export function describeGroup(language: Language, name: string): string {
  const { named, unnamed } = letterTexts[language].judgements.where;
  return isPlainName(name) ? named.replace('{group}', () => name) : unnamed;
}

/** What was decided, as part of a sentence. */
export function describeActions(
  language: Language,
  decided: readonly { kind: ActionKind; until: number | null }[],
): string {
  const { actions, suspendUntil } = letterTexts[language].judgements;
  return decided
    .flatMap(({ kind, until }) => {
      if (kind === 'dismiss') return [];
      return kind === 'suspend' && until !== null
        ? suspendUntil.replace('{until}', moment(until, language))
        : actions[kind];
    })
    .join('; ');
}

export const describeReason = (language: Language, reason: CaseReason): string =>
  letterTexts[language].judgements.reasons[reason];
