import { createPublicKey, type KeyObject, sign } from 'node:crypto';

/** An element of ASN.1 in DER (X.690). */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const header = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...header]), body]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (time: number): Buffer =>
  der(
    0x17,
    Buffer.from(
      `${new Date(time)
        .toISOString()
        .replace(/[-:T]|[.]\d+/g, '')
        .slice(2)}`,
    ),
  );

const SHA256_RSA = sequence(objectId('2a864886f70d01010b'), der(0x05));

/** A self-signed certificate (RFC 5280, 4.1) of an RSA key, as PEM. */
export function makeCertificate(privateKey: KeyObject, from: number, to: number): string {
  const name = sequence(der(0x31, sequence(objectId('550403'), der(0x0c, Buffer.from('sns.amazonaws.com')))));
  const content = sequence(
    der(0x02, Buffer.from([1])),
    SHA256_RSA,
    name,
    sequence(utcTime(from), utcTime(to)),
    name,
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.from([0]), sign('RSA-SHA256', content, privateKey));
  const base64 = sequence(content, SHA256_RSA, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
}
