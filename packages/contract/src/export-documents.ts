import type { CallOptions, Client } from './client.ts';

/** How an export asks the server. */
export interface ExportCalls {
  client: Client;
  /** Runs one request, again where that may help. */
  ask: <T>(act: () => Promise<T>) => Promise<T>;
  options: CallOptions;
}

/** A file of an export, but for those of photos. */
export interface ExportDocument {
  readonly name: string;
  readonly read: (calls: ExportCalls) => Promise<object>;
}

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

async function readPages<T>(
  { ask }: ExportCalls,
  read: (query: { cursor?: string }) => Promise<Page<T>>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const query: { cursor?: string } = cursor === null ? {} : { cursor };
    const page = await ask(() => read(query));
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

/**
 * What the server keeps of a person besides photos, as files of JSON: every client's export has the same ones. Of others
 * they hold names that the person sees in the app, and no address.
 */
export const exportDocuments: readonly ExportDocument[] = [
  {
    name: 'account.json',
    read: ({ client, ask, options }) => ask(() => client.exportAccount({}, options)),
  },
  {
    name: 'groups.json',
    read: async ({ client, ask, options }) => ({
      ...(await ask(() => client.exportMemberships({}, options))),
      ...(await ask(() => client.listExits({}, options))),
      ...(await ask(() => client.listMyJoinRequests({}, options))),
    }),
  },
  {
    name: 'blocks.json',
    read: ({ client, ask, options }) => ask(() => client.listBlocks({}, options)),
  },
  {
    name: 'letters.json',
    read: ({ client, ask, options }) => ask(() => client.getNotifications({}, options)),
  },
  {
    name: 'reports.json',
    read: async (calls) => ({
      reports: await readPages(calls, async (query) => {
        const { reports, nextCursor } = await calls.client.listMyReports({ query }, calls.options);
        return { items: reports, nextCursor };
      }),
    }),
  },
  {
    name: 'decisions.json',
    read: async (calls) => ({
      decisions: await readPages(calls, async (query) => {
        const { decisions, nextCursor } = await calls.client.listMyDecisions({ query }, calls.options);
        return { items: decisions, nextCursor };
      }),
      questions: await readPages(calls, async (query) => {
        const { questions, nextCursor } = await calls.client.listHideQuestions({ query }, calls.options);
        return { items: questions, nextCursor };
      }),
    }),
  },
  {
    name: 'uploads.json',
    read: ({ client, ask, options }) => ask(() => client.exportUploads({}, options)),
  },
  {
    name: 'entries.json',
    read: async (calls) => ({
      entries: await readPages(calls, async (query) => {
        const { entries, nextCursor } = await calls.client.exportEntries({ query }, calls.options);
        return { items: entries, nextCursor };
      }),
    }),
  },
];
