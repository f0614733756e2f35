import { type ConfigField, flag, integer, text } from './config-parsers.ts';

/** Which database: the file in the data folder, or a MySQL server once one is named. */
export type DatabaseConfig = { kind: 'sqlite'; file: string } | MysqlConfig;

export interface MysqlConfig {
  kind: 'mysql';
  host: string;
  port: number;
  user: string;
  name: string;
  tls: boolean;
  caFile: string | null;
  iam: boolean;
  poolSize: number;
}

export const databaseFields = {
  dbHost: {
    name: 'DB_HOST',
    section: 'Database',
    description: 'MySQL 8.4 server, or its proxy; unset: SQLite in the data folder.',
    default: '',
    parse: text,
  },
  dbPort: {
    name: 'DB_PORT',
    section: 'Database',
    description: 'Port of the MySQL server.',
    default: '3306',
    parse: integer(1, 65_535),
  },
  dbName: {
    name: 'DB_NAME',
    section: 'Database',
    description: 'Database on the MySQL server; it exists, and belongs to WMORY alone.',
    default: 'wmory',
    parse: text,
  },
  dbUser: {
    name: 'DB_USER',
    section: 'Database',
    description: 'User of the MySQL server, with every right to the database.',
    default: 'wmory',
    parse: text,
  },
  dbPassword: {
    name: 'DB_PASSWORD',
    section: 'Database',
    description: 'Password of the user; not needed with DB_IAM.',
    default: '',
    secret: true,
    parse: text,
  },
  dbIam: {
    name: 'DB_IAM',
    section: 'Database',
    description:
      'true: log in with tokens of AWS IAM instead of a password, by the credentials and the region that the AWS SDK finds.',
    default: 'false',
    parse: flag,
  },
  dbTls: {
    name: 'DB_TLS',
    section: 'Database',
    description: 'true: encrypt, and check the certificate and the name of the server; false: neither.',
    default: 'true',
    parse: flag,
  },
  dbCaFile: {
    name: 'DB_CA_FILE',
    section: 'Database',
    description:
      'PEM file of authorities to trust besides the usual ones, such as the bundle of RDS; RDS Proxy needs none.',
    default: '',
    parse: (value: string) => value || null,
  },
  dbPoolSize: {
    name: 'DB_POOL_SIZE',
    section: 'Database',
    description: 'Connections to the MySQL server that one process opens at most.',
    default: '10',
    parse: integer(2, 1_000),
  },
} as const satisfies Record<string, ConfigField>;

type Parsed = {
  [K in keyof typeof databaseFields]: ReturnType<(typeof databaseFields)[K]['parse']>;
};

/** What the settings come to; adds what does not go together to the faults. */
export function toDatabase(parsed: Parsed, file: string, faults: string[]): DatabaseConfig {
  if (!parsed.dbHost) return { kind: 'sqlite', file };
  if (parsed.dbIam && !parsed.dbTls) faults.push('DB_IAM needs DB_TLS, since the token is sent as it is');
  if (!parsed.dbIam && !parsed.dbPassword) faults.push('DB_PASSWORD is needed with DB_HOST, or DB_IAM');
  return {
    kind: 'mysql',
    host: parsed.dbHost,
    port: parsed.dbPort,
    user: parsed.dbUser,
    name: parsed.dbName,
    tls: parsed.dbTls,
    caFile: parsed.dbCaFile,
    iam: parsed.dbIam,
    poolSize: parsed.dbPoolSize,
  };
}
