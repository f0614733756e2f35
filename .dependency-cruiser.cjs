// The import rules of ARCHITECTURE.md, checked by `npm run check`. Each has a violation in tools/check/import-rules.test.ts.

const modules = '^apps/server/src/modules/';
/** What only tests import. */
const fixtures = [
  '[.]fixture[.]tsx?$',
  '^apps/server/src/(storage|queue)/suite[.]ts$',
  '^packages/uploader/src/(fake-service|manual-timer|scene)[.]ts$',
  '^apps/app/src/testing/',
];
const tests = ['[.](test|e2e)[.]tsx?$', ...fixtures];
const database = 'node_modules/(kysely|better-sqlite3|mysql2)/';
const http = ['node_modules/(fastify|@fastify/[^/]+)/', '^apps/server/src/http/'];
const aws = 'node_modules/(@aws-sdk|@smithy|aws-sdk|aws-cdk-lib)/';
const codecs = 'node_modules/(sharp|@img/[^/]+|libheif-js|exifr|ffmpeg[^/]*)/';

/** Modules from the ground up; each may import those of the lines above its own. */
const order = [
  ['audit', 'quota', 'idempotency'],
  ['accounts'],
  ['groups'],
  ['media'],
  ['social', 'moderation', 'notifications'],
];

const upward = order.flatMap((names, level) =>
  names.map((name) => {
    const below = order.slice(0, level).flat();
    return forbid(
      `module-order-${name}`,
      below.length > 0
        ? `${name} may import ${below.join(', ')}; effects that go up are hooks passed in app.ts.`
        : `${name} imports no other module.`,
      { path: `${modules}${name}/` },
      { path: modules, pathNot: `${modules}(${[name, ...below].join('|')})/` },
    );
  }),
);

function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

module.exports = {
  forbidden: [
    forbid(
      'no-cycle',
      'Imports form no cycle, type imports included.',
      { pathNot: '^apps/app/' },
      { circular: true },
    ),
    forbid(
      'no-cycle-in-app',
      'Imports form no cycle, save through what the app loads later.',
      { path: '^apps/app/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    ),
    forbid('resolvable', 'What is imported exists.', {}, { couldNotResolve: true }),

    forbid(
      'fixtures-in-tests',
      'What stands in for a real part in tests is imported by tests and benchmarks alone.',
      { pathNot: [...tests, '^bench/'] },
      { path: fixtures },
    ),

    forbid(
      'module-through-index',
      'A module of the server is imported only through its index.ts.',
      { pathNot: modules },
      { path: modules, pathNot: `${modules}[^/]+/index[.]ts$` },
    ),
    forbid(
      'module-through-index-of-sibling',
      'A module of the server imports another only through its index.ts; its tests may stand on the fixtures of those below.',
      { path: `${modules}([^/]+)/` },
      { path: modules, pathNot: [`${modules}$1/`, `${modules}[^/]+/(index|[a-z-]+[.]fixture)[.]ts$`] },
    ),
    ...upward,
    forbid(
      'module-has-a-place',
      'Every module is in the order above; a new one is put there first.',
      { path: modules, pathNot: [...tests, `${modules}(${order.flat().join('|')})/`] },
      {},
    ),

    forbid(
      'policy-is-pure',
      'policy.ts does no I/O: besides types, it imports the contract, the faces of other modules and pure files.',
      { path: `${modules}.*/policy[.]ts$` },
      {
        dependencyTypesNot: ['type-only'],
        pathNot: [
          '^packages/contract/src/index[.]ts$',
          '^apps/server/src/(clock|error)[.]ts$',
          `${modules}[^/]+/(?!service|routes|deps|store)[^/]+[.]ts$`,
        ],
      },
    ),
    forbid(
      'service-is-plain',
      'In a module, only routes.ts knows HTTP.',
      { path: modules, pathNot: [...tests, '/routes[.]ts$'] },
      { path: http },
    ),
    forbid(
      'queries-in-stores',
      'Only store.ts, store-*.ts and db/ build queries; the services of tests make databases.',
      {
        pathNot: [
          ...tests,
          '^apps/server/src/db/',
          '^tools/(services|test)/',
          `${modules}[^/]+/store[a-z-]*[.]ts$`,
        ],
      },
      { path: database },
    ),
    forbid(
      'aws-in-adapters',
      'The AWS SDK stays in the adapters of storage, queue, audit sink, database, limits and processor, and in infra/.',
      {
        pathNot: [
          '^apps/server/src/storage/(s3-presigners[.]fixture|sigv4-query[.]test)[.]ts$',
          '^apps/server/src/(storage/s3[a-z-]*|queue/sqs|audit-sink/s3|db/rds-token|limits/elasticache-token)([.]test)?[.]ts$',
          '^apps/processor/src/lambda([.]test)?[.]ts$',
          '^tools/services/sqs[.]ts$',
          '^infra/',
          // Of the tests: a bucket of one's own, and the SDK beside our signer.
          '^tools/services/s3-bucket[.]ts$',
        ],
      },
      { path: aws },
    ),
    forbid(
      'codecs-in-imaging',
      'Decoders of images stay in packages/imaging; benchmarks measure it against the bare ones.',
      { pathNot: ['^packages/imaging/', '^bench/'] },
      { path: codecs },
    ),

    forbid(
      'contract-imports-zod-alone',
      'Any client can import the contract: it imports zod alone.',
      { path: '^packages/contract/src/', pathNot: tests },
      { pathNot: ['^packages/contract/src/', 'node_modules/zod/'] },
    ),
    forbid(
      'uploader-is-portable',
      'The uploader runs on phones, in browsers and in Node: it imports the contract and hashes, no React, no Node.',
      {
        path: '^packages/uploader/src/',
        pathNot: tests,
      },
      { pathNot: ['^packages/(uploader|contract)/src/', 'node_modules/@noble/hashes/'] },
    ),
    forbid(
      'packages-know-no-apps',
      'Packages are below the apps.',
      { path: '^packages/' },
      { path: '^(apps|tools|bench|e2e|infra)/' },
    ),
    forbid(
      'clients-through-contract',
      'The app, the CLI and the end-to-end tests reach the server only through the contract.',
      { path: '^(apps/app|apps/cli|e2e)/' },
      {
        path: ['^(apps|packages)/', '^tools/dev-stack'],
        pathNot: ['^$1/', '^packages/(contract|uploader)/'],
      },
    ),
    forbid(
      'apps-apart',
      'The server and the processor share only messages and the pool of processes; tests of the server bring in the rest.',
      { path: '^apps/(server|processor)/', pathNot: '^apps/server/.*[.]test[.]ts$' },
      { path: '^apps/', pathNot: ['^apps/$1/', '^apps/processor/src/(child|processor-pool)[.]ts$'] },
    ),

    forbid(
      'app-routes-are-leaves',
      'Routes of the app are imported by nothing.',
      { path: '^apps/app/src/', pathNot: '^apps/app/src/app/' },
      { path: '^apps/app/src/app/' },
    ),
    forbid(
      'app-components-know-no-feature',
      'Components of the app are below its features; its lib/ is below its components.',
      { path: '^apps/app/src/(components|lib|i18n)/' },
      { path: '^apps/app/src/features/' },
    ),
  ],
  options: {
    // TypeScript 7 has no API to parse with; SWC sees type-only imports too, except `import('…')` in the place of
    // a type, which tools/check/inline-import-types.ts forbids.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|[.]expo|coverage)/' },
  },
};
