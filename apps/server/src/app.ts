import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { openAuditSink } from './audit-sink/open.ts';
import { openChallenge } from './challenge/open.ts';
import { widgetSources } from './challenge/siteverify.ts';
import { type Clock, DAY } from './clock.ts';
import type { Config } from './config.ts';
import { lockDataFolder } from './data-lock.ts';
import { type Database, migrate, openDatabase } from './db/index.ts';
import { createDepartures } from './departures.ts';
import { StartError } from './error.ts';
import { appLinks } from './http/app-links.ts';
import { docs } from './http/docs.ts';
import { health } from './http/health.ts';
import { capInFlight } from './http/in-flight.ts';
import { mount } from './http/mount.ts';
import { createRateLimits } from './http/rate-limits.ts';
import { security } from './http/security.ts';
import { createHttpServer } from './http/server.ts';
import { web } from './http/web.ts';
import { openLimits } from './limits/open.ts';
import { createCapture } from './mail/capture.ts';
import { mailboxRoute } from './mail/mailbox-route.ts';
import type { Mailer } from './mail/port.ts';
import { sesRoute } from './mail/ses/ses-route.ts';
import type { Fetch } from './mail/ses/sns-certificates.ts';
import { createSmtp } from './mail/smtp.ts';
import { unsubscribeRoute } from './mail/unsubscribe-route.ts';
import {
  accountRoutes,
  createAccounts,
  createAdmission,
  createSpentChallenges,
  createSuspensions,
  readRefusedDomains,
} from './modules/accounts/index.ts';
import { createAudit, createAuditChain } from './modules/audit/index.ts';
import { createGroups, groupRoutes } from './modules/groups/index.ts';
import { createIdempotency } from './modules/idempotency/index.ts';
import {
  belongings,
  createAvatarSigner,
  createCovers,
  createCustody,
  createMedia,
  type MultipartLimits,
  mediaRoutes,
} from './modules/media/index.ts';
import { createModeration, createModerationLetters, moderationRoutes } from './modules/moderation/index.ts';
import {
  createDigestNews,
  createJoinNews,
  createNotificationLetters,
  createNotifications,
  notificationRoutes,
} from './modules/notifications/index.ts';
import { createQuota, quotaRoutes } from './modules/quota/index.ts';
import { createMetrics } from './observability/metrics.ts';
import { metricsRoute } from './observability/metrics-route.ts';
import { type Tracing, traceDatabase, traceQueue, traceStorage, untraced } from './observability/tracing.ts';
import { createEmbeddedQueue } from './queue/embedded.ts';
import type { JobQueue } from './queue/port.ts';
import { createSqsQueue } from './queue/sqs.ts';
import { openSecrets } from './secrets.ts';
import { openStore } from './storage/open.ts';
import type { Storage } from './storage/port.ts';
import { createSweeper } from './sweep.ts';

/** What `main.ts` has made already, and what tests put in the place of the real parts. */
export interface Overrides {
  log?: Logger;
  clock?: Clock;
  mailer?: Mailer;
  /** Where spans go; nowhere, unless given. */
  tracing?: Tracing;
  queue?: JobQueue;
  /** To reach the provider that reports on letters. */
  fetch?: Fetch;
  /** Milliseconds between rounds of sweeps; 0: only when asked. */
  sweepInterval?: number;
  /** From which size on files are sent in parts, and of how many bytes these are. */
  multipart?: MultipartLimits;
  /** Folder of the exported web app. */
  webRoot?: string;
}

export interface App {
  readonly http: FastifyInstance;
  readonly database: Database;
  readonly storage: Storage;
  /** Starts to listen; answers the address that people open. */
  listen(): Promise<string>;
  /** Runs every sweep once, now. */
  sweep(): Promise<void>;
  /** Turns `/readyz` to 503 and asks clients to let their connections go, but goes on serving. */
  drain(): void;
  /** Says no to newcomers, finishes what runs, and lets go of everything. */
  close(): Promise<void>;
}

const SWEEP_INTERVAL = 30_000;
/** Milliseconds that requests under way have to finish. */
const CLOSE_GRACE = 10_000;
const WEB_ROOT = join(import.meta.dirname, '../../app/dist');

/** Hashes of the inline styles that the exported web app needs, as it wrote them down. */
function styleSources(webRoot: string): string[] {
  const file = join(webRoot, '../csp.json');
  if (!existsSync(file)) return [];
  const policy = JSON.parse(readFileSync(file, 'utf8')) as { 'style-src'?: string[] };
  return (policy['style-src'] ?? []).filter((source) => source !== "'self'");
}

/**
 * Puts the whole server together; the only place that knows every part. With no cloud configured, everything
 * runs in this process and its children, on SQLite and the disk.
 */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const { clock = Date.now, log = pino({ level: config.logLevel }), webRoot = WEB_ROOT } = overrides;
  const { tracing = untraced } = overrides;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const lock = lockDataFolder(config.dataDir, 'shared');
  if (!lock)
    throw new StartError(`Administration runs on ${config.dataDir}. Start the server once it is done.`);
  const secrets = openSecrets(config.dataDir, config.secrets.root);
  const opened = openDatabase(config.database, { password: config.secrets.databasePassword });
  const database = traceDatabase(opened, tracing);
  await migrate(database);

  const http = await createHttpServer(log, config.trustProxy);
  const port = (): number => {
    const address = http.server.address();
    return typeof address === 'object' && address ? address.port : config.port;
  };
  const isAny = config.host === '0.0.0.0' || config.host === '::';
  const internalUrl = (): string => `http://${isAny ? '127.0.0.1' : config.host}:${port()}`;
  const publicUrl = (): string => config.publicUrl ?? `http://localhost:${port()}`;
  const https = config.publicUrl?.startsWith('https:') ?? false;

  const { cdnKey } = config.secrets;
  const store = await openStore(config.store, {
    secret: secrets.key('storage'),
    cdnKey,
    internalUrl,
    clock,
    log,
  });
  const storage = traceStorage(store.storage, tracing);
  const capture = config.secrets.smtpUrl
    ? null
    : createCapture({ dir: join(config.dataDir, 'mailbox'), clock });
  const mailer =
    overrides.mailer ??
    capture ??
    createSmtp({ url: config.secrets.smtpUrl ?? '', from: config.mailFrom, log });
  const jobs =
    overrides.queue ??
    (config.queue.kind === 'sqs'
      ? createSqsQueue({ ...config.queue, log })
      : createEmbeddedQueue({ ...config.queue, log }));

  const limits = await openLimits(config.secrets.redisUrl, {
    ...config.sharedLimits,
    key: secrets.key('limits'),
    clock,
    log,
  });
  const metrics = createMetrics({ database, now: clock, backlog: () => media.backlog() });
  const queue = metrics.watchResults(traceQueue(jobs, tracing));
  const auditChain = createAuditChain({
    database,
    clock,
    log,
    key: secrets.key('audit-chain'),
    sink: await openAuditSink(config.audit),
    sinkEvery: config.audit.sinkEvery,
  });
  const audit = createAudit({
    clock,
    key: secrets.key('audit-addresses'),
    onRecorded: auditChain.nudge,
  });
  const quota = createQuota({ database, clock, defaultLimit: config.quotaPerDay });
  const spentChallenges = createSpentChallenges({ database, clock });
  const challenge = openChallenge(config.signUp.challenge, {
    key: secrets.key('challenge'),
    secret: config.secrets.challenge,
    clock,
    spend: spentChallenges.spend,
    log,
  });
  const admission = createAdmission({
    policy: config.signUp.policy,
    refusedDomains: readRefusedDomains(config.signUp),
    challenge,
    isInvite: (token) => groups.isUsableInvite(token),
  });
  const optOutKey = secrets.key('letter-opt-out');
  const composers = [
    createModerationLetters({ clock, publicUrl }),
    createNotificationLetters({
      clock,
      publicUrl,
      optOutKey,
      listMemberships: (db, userId) => groups.listMemberships(db, userId),
    }),
  ];
  const signAvatar = createAvatarSigner({ storage, clock });
  const accounts = await createAccounts({
    database,
    audit,
    clock,
    mailer,
    log,
    publicUrl,
    secrets,
    limits,
    admission,
    signAvatar,
    async composeNotice(...notice) {
      for (const compose of composers) {
        const letter = await compose(...notice);
        if (letter) return letter;
      }
      return null;
    },
    departures: createDepartures(() => ({ groups, media, moderation })),
  });
  const groups = createGroups({
    database,
    audit,
    clock,
    covers: createCovers({ storage, clock }),
    belongings,
    signAvatar,
    joinNews: createJoinNews({ clock, oweNotice: accounts.oweNotice }),
    inviteKey: secrets.key('invites'),
    publicUrl,
  });
  const media = createMedia({
    database,
    audit,
    clock,
    log,
    quota,
    groups,
    storage,
    queue,
    onReady: createDigestNews(),
    maxFileSize: config.maxFileSize,
    ...(overrides.multipart && { multipart: overrides.multipart }),
  });
  const moderation = createModeration({
    database,
    audit,
    clock,
    groups,
    photos: createCustody({ clock, groups }),
    suspensions: createSuspensions({ audit, clock }),
    oweNotice: accounts.oweNotice,
    readSuspensionTicket: accounts.readSuspensionTicket,
    viewEvidence: media.viewEvidence,
    reportsToHide: config.reportsToHide,
    evidenceLife: config.evidenceDays * DAY,
  });
  const notifications = createNotifications({
    database,
    clock,
    groups,
    oweNotice: accounts.oweNotice,
    optOutKey,
  });
  const idempotency = createIdempotency({ database, clock, key: secrets.key('idempotency') });
  const sweeper = createSweeper(
    {
      ...accounts.sweeps,
      spentChallenges: spentChallenges.sweep,
      ...groups.sweeps,
      ...media.sweeps,
      idempotency: idempotency.sweep,
      commits: database.sweep,
      ...auditChain.sweeps,
      ...moderation.sweeps,
      ...notifications.sweeps,
    },
    log,
    metrics.observeSweep,
  );

  let stopping = false;
  http.addHook('onSend', async (_, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
  metrics.watchHttp(http);
  security(http, {
    storeOrigins: store.origins,
    styleSources: styleSources(webRoot),
    widgetSources: challenge.kind.kind === 'widget' ? widgetSources(challenge.kind.provider) : [],
    https,
  });
  capInFlight(http, config.maxInFlight);
  health(http, { checks: { database: database.ping, storage: storage.ping }, stopping: () => stopping });
  mount(http, {
    handlers: {
      ...accountRoutes(accounts),
      ...quotaRoutes(quota),
      ...groupRoutes(groups),
      ...metrics.watchUploads(mediaRoutes(media)),
      ...moderationRoutes(moderation),
      ...notificationRoutes(notifications),
    },
    authenticate: accounts.authenticate,
    span: tracing.span,
    rateLimits: createRateLimits(limits, config.rateLimitFactor),
    idempotency,
    publicUrl,
  });
  http.get('/.well-known/jwks.json', async (_, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(await accounts.jwks()),
  );
  appLinks(http, config);
  await store.mount(http);
  await http.register(metricsRoute, { metrics, token: config.secrets.metricsToken });
  await http.register(unsubscribeRoute, {
    unsubscribe: (token) => notifications.chooseByLetter({ token, choice: 'off' }),
  });
  if (capture) await http.register(mailboxRoute, { capture });
  if (config.sesTopicArn) {
    const { sesTopicArn: topicArn } = config;
    await http.register(sesRoute, { topicArn, clock, fetch: overrides.fetch, note: accounts.noteMail });
  }
  await http.register(docs);
  await web(http, webRoot);

  return {
    http,
    database,
    storage,
    async listen() {
      await http.listen({ host: config.host, port: config.port });
      // Only now is there a port that signed URLs can name.
      await media.start({ queueIsNew: config.queue.kind === 'embedded' });
      const interval = overrides.sweepInterval ?? SWEEP_INTERVAL;
      if (interval > 0) sweeper.start(interval);
      // What the last run left behind does not wait for the first interval.
      if (interval > 0) void sweeper.sweepOnce();
      return config.publicUrl ?? internalUrl();
    },
    sweep: sweeper.sweepOnce,
    drain() {
      stopping = true;
    },
    async close() {
      stopping = true;
      // A client that never reads its answer does not hold the end up.
      const impatience = setTimeout(() => http.server.closeAllConnections(), CLOSE_GRACE);
      await http.close();
      clearTimeout(impatience);
      await sweeper.stop();
      await media.stop();
      await queue.close({ graceMs: 5_000 });
      await accounts.close();
      await auditChain.close();
      await limits.close();
      await mailer.close();
      await storage.close();
      await database.close();
      lock.release();
    },
  };
}
