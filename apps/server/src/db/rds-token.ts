import { Signer } from '@aws-sdk/rds-signer';

/**
 * Makes passwords for IAM database authentication, each good for 15 minutes
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html). Credentials and region are
 * those that the SDK finds by itself.
 */
export function createTokenSource(address: {
  host: string;
  port: number;
  user: string;
}): () => Promise<string> {
  const signer = new Signer({ hostname: address.host, port: address.port, username: address.user });
  return () => signer.getAuthToken();
}
