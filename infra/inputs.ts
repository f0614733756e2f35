import { readFileSync } from 'node:fs';
import { type Stage, stages } from './config.ts';

/** What differs from one owner to the next, given as `--context name=value`. */
export interface Inputs {
  stage: Stage;
  region: string;
  /** Name under which people open the web app. */
  domain: string;
  /** ACM certificate for that name, in that region. */
  certificateArn: string;
  /** Where alarms and the budget write to. */
  alarmEmail: string;
  /** `owner/name` on GitHub, whose workflow may deploy. */
  repository: string;
  /** Sender of letters. */
  mailFrom: string;
  /** The account's provider of GitHub identities, where it has one already; null: the stage makes it. */
  githubProviderArn: string | null;
  /** PEM of the public key that signs reads through CloudFront; null: reads go to the bucket. */
  readsPublicKey: string | null;
  /** Folder of the media function, made by `npm run package-lambda`; null: none, which cannot be deployed. */
  processorFolder: string | null;
  /** Made to be looked at: a deployment of it is refused by CloudFormation. */
  example: boolean;
}

const patterns = {
  region: [/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as eu-central-1'],
  domain: [/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'a name such as photos.example.org'],
  certificateArn: [
    /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/,
    'the ARN of a certificate of ACM',
  ],
  alarmEmail: [/^[^@\s]+@[^@\s]+$/, 'an e-mail address'],
  repository: [/^[\w.-]+\/[\w.-]+$/, 'owner/name on GitHub'],
  mailFrom: [/^[^'\\\r\n]+@[^'\\\r\n]+$/, 'a sender such as WMORY <photos@example.org>'],
} as const satisfies Partial<Record<keyof Inputs, readonly [RegExp, string]>>;

const examples: Record<keyof typeof patterns, string> = {
  region: 'eu-central-1',
  domain: 'photos.example.org',
  certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
  alarmEmail: 'owner@example.org',
  repository: 'owner/wmory',
  mailFrom: 'WMORY <photos@example.org>',
};

/**
 * Reads the inputs from the context; throws one error that names everything that is wrong. With `example`, what is not
 * given is made up.
 *
 * @param hasFolder whether a folder is there and holds the function
 */
export function readInputs(
  context: (name: string) => unknown,
  hasFolder: (folder: string) => boolean,
): Inputs {
  const faults: string[] = [];
  const example = String(context('example') ?? '') === 'true';
  const read = (name: keyof typeof patterns): string => {
    const value = String(context(name) ?? (example ? examples[name] : ''));
    const [pattern, meaning] = patterns[name];
    if (!pattern.test(value)) faults.push(`${name} has to be ${meaning}`);
    return value;
  };
  const stage = String(context('stage') ?? '') as Stage;
  if (!Object.hasOwn(stages, stage)) faults.push(`stage has to be one of ${Object.keys(stages).join(', ')}`);
  const texts = Object.fromEntries(
    (Object.keys(patterns) as (keyof typeof patterns)[]).map((name) => [name, read(name)]),
  ) as Record<keyof typeof patterns, string>;
  // A load balancer takes certificates of its own region alone; CloudFormation would only find out when the listener is made.
  const [, certificateRegion] = /:acm:([^:]+):/.exec(texts.certificateArn) ?? [];
  if (!example && certificateRegion && certificateRegion !== texts.region)
    faults.push(`certificateArn has to be of ${texts.region}, not of ${certificateRegion}`);
  const provider = context('githubProviderArn');
  const githubProviderArn = provider === undefined ? null : String(provider);
  if (githubProviderArn !== null && !/^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\//.test(githubProviderArn))
    faults.push('githubProviderArn has to be the ARN of an identity provider');
  const keyFile = context('readsPublicKeyFile');
  const readsPublicKey = keyFile === undefined ? null : readFileSync(String(keyFile), 'utf8');
  if (readsPublicKey !== null && !readsPublicKey.includes('-----BEGIN PUBLIC KEY-----'))
    faults.push('readsPublicKeyFile has to name a PEM file of a public key');
  const folder = String(context('processorFolder') ?? 'assets/processor-arm64');
  const present = !example && hasFolder(folder);
  if (!example && !present) faults.push(`${folder} has no media function: run npm run package-lambda first`);
  if (faults.length > 0)
    throw new Error(`The cloud cannot be made of these inputs:\n  ${faults.join('\n  ')}`);
  return {
    ...texts,
    stage,
    githubProviderArn,
    readsPublicKey,
    processorFolder: present ? folder : null,
    example,
  };
}
