import { z } from 'zod';
import { DAY } from '../../clock.ts';

const Moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const Recipients = z.array(z.object({ emailAddress: z.string().max(1000) })).max(1000);

const Bounce = z.object({
  bounce: z.object({ bounceType: z.string(), bouncedRecipients: Recipients, timestamp: Moment }),
});
const Complaint = z.object({
  complaint: z.object({
    complainedRecipients: Recipients,
    complaintFeedbackType: z.string().nullish(),
    timestamp: Moment,
  }),
});
const Delivery = z.object({
  delivery: z.object({ recipients: z.array(z.string().max(1000)).max(1000), timestamp: Moment }),
});

/** What became of letters to addresses. */
export interface MailReport {
  outcome: 'bounce' | 'complaint' | 'delivery';
  /** Lower case. */
  addresses: string[];
  /** UTC milliseconds. */
  at: number;
}

/** `Ada <ada@example.org>` as well as the bare address. */
const addressIn = (text: string): string => (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();

/**
 * Reads an event of SES, of either kind: a feedback notification has `notificationType`, published events have
 * `eventType` (https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html). Null for what says nothing
 * lasting about an address, such as a mailbox that is full; throws a `ZodError` on what cannot be read.
 */
export function readSesEvent(text: string, now: number): MailReport | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // SES greets a new topic with a sentence.
    return null;
  }
  const kind = z.object({ notificationType: z.string().optional(), eventType: z.string().optional() });
  const { notificationType, eventType } = kind.parse(parsed);
  const report = reportOf(notificationType ?? eventType, parsed);
  // A clock that is far ahead must not make a report that nothing later outweighs.
  return report && report.at <= now + DAY ? report : null;
}

function reportOf(kind: string | undefined, event: unknown): MailReport | null {
  switch (kind) {
    case 'Bounce': {
      const { bounceType, bouncedRecipients, timestamp } = Bounce.parse(event).bounce;
      if (bounceType !== 'Permanent') return null;
      return { outcome: 'bounce', addresses: addressesOf(bouncedRecipients), at: timestamp };
    }
    case 'Complaint': {
      const { complainedRecipients, complaintFeedbackType, timestamp } = Complaint.parse(event).complaint;
      if (complaintFeedbackType === 'not-spam') return null;
      return { outcome: 'complaint', addresses: addressesOf(complainedRecipients), at: timestamp };
    }
    case 'Delivery': {
      const { recipients, timestamp } = Delivery.parse(event).delivery;
      return { outcome: 'delivery', addresses: recipients.map(addressIn), at: timestamp };
    }
    default:
      return null;
  }
}

const addressesOf = (recipients: { emailAddress: string }[]): string[] =>
  recipients.map(({ emailAddress }) => addressIn(emailAddress));
