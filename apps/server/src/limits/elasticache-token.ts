import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';

/**
 * Makes passwords for IAM authentication of ElastiCache, each good for 15 minutes
 * (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html). Credentials are those that the SDK finds by
 * itself.
 */
export function createTokenSource({
  cache,
  user,
  region,
}: {
  /** Id of the replication group. */
  cache: string;
  user: string;
  region: string;
}): () => Promise<string> {
  const signer = new SignatureV4({
    service: 'elasticache',
    region,
    credentials: defaultProvider(),
    sha256: Sha256,
  });
  return async () => {
    const request = new HttpRequest({
      method: 'GET',
      protocol: 'https:',
      hostname: cache,
      headers: { host: cache },
      query: { Action: 'connect', User: user },
    });
    const { query } = await signer.presign(request, { expiresIn: 900 });
    const pairs = Object.entries(query ?? {}).map(
      ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
    );
    return `${cache}/?${pairs.join('&')}`;
  };
}
